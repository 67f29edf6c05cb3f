"""Sessions as they might have been over months and years, the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from random import Random

from voice_coach.core.model.exercise import DoseMode
from voice_coach.core.model.history import (
    Effort,
    Ending,
    IntervalOutcome,
    PastInterval,
    PastSession,
)
from voice_coach.core.model.timeline import Interval, Timeline
from voice_coach.core.model.unroll import unroll
from voice_coach.library.routine.finder import Shelf

_ROUTINES = ("core-basics", "morning-mobility", "mcgill-big-3", "full-body-beginner")
_ZONE = timezone(timedelta(hours=1))


def years(days: int, until: date, *, a_week: int = 7) -> Iterator[PastSession]:
    """A session on up to `a_week` days of each week, over so many days up to `until`, oldest
    first. Holds grow longer, pain grows less, and now and then one is stopped early."""
    chance = Random(1)  # noqa: S311 - nobody needs to be kept from guessing it.
    shelf = Shelf()
    timelines = {slug: unroll(shelf.find(slug).routine) for slug in _ROUTINES}
    for number in range(days):
        day = until - timedelta(days=days - 1 - number)
        if a_week < 7 and chance.random() > a_week / 7:
            continue
        slug = _ROUTINES[min(chance.randrange(6), 3) if chance.random() < 0.5 else 0]
        yield _session(number / days, day, slug, timelines[slug], chance)


def _session(
    progress: float, day: date, slug: str, timeline: Timeline, chance: Random
) -> PastSession:
    began = datetime(day.year, day.month, day.day, 18, chance.randrange(60), tzinfo=_ZONE)
    is_stopped = chance.random() < 0.06
    upto = len(timeline.intervals) // (2 if is_stopped else 1)
    intervals = tuple(
        _interval(interval, at, began, progress, chance)
        for interval, at in zip(timeline.intervals[:upto], timeline.starts, strict=False)
        if interval.is_work
    )
    spent = timeline.total / (2 if is_stopped else 1)
    return PastSession(
        key=f"{day:%Y%m%d}-{slug}",
        routine=slug,
        title=timeline.title,
        began=began,
        ended=began + timedelta(seconds=spent + chance.randrange(90)),
        ending=Ending.STOPPED if is_stopped else Ending.FINISHED,
        planned=timeline.total,
        spent=spent,
        pain=max(0, round(4 * (1 - 1.4 * progress) + chance.random() * 2 - 0.6)),
        effort=chance.choice(tuple(Effort)),
        intervals=intervals,
    )


def _interval(
    interval: Interval, at: float, began: datetime, progress: float, chance: Random
) -> PastInterval:
    exercise = interval.exercise
    assert exercise is not None
    held = exercise.mode is DoseMode.HOLD and interval.reps is None
    spent = interval.expected * (0.6 + 0.9 * progress + 0.2 * chance.random() if held else 1.0)
    past = PastInterval(
        exercise=exercise.slug,
        name=exercise.name,
        group=exercise.group,
        also_trains=exercise.also_trains,
        exercise_kind=exercise.kind,
        met=None if exercise.met is None else exercise.met.value,
        kind=interval.kind,
        side=interval.side,
        split=interval.split,
        set_number=interval.set.number,
        reps=interval.reps,
        held=held,
        planned=interval.expected,
        spent=round(spent, 1),
        began=began + timedelta(seconds=at),
        outcome=IntervalOutcome.DONE,
    )
    fate = chance.random()
    if fate < 0.02:
        return replace(past, spent=0.4, outcome=IntervalOutcome.SKIPPED)
    return (
        replace(past, spent=past.spent / 2, outcome=IntervalOutcome.SHORTENED)
        if fate < 0.05
        else past
    )
