"""Makers of past sessions: a routine as it was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from voice_coach.core.model.history import (
    Effort,
    Ending,
    IntervalOutcome,
    PastInterval,
    PastSession,
)
from voice_coach.core.model.routine import Routine
from voice_coach.core.model.timeline import Interval
from voice_coach.core.model.unroll import unroll


def trained(
    routine: Routine,
    day: date,
    effort: Effort | None = Effort.RIGHT,
    pain: int | None = 0,
    outcome_of: Callable[[Interval], IntervalOutcome] = lambda _interval: IntervalOutcome.DONE,
    **changes: object,
) -> PastSession:
    """A session in which a routine was done as it is; `changes` to its fields beside that."""
    began = datetime.combine(day, time(18), UTC)
    timeline = unroll(routine)
    intervals = tuple(_done(one, began, outcome_of(one)) for one in timeline.work())
    session = PastSession(
        key=f"{routine.slug} {day}",
        routine=routine.slug,
        title=routine.name,
        began=began,
        ended=began + timedelta(seconds=timeline.total),
        ending=Ending.FINISHED,
        planned=timeline.total,
        spent=timeline.total,
        pain=pain,
        effort=effort,
        intervals=intervals,
    )
    return replace(session, **changes)


def _done(interval: Interval, began: datetime, outcome: IntervalOutcome) -> PastInterval:
    exercise = interval.exercise
    assert exercise is not None
    return PastInterval(
        exercise=exercise.slug,
        name=exercise.name,
        group=exercise.group,
        also_trains=exercise.also_trains,
        exercise_kind=exercise.kind,
        met=None,
        kind=interval.kind,
        side=interval.side,
        split=interval.split,
        set_number=interval.set.number,
        reps=interval.reps,
        held=interval.reps is None,
        planned=interval.expected,
        spent=interval.expected,
        began=began,
        outcome=outcome,
    )
