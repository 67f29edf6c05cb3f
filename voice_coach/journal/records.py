"""The account of a session: all that is kept of it, extended entry by entry."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from voice_coach.core.events.facts import (
    EffortRated,
    Ended,
    Entered,
    Halted,
    Hurt,
    Left,
    PainRated,
    PainWithdrawn,
    Requested,
    TakenBack,
)
from voice_coach.core.model.exercise import DoseMode
from voice_coach.core.model.history import Ending, IntervalOutcome
from voice_coach.core.model.timeline import Timeline, exercises_of
from voice_coach.journal.codec import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voice_coach.core.events.facts import Fact
    from voice_coach.core.model.exercise import Exercise
    from voice_coach.core.safety.clearance import Clearance, Outcome
    from voice_coach.core.units import Seconds


_ROUNDING: Seconds = 0.001
"""Seconds within which two sums of times are the same."""

_OfTheCourse = Entered | Halted | Left | TakenBack | Requested | Hurt | PainWithdrawn | Ended


@dataclass(frozen=True, slots=True)
class ClockOrigin:
    """A moment on the coach's clock, and the wall clock's time at that moment."""

    now: Seconds
    wall: datetime
    """The wall clock's time, with an offset."""
    zone: tzinfo | None = None
    """The time zone of the place; None: the one that the computer is set to."""

    def wall_at(self, at: Seconds) -> datetime:
        """Return the wall clock's time at a moment of the coach's clock, with the offset of that
        time."""
        moment = self.wall.astimezone(UTC) + timedelta(seconds=at - self.now)
        return moment.astimezone(self.zone)


@dataclass(frozen=True, slots=True)
class KeptInterval:
    """A row of the table `interval`."""

    number: int
    part: int
    kind: str
    exercise: str | None
    name: str | None
    muscle_group: str | None
    also_trains: str | None
    exercise_kind: str | None
    met: float | None
    side: str | None
    split: bool
    set_number: int
    reps: int | None
    held: bool
    planned: float
    spent: float
    began: float
    outcome: str


@dataclass(frozen=True, slots=True)
class KeptCommand:
    """A row of the table `command`."""

    number: int
    at: float
    command: str
    obeyed: bool
    spoken: bool


@dataclass(slots=True)
class KeptTimer:
    """A row of the table `timer`."""

    began: float
    ended: float | None = None


@dataclass(frozen=True, slots=True)
class KeptScreening:
    """A row of the table `screening`."""

    key: str
    at: float
    utc_offset: int
    outcome: str


@dataclass(slots=True)
class KeptPlan:
    """A row of the table `plan`."""

    timeline: Any
    """As JSON."""
    position: int
    done: list[str]


@dataclass(slots=True)
class Account:
    """A session as it is kept. Its fields are those of the tables, names and units too."""

    key: str
    routine: str
    title: str
    path: str
    document: str
    outcome: str
    stage: int
    conditions: list[str]
    reduced: bool
    began: float
    began_offset: int
    day: str
    ended: float
    ended_offset: int
    planned: float
    ending: str | None = None
    hurt: list[str] = field(default_factory=list)
    spent: float = 0.0
    runs: int = 1
    pain: int | None = None
    effort: str | None = None
    intervals: list[KeptInterval] = field(default_factory=list)
    commands: list[KeptCommand] = field(default_factory=list)
    timers: list[KeptTimer] = field(default_factory=list)
    plan: KeptPlan | None = None
    _laid_out: Timeline | None = None
    """The timeline that `plan.timeline` was made from, if known."""

    @property
    def sets_done(self) -> int:
        """The number of intervals of work that were done."""
        return sum(
            one.exercise is not None and one.outcome == IntervalOutcome.DONE
            for one in self.intervals
        )

    @property
    def is_at_work(self) -> bool:
        """True if a set was under way at the last event."""
        if self.plan is None or self._laid_out is None:
            return False
        under_way = self._laid_out.intervals[self.plan.position :][:1]
        return any(exercises_of(interval) for interval in under_way)

    @property
    def can_be_resumed(self) -> bool:
        """True if the session can be resumed: not after its end, and not after pain."""
        return self.ending != Ending.FINISHED and not self.hurt and self.plan is not None

    def resume(self) -> None:
        """Resume it: count one more run. The interval that it broke off in begins anew: what the
        timer ran in that is counted no more than the interval itself."""
        self.runs, self.ending = self.runs + 1, None
        self._stop_timer(self.ended)
        over = ((one.began, one.ended) for one in self.timers if one.ended is not None)
        self.timers = [KeptTimer(*run) for run in counted(over, self.spent)]

    def take(self, fact: Fact, origin: ClockOrigin) -> None:
        """Add a fact; facts that are not kept change nothing."""
        match fact:
            case PainRated(score=score):
                self.pain = score
            case EffortRated(effort=effort):
                self.effort = effort.value
            case (
                Entered()
                | Halted()
                | Left()
                | TakenBack()
                | Requested()
                | Hurt()
                | PainWithdrawn()
                | Ended()
            ):
                self._go_on(fact, origin)

    def _go_on(self, fact: _OfTheCourse, origin: ClockOrigin) -> None:
        moment = origin.wall_at(fact.at)
        match fact:
            case Entered():
                self._enter(fact)
                if not self.timers or self.timers[-1].ended is not None:
                    self.timers.append(KeptTimer(moment.timestamp()))
            case Halted():
                self._stop_timer(moment.timestamp())
            case Left(number=int(number)):
                self.intervals += _rows(fact, number, origin)
            case TakenBack(left=left):
                self.intervals = [one for one in self.intervals if one.number < left]
            case Requested(command=command, obeyed=obeyed, phrase=phrase):
                kept = (moment.timestamp(), command.value, obeyed, phrase is not None)
                self.commands.append(KeptCommand(len(self.commands), *kept))
            case Hurt(exercise=exercise) if exercise is not None:
                self.hurt.append(exercise.slug)
            case PainWithdrawn(exercise=exercise) if exercise is not None:
                self.hurt = self.hurt[:-1]
            case Ended(ending=ending, spent=spent):
                self.ending, self.spent = ending.value, spent
                self._stop_timer(moment.timestamp())
        self.ended, self.ended_offset = moment.timestamp(), offset_of(moment)

    def _enter(self, entered: Entered) -> None:
        if self.plan is None or self._laid_out is not entered.timeline:
            self._laid_out = entered.timeline
            self.plan = KeptPlan(as_json(entered.timeline), 0, [])
        self.plan.position, self.plan.done = entered.index, sorted(entered.done)
        self.spent, self.ending = entered.spent, None

    def _stop_timer(self, moment: float) -> None:
        if self.timers and self.timers[-1].ended is None:
            self.timers[-1].ended = moment


def counted(runs: Iterable[tuple[float, float]], spent: Seconds) -> Iterator[tuple[float, float]]:
    """The runs of the timer, up to the moment at which it had run for `spent`: what a session that
    broke off has after that belongs to an interval that was not finished."""
    left = spent
    for began, ended in runs:
        if left <= _ROUNDING:
            return
        length = ended - began
        yield began, ended if length <= left + _ROUNDING else began + left
        left -= length


def account_of(
    routine: str,
    timeline: Timeline,
    clearance: Clearance,
    began: datetime,
    *,
    path: str,
    document: str,
    reduced: bool,
) -> Account:
    """Return the account of a session that is about to begin. `path`, `document`: of the routine's
    file, and its content."""
    began_at, offset = began.timestamp(), offset_of(began)
    return Account(
        key=os.urandom(16).hex(),
        routine=routine,
        title=timeline.title,
        path=path,
        document=document,
        outcome=clearance.outcome.name,
        stage=clearance.stage,
        conditions=sorted(one.value for one in clearance.conditions),
        reduced=reduced,
        began=began_at,
        began_offset=offset,
        day=began.date().isoformat(),
        ended=began_at,
        ended_offset=offset,
        planned=timeline.total,
    )


def screening_of(outcome: Outcome, moment: datetime) -> KeptScreening:
    """Return the record of a screening."""
    return KeptScreening(os.urandom(16).hex(), moment.timestamp(), offset_of(moment), outcome.name)


def offset_of(moment: datetime) -> int:
    """Return the offset in seconds east of UTC."""
    return round((moment.utcoffset() or timedelta()).total_seconds())


def _rows(left: Left, number: int, origin: ClockOrigin) -> Iterator[KeptInterval]:
    interval, began = left.interval, origin.wall_at(left.began).timestamp()
    exercises = exercises_of(interval)
    if not interval.stations:
        exercise = exercises[0] if exercises else None
        held = exercise is not None and exercise.mode is DoseMode.HOLD and interval.reps is None
        yield _row(left, number, exercise, interval.reps, held=held, began=began)
        return
    share = left.spent / len(exercises)
    for part, station in enumerate(interval.stations):
        rounds, more = divmod(left.station, len(exercises))
        reps = station.reps * (rounds + (part < more))
        row = _row(left, number, station.exercise, reps, held=False, began=began + part * share)
        yield replace(row, part=part, spent=share, planned=row.planned / len(exercises))


def _row(
    left: Left,
    number: int,
    exercise: Exercise | None,
    reps: int | None,
    *,
    held: bool,
    began: float,
) -> KeptInterval:
    interval = left.interval
    return KeptInterval(
        number=number,
        part=0,
        kind=interval.kind.value,
        exercise=exercise.slug if exercise else None,
        name=exercise.name if exercise else None,
        muscle_group=exercise.group.value if exercise else None,
        also_trains=" ".join(one.value for one in exercise.also_trains) if exercise else None,
        exercise_kind=exercise.kind.value if exercise else None,
        met=exercise.met.value if exercise and exercise.met else None,
        side=interval.side.value if interval.side else None,
        split=interval.split,
        set_number=interval.set.number,
        reps=reps,
        held=held,
        planned=interval.expected,
        spent=left.spent,
        began=began,
        outcome=left.outcome.value,
    )
