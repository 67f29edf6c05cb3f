"""The timeline: a routine laid out in time, one interval after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from voice_coach.core.model.body_position import Place, place_of
from voice_coach.core.model.exercise import Exercise, Group, Load
from voice_coach.core.model.routine import USUAL_COUNTDOWN, BlockName, CustomCue
from voice_coach.core.units import Seconds, Tempo


class IntervalKind(StrEnum):
    """The purpose of an interval."""

    PREPARE = "prepare"
    """Getting into position."""
    WORK = "work"
    REST = "rest"
    SELF_PACED = "self-paced"
    """Work that lasts until the athlete says it is done."""


class Side(StrEnum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class NthOf:
    """The `number`-th of several, from 1."""

    number: int
    of: int

    @property
    def is_last(self) -> bool:
        """True if none comes after it; never true of the only one."""
        return self.number == self.of > 1


ONCE = NthOf(1, 1)


@dataclass(frozen=True, slots=True)
class Station:
    """One exercise of an AMRAP's round."""

    exercise: Exercise
    reps: int
    each_side: bool
    appearance: int = 0
    """Number of earlier intervals with the same exercise."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of the timeline in which one thing is done."""

    kind: IntervalKind
    block: BlockName
    expected: Seconds
    """Its length; for a self-paced interval an estimate."""
    exercise: Exercise | None = None
    """The exercise; None while preparing and resting."""
    side: Side | None = None
    split: bool = False
    """Both sides are worked within the interval, changed at its middle."""
    reps: int | None = None
    tempo: Tempo | None = None
    """The beat of counted reps. Reps without a tempo are done at the athlete's own pace, and in a
    WORK interval the remaining time is rest (EMOM)."""
    set: NthOf = ONCE
    round: NthOf = ONCE
    stations: tuple[Station, ...] = ()
    """An AMRAP's round, repeated until the interval is over."""
    cues: tuple[CustomCue, ...] = ()
    appearance: int = 0
    """Number of earlier intervals with the same exercise."""
    side_appearance: int = 0
    """Number of those on the same side; all of them if it has no side."""
    added: Seconds = 0.0
    """Seconds added to the written length, so that the next exercise can be announced."""

    @property
    def is_new_side(self) -> bool:
        """True if the position still has to be explained: new, or new on this side."""
        return self.side_appearance == 0

    @property
    def is_window(self) -> bool:
        """True if its reps are done at the athlete's own pace and the remaining time is rest."""
        return self.kind is IntervalKind.WORK and self.reps is not None and self.tempo is None

    @property
    def length(self) -> Seconds | None:
        """Length in seconds; None if it lasts as long as the athlete takes."""
        return None if self.kind is IntervalKind.SELF_PACED else self.expected

    @property
    def is_work(self) -> bool:
        """True if something is trained in it."""
        return self.exercise is not None

    def with_more_reps(self, reps: int) -> Interval:
        """The same with so many reps more; longer by them where they are counted."""
        longer = 0.0 if self.tempo is None else reps * self.tempo.rep
        return replace(self, reps=(self.reps or 0) + reps, expected=self.expected + longer)

    def is_first_of_round_after(self, before: Interval) -> bool:
        """True if a round begins with it, given `before`, the work before it."""
        return self.round.of > 1 and not self.stations and before.round != self.round

    @property
    def is_counted(self) -> bool:
        """True if its reps are counted aloud."""
        return self.tempo is not None

    @property
    def is_held(self) -> bool:
        """True if its reps are held long enough for "hold" and "release" to be said."""
        return self.tempo is not None and self.tempo.pause >= 3


@dataclass(frozen=True)
class Timeline:
    """A routine laid out in time: the run of a session without interruptions."""

    title: str
    intervals: tuple[Interval, ...]
    as_written: bool = False
    """True if no time is added for announcements."""
    countdown: int = USUAL_COUNTDOWN
    """Length of the countdown before each start and end, in seconds."""

    @cached_property
    def total(self) -> Seconds:
        """Total length; an estimate if some work is self-paced."""
        return sum(interval.expected for interval in self.intervals)

    @cached_property
    def starts(self) -> tuple[Seconds, ...]:
        """Start of each interval, in seconds from the beginning."""
        starts: list[Seconds] = []
        at = 0.0
        for interval in self.intervals:
            starts.append(at)
            at += interval.expected
        return tuple(starts)

    @cached_property
    def halfway_gap(self) -> int | None:
        """The gap in which to say that half the workout is done: the one that begins nearest to the
        middle, within a tenth of the total length; None for workouts shorter than five minutes."""
        if self.total < 300:
            return None
        middle = self.total / 2
        gaps = [place for place, one in enumerate(self.intervals) if place and not one.is_work]
        nearest = min(gaps, key=lambda place: abs(self.starts[place] - middle), default=None)
        if nearest is None or abs(self.starts[nearest] - middle) > self.total / 10:
            return None
        return nearest

    @property
    def is_open(self) -> bool:
        """True if its length depends on the athlete."""
        return any(interval.length is None for interval in self.intervals)

    def work_after(self, index: int) -> int | None:
        """Index of the first work interval after `index`."""
        for later in range(index + 1, len(self.intervals)):
            if self.intervals[later].is_work:
                return later
        return None

    def work_before(self, index: int) -> int | None:
        """Index of the last work interval before `index`."""
        for earlier in range(index - 1, -1, -1):
            if self.intervals[earlier].is_work:
                return earlier
        return None

    def is_last_exercise(self, work: int) -> bool:
        """True if nothing comes after the work at index `work` but its other side."""
        following = self.work_after(work)
        if following is None:
            return True
        turned = is_other_side(self.intervals[work], self.intervals[following])
        return turned and self.work_after(following) is None

    def work(self) -> Iterator[Interval]:
        """The work intervals, in order."""
        return (interval for interval in self.intervals if interval.is_work)

    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise once, in order of first appearance."""
        found: dict[str, Exercise] = {}
        for interval in self.work():
            for exercise in exercises_of(interval):
                found.setdefault(exercise.slug, exercise)
        return tuple(found.values())

    def equipment(self) -> tuple[str, ...]:
        """The equipment needed, each thing once; a sturdy chair also serves as a chair."""
        things = dict.fromkeys(thing for one in self.exercises() for thing in one.equipment)
        return tuple(
            thing for thing in things if not any(other.endswith(f" {thing}") for other in things)
        )

    def place(self) -> Place | None:
        """The place where it is done; None if no position is known."""
        return place_of(one.position for one in self.exercises())

    def groups(self) -> dict[Group, Seconds]:
        """Seconds of work for each muscle group, most first."""
        seconds: dict[Group, Seconds] = {}
        for interval in self.work():
            trained = exercises_of(interval)
            for exercise in trained:
                share = interval.expected / len(trained)
                seconds[exercise.group] = seconds.get(exercise.group, 0.0) + share
        return dict(sorted(seconds.items(), key=lambda item: -item[1]))

    def spinal_load(self) -> Load:
        """The highest load on the spine of any exercise in it."""
        order = list(Load)
        loads = [order.index(exercise.spinal_load) for exercise in self.exercises()]
        return order[max(loads, default=0)]

    def with_interval(self, index: int, interval: Interval) -> Timeline:
        """The same timeline with another interval at `index`."""
        return self.with_intervals(index, (interval,))

    def with_intervals(self, index: int, intervals: tuple[Interval, ...]) -> Timeline:
        """The same timeline with `intervals` in place of the one at `index`."""
        kept = self.intervals
        return replace(self, intervals=(*kept[:index], *intervals, *kept[index + 1 :]))


def exercises_of(interval: Interval) -> tuple[Exercise, ...]:
    """The exercises of a work interval: one, or the stations of a round."""
    if interval.stations:
        return tuple(station.exercise for station in interval.stations)
    return (interval.exercise,) if interval.exercise else ()


def is_other_side(before: Interval, work: Interval) -> bool:
    """True if `work` is the other side of the set of which `before` was one side."""
    return (
        before.exercise == work.exercise
        and before.side is not None
        and before.side is not work.side
        and before.set == work.set
        and before.round == work.round
    )


def by_the_clock(timeline: Timeline) -> Timeline:
    """The timeline with every self-paced interval as long as its estimate, for a recording, which
    nobody can answer."""
    return replace(
        timeline,
        intervals=tuple(
            replace(interval, kind=IntervalKind.WORK) if interval.length is None else interval
            for interval in timeline.intervals
        ),
    )
