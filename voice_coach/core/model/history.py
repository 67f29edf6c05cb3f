"""History: the past sessions as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from voice_coach.core.model.exercise import Group
from voice_coach.core.model.timeline import IntervalKind, Side
from voice_coach.core.units import Seconds


class Ending(StrEnum):
    """The end of a session."""

    FINISHED = "finished"
    STOPPED = "stopped"
    """The athlete ended it early."""
    BROKEN_OFF = "broken off"
    """It did not reach an end: a crash, an empty battery, a killed process."""


class IntervalOutcome(StrEnum):
    """The outcome of an interval."""

    DONE = "done"
    SHORTENED = "shortened"
    """Begun and left before its end."""
    SKIPPED = "skipped"
    """Left at once, or never reached because the session went past it."""


class Effort(StrEnum):
    """The athlete's rating of a session."""

    EASY = "easy"
    RIGHT = "right"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class PastInterval:
    """An interval of work that is over. It keeps the exercise as it was then, so that history stays
    true when the catalogue changes."""

    exercise: str
    """The slug."""
    name: str
    group: Group
    also_trains: tuple[Group, ...]
    exercise_kind: str
    """strength, stretch, recovery or warmup."""
    met: float | None
    kind: IntervalKind
    side: Side | None
    split: bool
    """Both sides were worked in it, each in one half."""
    set_number: int
    reps: int | None
    """Reps asked for; None for a hold and for timed work."""
    held: bool
    """It is a hold, measured in seconds."""
    planned: Seconds
    """Its planned length; for self-paced work an estimate."""
    spent: Seconds
    began: datetime
    outcome: IntervalOutcome


@dataclass(frozen=True, slots=True)
class TimerRun:
    """A stretch of time during which the session's clock ran."""

    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session that is over or was broken off."""

    key: str
    """Permanent identifier, also used in exports."""
    routine: str
    """The slug of the routine."""
    title: str
    began: datetime
    """Start, with the local offset from UTC."""
    ended: datetime
    """End; for a broken-off session, the last sign of life."""
    ending: Ending
    planned: Seconds
    spent: Seconds
    """Time on the session's clock, without pauses."""
    pain: int | None
    """Pain in the back afterwards, from 0 to 10."""
    effort: Effort | None
    intervals: tuple[PastInterval, ...]
    """Intervals of work, in the order in which they took place."""
    hurt: tuple[str, ...] = ()
    """Slugs of the exercises that hurt."""
    timer: tuple[TimerRun, ...] = ()
    """The runs of its clock, in order; between them it was paused."""

    @property
    def counts(self) -> bool:
        """True if it was training: some work was done, even if only part of an interval. A session
        without planned work has only a score; the rest of it was not kept."""
        worked = any(one.outcome is not IntervalOutcome.SKIPPED for one in self.intervals)
        return worked or not self.planned
