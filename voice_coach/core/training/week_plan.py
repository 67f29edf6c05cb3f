"""The week: which routine is for which day, what it lacks, and what one would suggest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from voice_coach.core.model.exercise import CORE_GROUPS, Group, Load
from voice_coach.core.model.routine import BlockName, Level, Routine
from voice_coach.core.model.timeline import Timeline, exercises_of
from voice_coach.core.units import Seconds

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As they are written, in the order of `date.weekday`."""

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

REST = "rest"
"""Written in place of a routine for a day of rest."""

USUAL_TIME = time(18)

CORE_DAYS = (2, 3)
"""On how many days a week the core is best trained; more is fine where it is easy on the back."""


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """Which routine is for which day."""

    days: Mapping[str, str]
    """By day, the slug of a routine, or REST. A day that is not named has nothing planned."""
    at: time | None = None
    """When it begins, wherever the athlete is; None: nobody said."""

    @property
    def routines(self) -> tuple[str, ...]:
        """The slugs of the routines in it, each once, in the order of the week."""
        planned = (self.days.get(day, REST) for day in DAYS)
        return tuple(dict.fromkeys(slug for slug in planned if slug != REST))

    def on(self, day: date) -> str | None:
        """The slug of what is planned for a day; None on a day of rest."""
        planned = self.days.get(DAYS[day.weekday()], REST)
        return None if planned == REST else planned

    def after(self, day: date) -> tuple[date, str] | None:
        """The next day after this one on which something is planned, and what."""
        for ahead in range(1, 8):
            later = day + timedelta(days=ahead)
            planned = self.on(later)
            if planned is not None:
                return later, planned
        return None

    def first(self, day: str, today: date) -> date:
        """The next date, from today on, that is such a day of the week."""
        return today + timedelta(days=(DAYS.index(day) - today.weekday()) % 7)


@dataclass(frozen=True, slots=True)
class Planned:
    """What has to be known of a routine that is in a week."""

    routine: Routine
    timeline: Timeline

    @property
    def is_taxing(self) -> bool:
        """Whether it wants a day off before it comes again."""
        easy = self.routine.level is Level.RECOVERY or self.timeline.spinal_load() is Load.LOW
        return not easy

    @property
    def strengthened(self) -> frozenset[Group]:
        """The muscle groups that its main part strengthens."""
        main = (one for one in self.timeline.work() if one.block is BlockName.MAIN)
        exercises = (exercise for one in main for exercise in exercises_of(one))
        return frozenset(one.group for one in exercises if one.kind == "strength")

    @property
    def length(self) -> Seconds:
        """Of the whole of it."""
        return self.timeline.total


def shortcomings(week: WeekPlan, known: Mapping[str, Planned]) -> tuple[str, ...]:
    """What a week lacks, each in a sentence. `known`: its routines by slug; one that is not
    there counts for nothing."""
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
"""A week for a beginner, by the days of training in it. Core exercises belong into the weekly
routine, two or three times with a day off between."""


def suggested(days: int) -> WeekPlan:
    """A usual week with so many days of training, of CORE_DAYS; on the others is rest."""
    chosen = SUGGESTED[days]
    return WeekPlan({day: chosen.get(day, REST) for day in DAYS})
