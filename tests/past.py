"""Makers of sessions that were, with sensible defaults."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

from voice_coach.core.model.exercise import Group
from voice_coach.core.model.history import (
    Effort,
    Ending,
    IntervalOutcome,
    PastInterval,
    PastSession,
)
from voice_coach.core.model.timeline import IntervalKind, Side
from voice_coach.core.training.statistics import (
    Best,
    Day,
    Pain,
    Progress,
    Trained,
    TrainingTotals,
    progress,
)
from voice_coach.core.units import Seconds

ZONE = timezone(timedelta(hours=1))
BEGAN = datetime(2026, 11, 23, 18, 2, 3, tzinfo=ZONE)
"""A Monday."""
TODAY = date(2026, 11, 25)


def past_interval(
    exercise: str = "plank",
    at: Seconds = 5.0,
    seconds: Seconds = 30.0,
    *,
    group: Group = Group.FLEXORS,
    kind: str = "strength",
    reps: int | None = None,
    side: Side | None = None,
    split: bool = False,
    met: float | None = 3.0,
    outcome: IntervalOutcome = IntervalOutcome.DONE,
    began: datetime = BEGAN,
) -> PastInterval:
    """An interval, so many seconds after `began`."""
    return PastInterval(
        exercise=exercise,
        name=exercise.replace("-", " ").title(),
        group=group,
        also_trains=(),
        exercise_kind=kind,
        met=met,
        kind=IntervalKind.WORK,
        side=side,
        split=split,
        set_number=1,
        reps=reps,
        held=reps is None,
        planned=seconds,
        spent=seconds,
        began=began + timedelta(seconds=at),
        outcome=outcome,
    )


def past_session(
    *intervals: PastInterval, began: datetime = BEGAN, lasting: Seconds = 200.0
) -> PastSession:
    """A session that was finished."""
    return PastSession(
        key="a-key",
        routine="core-basics",
        title="Core Basics",
        began=began,
        ended=began + timedelta(seconds=lasting),
        ending=Ending.FINISHED,
        planned=lasting,
        spent=lasting,
        pain=1,
        effort=Effort.RIGHT,
        intervals=intervals,
    )


def a_day(day: date, *, minutes: float = 20.0) -> Day:
    """A day with one session."""
    return Day(day, 1, minutes * 60)


def totals(
    days: Iterable[date | Day],
    trained: Iterable[Trained] = (),
    pains: Iterable[Pain] = (),
    bests: Iterable[Best] = (),
) -> TrainingTotals:
    """What is known of the sessions of these days."""
    whole = tuple(one if isinstance(one, Day) else a_day(one) for one in days)
    return TrainingTotals(whole, tuple(trained), tuple(pains), tuple(bests), 0.5 * len(whole))


def some_progress(*, weeks: int = 12, missing: Group | None = None) -> Progress:
    """What every other day of so many weeks comes to; one group may be missing this week."""
    days = [TODAY - timedelta(days=back) for back in range(0, 7 * weeks, 2)]
    made = progress(
        totals(
            days,
            trained=(
                Trained(day, group, 240.0)
                for day in days
                for group in (Group.EXTENSORS, Group.FLEXORS, Group.OBLIQUES, Group.LEGS)
                if group is not missing or day < TODAY - timedelta(days=7)
            ),
            pains=(Pain(day, back % 4) for back, day in enumerate(days)),
            bests=(
                Best("plank", "Plank", 65.0, days[1]),
                Best("bird-dog", "Bird Dog", 10.0, days[0]),
            ),
        ),
        TODAY,
        weeks,
    )
    assert made is not None
    return made
