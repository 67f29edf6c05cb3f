"""History: what is known of the sessions that were, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from voice_coach.core.model.exercise import Group
from voice_coach.core.model.timeline import IntervalKind, Side
from voice_coach.core.units import Seconds


class Ending(StrEnum):
    """How a session came to its end."""

    FINISHED = "finished"
    STOPPED = "stopped"
    """The athlete ended it early."""
    BROKEN_OFF = "broken off"
    """It did not come to an end: a crash, an empty battery, a killed process."""


class Deed(StrEnum):
    """What was made of an interval."""

    DONE = "done"
    SHORTENED = "shortened"
    """Begun and left before its end."""
    SKIPPED = "skipped"
    """Left at once, or never reached by a session that went past it."""


class Effort(StrEnum):
    """How hard the athlete found a session."""

    EASY = "easy"
    RIGHT = "right"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class PastInterval:
    """An interval of work that is over. What the exercise was then is kept with it, so that
    history stays true when the catalogue changes."""

    exercise: str
    """Its slug."""
    name: str
    group: Group
    also_trains: tuple[Group, ...]
    exercise_kind: str
    """strength, stretch, recovery or warmup."""
    met: float | None
    kind: IntervalKind
    side: Side | None
    split: bool
    """Whether both sides were worked in it, each in one half."""
    set_number: int
    reps: int | None
    """Asked for; None for a hold and for timed work."""
    held: bool
    """Whether it is a hold, for which seconds are the measure."""
    planned: Seconds
    """Its length as laid out; of self-paced work an estimate."""
    spent: Seconds
    began: datetime
    deed: Deed


@dataclass(frozen=True, slots=True)
class TimerRun:
    """A stretch of time in which the session's clock ran."""

    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session that is over, or was broken off."""

    key: str
    """Names it for good, also in exports."""
    routine: str
    """The slug of the routine."""
    title: str
    began: datetime
    """With the offset of the place and season it was in."""
    ended: datetime
    """Of a broken-off session, the last sign of life."""
    ending: Ending
    planned: Seconds
    spent: Seconds
    """Under its clock: without pauses."""
    pain: int | None
    """How the back felt after it, from 0 to 10."""
    effort: Effort | None
    intervals: tuple[PastInterval, ...]
    """Of work, in the order they took place."""
    hurt: tuple[str, ...] = ()
    """The slugs of the exercises in which something hurt."""
    timer: tuple[TimerRun, ...] = ()
    """When its clock ran, in order. Between them it was paused."""

    @property
    def counts(self) -> bool:
        """Whether it was training: some of its work was done, if only a part of an interval. Where
        nothing was planned only a score is known, of a session of which the rest was not kept."""
        worked = any(one.deed is not Deed.SKIPPED for one in self.intervals)
        return worked or not self.planned
