"""The occasion: what is known of the athlete and the day as a session begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from voice_coach.core.units import Seconds


class DayPart(StrEnum):
    """The part of a day that one greets by."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @classmethod
    def at(cls, hour: int) -> DayPart:
        """The part of the day at an hour from 0 to 23. The night belongs to the evening."""
        if 4 <= hour < 12:
            return cls.MORNING
        return cls.AFTERNOON if 12 <= hour < 18 else cls.EVENING


@dataclass(frozen=True, slots=True)
class Amount:
    """The most that was done of an exercise in one set."""

    seconds: Seconds | None = None
    """Of a hold, on one side."""
    reps: int | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is known as a session begins. By default nothing is, as for a recording, which may be
    heard by anybody on any day."""

    name: str = ""
    """What the athlete wants to be called."""
    day_part: DayPart | None = None
    sessions: int | None = None
    """How many there were before this one; None: unknown."""
    this_week: int = 0
    """How many of those were in this week, from Monday on."""
    days_away: int | None = None
    """Days since the last session; None: unknown, or there was none."""
    times: int | None = None
    """How many of them were of this routine."""
    last_day: str = ""
    """When this routine was last done, in words: "yesterday", "on Monday"."""
    last: Mapping[str, Amount] = field(default_factory=dict)
    """What was done of each exercise then, by slug."""
    bests: Mapping[str, Seconds] = field(default_factory=dict)
    """The longest hold of each exercise so far."""
    known: Mapping[str, int] = field(default_factory=dict)
    """In how many sessions each exercise was done, of the last ones."""
    too_much: frozenset[str] = frozenset()
    """Exercises of which the easier variant may be welcome, as the last time showed."""
    easier: Mapping[str, str] = field(default_factory=dict)
    """The names of the easier variants that are to be offered, by the slug of the exercise."""
    next_day: str = ""
    """When something is planned next, in words: "tomorrow", "on Wednesday"."""
    next_title: str = ""
    """What that is."""


NOTHING_KNOWN = Occasion()
