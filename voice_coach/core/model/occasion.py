"""The occasion: the known facts about the athlete and the day at the start of a session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from voice_coach.core.units import Seconds


class DayPart(StrEnum):
    """The part of the day, for the greeting."""

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
    """The most done of an exercise in one set."""

    seconds: Seconds | None = None
    """Length of a hold, on one side."""
    reps: int | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """The known facts at the start of a session. By default nothing is known, as for a recording,
    which anybody may hear on any day."""

    name: str = ""
    """The name by which the athlete is addressed."""
    day_part: DayPart | None = None
    sessions: int | None = None
    """Number of earlier sessions; None: unknown."""
    this_week: int = 0
    """Number of those in this week, from Monday on."""
    days_away: int | None = None
    """Days since the last session; None: unknown, or there was none."""
    times: int | None = None
    """Number of earlier sessions of this routine."""
    last_day: str = ""
    """The last day of this routine, in words: "yesterday", "on Monday"."""
    last: Mapping[str, Amount] = field(default_factory=dict)
    """The amount of each exercise on that day, by slug."""
    bests: Mapping[str, Seconds] = field(default_factory=dict)
    """The longest hold of each exercise so far."""
    known: Mapping[str, int] = field(default_factory=dict)
    """Number of recent sessions in which each exercise was done, by slug."""
    too_much: frozenset[str] = frozenset()
    """Exercises whose easier variant may be welcome, judged by the last session."""
    easier: Mapping[str, str] = field(default_factory=dict)
    """Names of the easier variants to offer, by the slug of the exercise."""
    next_day: str = ""
    """The day of the next planned session, in words: "tomorrow", "on Wednesday"."""
    next_title: str = ""
    """Title of the next planned session."""


NOTHING_KNOWN = Occasion()
