"""Entries: what an act has to tell the journal, as it happens.

Effects like the others: values, with times on the clock whose `now` was passed in.
"""

from __future__ import annotations

from dataclasses import dataclass

from voice_coach.core.events.command import Command
from voice_coach.core.model.history import Deed, Ending
from voice_coach.core.model.timeline import Interval, Timeline
from voice_coach.core.safety.clearance import Outcome
from voice_coach.core.units import Seconds

AT_ONCE: Seconds = 3.0
"""What is left this soon after it began is skipped; what is left later is shortened."""


@dataclass(frozen=True, slots=True)
class Screened:
    """The safety questions came to this."""

    at: Seconds
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Entered:
    """An interval begins, and this is where the session stands."""

    at: Seconds
    timeline: Timeline
    index: int
    spent: Seconds
    """In intervals that are over."""
    done: frozenset[str]
    """Exercises of which at least one set was done."""


@dataclass(frozen=True, slots=True)
class Halted:
    """The session's clock stands from `at` on; `Entered` starts it again."""

    at: Seconds


@dataclass(frozen=True, slots=True)
class Left:
    """An interval is over."""

    at: Seconds
    number: int
    """How many were over before it."""
    interval: Interval
    began: Seconds
    """When it was first entered."""
    spent: Seconds
    """In it, without pauses."""
    deed: Deed
    station: int = 0
    """Exercises done of an AMRAP."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Of the intervals that were over, only the first `left` still are."""

    left: int


@dataclass(frozen=True, slots=True)
class Requested:
    """The athlete asked for something."""

    at: Seconds
    command: Command
    obeyed: bool
    spoken: bool


@dataclass(frozen=True, slots=True)
class Hurt:
    """Something hurt, in this exercise."""

    at: Seconds
    exercise: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over."""

    at: Seconds
    ending: Ending
    spent: Seconds


JournalEntry = Screened | Entered | Halted | Left | TakenBack | Requested | Hurt | Ended
"""What the journal is told."""


def deed_of(spent: Seconds, *, done: bool) -> Deed:
    """What was made of an interval that is being left."""
    if done:
        return Deed.DONE
    return Deed.SKIPPED if spent < AT_ONCE else Deed.SHORTENED
