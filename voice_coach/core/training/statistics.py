"""Statistics of weeks and years of sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from voice_coach.core.model.exercise import CORE_GROUPS, Group
from voice_coach.core.model.history import Effort, Ending
from voice_coach.core.training.athlete_level import monday_of
from voice_coach.core.units import Seconds

DAYS_LOOKED_BACK = 28
"""Days over which rest is counted: four weeks even out one busy one."""

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in one line."""

    key: str
    routine: str
    """Slug of the routine."""
    title: str
    began: datetime
    """Begin, with the time zone's offset at that place and season; its date is the user's."""
    ended: datetime
    ending: Ending
    planned: Seconds
    spent: Seconds
    pain: int | None
    """Pain after it, 0 to 10."""
    effort: Effort | None
    done: int
    """Intervals of work done, followed by those cut short and skipped."""
    shortened: int
    skipped: int
    net_met_hours: float
    """See `energy.net_met_hours`."""


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions of one day."""

    day: date
    """The user's date when they began."""
    sessions: int
    spent: Seconds


@dataclass(frozen=True, slots=True)
class Trained:
    """Time for which one muscle group was strengthened on one day. Stretches, warm-ups and skipped
    work count for nothing."""

    day: date
    group: Group
    seconds: Seconds


@dataclass(frozen=True, slots=True)
class Best:
    """The longest hold of a strength exercise done to its end."""

    exercise: str
    """Slug of the exercise."""
    name: str
    seconds: Seconds
    """Seconds on one side, if it has sides."""
    day: date
    """First day it was held that long."""


@dataclass(frozen=True, slots=True)
class Pain:
    """Pain after a session, 0 to 10."""

    day: date
    score: int


@dataclass(frozen=True, slots=True)
class TrainingTotals:
    """Everything known of all sessions together."""

    days: tuple[Day, ...]
    """Days with a session."""
    trained: tuple[Trained, ...]
    """Training at least of the weeks to be shown, as are `pains`."""
    pains: tuple[Pain, ...]
    bests: tuple[Best, ...]
    net_met_hours: float
    """See `energy.net_met_hours`."""
    rest_advised: tuple[date, ...] = ()
    """Days on which the screening advised rest or a doctor."""


@dataclass(frozen=True, slots=True)
class WeekStatistics:
    """A week of the calendar, Monday to Sunday."""

    monday: date
    sessions: int
    spent: Seconds
    days: tuple[bool, ...]
    """True for each day with a session. This week has only the days that are over, and today once
    it has one."""
    groups: Mapping[Group, Seconds]
    """Time for which each of the three groups that hold the spine was strengthened."""

    @property
    def missing(self) -> tuple[Group, ...]:
        """The groups of the three that were not worked."""
        return tuple(group for group in CORE_GROUPS if not self.groups[group])


@dataclass(frozen=True, slots=True)
class RestDays:
    """Days of rest among the last days."""

    days: int
    of: int
    """Number of days counted: `DAYS_LOOKED_BACK`, or those since the first session; today is not
    over and does not count."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything the charts show."""

    today: date
    sessions: int
    spent: Seconds
    since: date
    """Day of the first session."""
    weeks: tuple[WeekStatistics, ...]
    """Weeks in a row, this week last."""
    streak: int
    """Length in weeks: see `streak`."""
    rest: RestDays
    bests: tuple[Best, ...]
    """Longest holds, by name."""
    pains: tuple[Pain, ...]
    """Pain after the sessions in `weeks`, oldest first."""
    net_met_hours: float
    """Sum over all sessions."""


def progress(totals: TrainingTotals, today: date, most_weeks: int) -> Progress | None:
    """The statistics up to `today`, with up to `most_weeks` weeks; None without sessions."""
    if not totals.days:
        return None
    days = frozenset(day.day for day in totals.days)
    # A clock that was ahead once must not hide the sessions it stamped.
    today = max(today, *days)
    first = max(monday_of(min(days)), first_monday(today, most_weeks))
    return Progress(
        today=today,
        sessions=sum(day.sessions for day in totals.days),
        spent=sum(day.spent for day in totals.days),
        since=min(days),
        weeks=_weeks(totals, first, today),
        streak=streak(days, frozenset(totals.rest_advised), today),
        rest=rest(days, today),
        bests=tuple(sorted(totals.bests, key=lambda best: best.name)),
        pains=tuple(
            sorted((pain for pain in totals.pains if pain.day >= first), key=lambda pain: pain.day)
        ),
        net_met_hours=totals.net_met_hours,
    )


def first_monday(today: date, weeks: int) -> date:
    """The Monday of the first of that many weeks, of which this is the last."""
    return monday_of(today) - (weeks - 1) * _WEEK


def streak(days: Iterable[date], rest_advised: Iterable[date], today: date) -> int:
    """Number of weeks in a row, up to now, with a session.

    It counts weeks and not days, so that a day of rest never ends it. This week counts from its
    first session on, and until then does not end the streak. A week in which the coach advised rest
    is passed over.
    """
    trained = {monday_of(day) for day in days}
    passed = {monday_of(day) for day in rest_advised} | {monday_of(today)}
    count, week = 0, monday_of(today)
    while week in trained or week in passed:
        count += week in trained
        week -= _WEEK
    return count


def rest(days: frozenset[date], today: date) -> RestDays:
    """The days without a session among the last `DAYS_LOOKED_BACK` before today, or since the first
    session."""
    first = max(min(days), today - DAYS_LOOKED_BACK * _DAY)
    of = (today - first).days
    looked_at = (first + number * _DAY for number in range(of))
    return RestDays(sum(day not in days for day in looked_at), of)


def _weeks(totals: TrainingTotals, first: date, today: date) -> tuple[WeekStatistics, ...]:
    days: dict[date, list[Day]] = {}
    for day in totals.days:
        days.setdefault(monday_of(day.day), []).append(day)
    groups: dict[date, dict[Group, Seconds]] = {}
    for one in totals.trained:
        if one.group in CORE_GROUPS:
            week = groups.setdefault(monday_of(one.day), dict.fromkeys(CORE_GROUPS, 0.0))
            week[one.group] += one.seconds
    return tuple(
        _week(monday, days.get(monday, []), groups.get(monday, {}), (today - monday).days)
        for monday in _mondays(first, today)
    )


def _week(
    monday: date, days: list[Day], groups: Mapping[Group, Seconds], passed: int
) -> WeekStatistics:
    """`passed`: number of its days that are over. This week counts once it has a session."""
    trained = {day.day.weekday() for day in days}
    shown = max(min(passed, 7), *(weekday + 1 for weekday in trained), 0)
    return WeekStatistics(
        monday=monday,
        sessions=sum(day.sessions for day in days),
        spent=sum(day.spent for day in days),
        days=tuple(weekday in trained for weekday in range(shown)),
        groups={group: groups.get(group, 0.0) for group in CORE_GROUPS},
    )


def _mondays(first: date, last: date) -> Iterator[date]:
    monday = first
    while monday <= last:
        yield monday
        monday += _WEEK
