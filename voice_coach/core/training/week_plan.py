"""The week plan: the routine of each day, what the week lacks, and a suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from voice_coach.core.model.exercise import CORE_GROUPS, ExerciseKind, Group, Load
from voice_coach.core.model.routine import BlockName, Level, Routine
from voice_coach.core.model.timeline import Timeline, exercises_of
from voice_coach.core.units import Seconds

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Names of the days as written, in the order of `date.weekday`."""

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

REST = "rest"
"""The word for a day of rest, in place of a routine."""

USUAL_TIME = time(18)

CORE_DAYS = (2, 3)
"""Recommended days of core training a week; more is fine if it is easy on the back."""


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The routine of each day."""

    days: Mapping[str, str]
    """By day, the slug of a routine, or REST. A day that is not named has nothing planned."""
    at: time | None = None
    """Time of day at which it begins, in the athlete's time zone; None if not set."""

    @property
    def routines(self) -> tuple[str, ...]:
        """The slugs of its routines, each once, in the order of the week."""
        planned = (self.days.get(day, REST) for day in DAYS)
        return tuple(dict.fromkeys(slug for slug in planned if slug != REST))

    def on(self, day: date) -> str | None:
        """The slug planned for a day; None on a day of rest."""
        planned = self.days.get(DAYS[day.weekday()], REST)
        return None if planned == REST else planned

    def after(self, day: date) -> tuple[date, str] | None:
        """The next day after this one with something planned, and its slug."""
        for ahead in range(1, 8):
            later = day + timedelta(days=ahead)
            planned = self.on(later)
            if planned is not None:
                return later, planned
        return None

    def first(self, day: str, today: date) -> date:
        """The next date, from today on, of that day of the week."""
        return today + timedelta(days=(DAYS.index(day) - today.weekday()) % 7)


@dataclass(frozen=True, slots=True)
class Planned:
    """Facts needed of a routine that is in a week."""

    routine: Routine
    timeline: Timeline

    @property
    def is_taxing(self) -> bool:
        """True if it wants a day off before it comes again."""
        easy = self.routine.level is Level.RECOVERY or self.timeline.spinal_load() is Load.LOW
        return not easy

    @property
    def strengthened(self) -> frozenset[Group]:
        """The muscle groups that its main part strengthens."""
        main = (one for one in self.timeline.work() if one.block is BlockName.MAIN)
        exercises = (exercise for one in main for exercise in exercises_of(one))
        return frozenset(one.group for one in exercises if one.kind is ExerciseKind.STRENGTH)

    @property
    def length(self) -> Seconds:
        """Length of the whole routine."""
        return self.timeline.total


def shortcomings(week: WeekPlan, known: Mapping[str, Planned]) -> tuple[str, ...]:
    """The shortcomings of a week, a sentence each. `known`: its routines by slug; a missing one
    counts for nothing."""
    planned = [known.get(week.days.get(day, REST)) for day in DAYS]
    return (*_missing_groups(planned), *_without_a_day_off(planned), *_no_rest(planned))


def _missing_groups(planned: list[Planned | None]) -> Iterable[str]:
    trained = {group for one in planned if one for group in one.strengthened}
    missing = [group.value for group in CORE_GROUPS if group not in trained]
    if missing and any(planned):
        groups = " and the ".join(missing)
        yield f"Nothing in it trains the {groups}, of the three groups that hold the spine."


def _without_a_day_off(planned: list[Planned | None]) -> Iterable[str]:
    # The week comes round: after Sunday comes Monday.
    for place, one in enumerate(planned):
        following = planned[(place + 1) % 7]
        if one and following and one.routine.slug == following.routine.slug and one.is_taxing:
            days = f"{NAMES[place]} and {NAMES[(place + 1) % 7]}"
            yield f"{one.routine.name} comes on {days}: give it a day off between."


def _no_rest(planned: list[Planned | None]) -> Iterable[str]:
    if all(one and one.is_taxing for one in planned):
        yield "There is no day of rest in it: muscles grow on days off."


SUGGESTED: Mapping[int, Mapping[str, str]] = {
    2: {"mon": "core-basics", "thu": "core-basics"},
    3: {"mon": "core-basics", "wed": "full-body-beginner", "fri": "core-basics"},
}
"""A week for a beginner, by the number of training days. Core exercises belong in the weekly
routine, two or three times with a day off between."""


def suggested(days: int) -> WeekPlan:
    """A usual week with that many days of training, one of CORE_DAYS; the others are rest."""
    chosen = SUGGESTED[days]
    return WeekPlan({day: chosen.get(day, REST) for day in DAYS})
