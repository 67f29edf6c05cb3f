"""The words of the pictures of progress."""

from __future__ import annotations

from datetime import date

from voice_coach.core.model.exercise import Group
from voice_coach.core.training.statistics import Progress, RestDays, WeekStatistics
from voice_coach.core.units import Seconds, clock_time

_MOVES = {
    Group.EXTENSORS: "bird-dog or glute-bridge",
    Group.FLEXORS: "dead-bug or plank",
    Group.OBLIQUES: "knee-side-plank or side-plank",
}
"""Moves that work each group, the gentler one first."""


def day(when: date) -> str:
    """A date as one says it: 3 Nov 2026."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """A date within the year: 3 Nov."""
    return f"{when.day} {_MONTHS[when.month - 1]}"


def month(when: date) -> str:
    """Its month, in short."""
    return _MONTHS[when.month - 1]


def energy(kilocalories: int) -> str:
    """An estimate as it may be told: it promises nothing."""
    return f"roughly {kilocalories:,} kcal beyond what resting takes"


def whole_minutes(seconds: Seconds) -> str:
    """Minutes without their seconds; "<1" for less than one, and "-" for nothing."""
    if not seconds:
        return "-"
    if 0 < seconds < 60:
        return "<1"
    return f"{round(seconds / 60):,}"


def minutes(seconds: Seconds) -> str:
    """Minutes without their seconds, with the word: "1 minute", "under a minute", "0 minutes"."""
    if 0 < seconds < 60:
        return "under a minute"
    figure = whole_minutes(seconds) if seconds else "0"
    return f"{figure} minute" if figure == "1" else f"{figure} minutes"


def clock(seconds: Seconds) -> str:
    """The length of a hold, of which only whole seconds count: 0:45."""
    return clock_time(int(seconds + 0.05))


def total(progress: Progress) -> str:
    """The sum of all sessions."""
    sessions = many(progress.sessions, "session")
    return f"{sessions}, {minutes(progress.spent)}, since {day(progress.since)}"


def streak(weeks: int) -> str:
    """The weeks in a row. Nothing is said of a streak that ended."""
    if weeks == 0:
        return "a new one begins with the next session"
    if weeks == 1:
        return "this is its first week"
    return f"{weeks:,} weeks in a row with a session"


def rest(of: RestDays) -> str:
    """The days of rest."""
    if of.of == 0:
        return "the first session was today"
    return f"{of.days} of the last {many(of.of, 'day')}"


def balance(week: WeekStatistics) -> str:
    """Which of the three groups the week still lacks, and what works them."""
    missing = week.missing
    if not missing:
        return "All three had their turn this week: extensors, flexors and obliques."
    if len(missing) == 3:
        return "None of the three has had its turn yet this week; a core routine works them all."
    first = missing[0] if len(missing) == 1 else None
    names = " and ".join(group.value for group in missing)
    works = _MOVES[first] if first else "; ".join(f"{one}: {_MOVES[one]}" for one in missing)
    return f"Still to come this week: {names} ({works})."


def many(number: int, what: str) -> str:
    """A number of things: "1 week", "12 weeks"."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
