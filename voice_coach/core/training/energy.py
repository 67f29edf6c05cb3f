"""Energy: a rough estimate of a session's calories, made only if the weight is known.

A metabolic equivalent (MET) is the energy a body takes at rest: by convention 1 kcal for each
kilogram in an hour. So MET x kg x hours is the total of an activity, and (MET - 1) x kg x hours its
part beyond resting, which is the figure given here. The METs are the 2024 Adult Compendium's. They
describe groups and not one person, suit holds and intervals badly, and the convention itself is
about 20 % more than was measured in 769 adults (Byrne and others, 2005).
"""

from __future__ import annotations

from collections.abc import Iterable

from voice_coach.core.model.history import IntervalOutcome, PastInterval

_STEP = 5
"""In kcal: a finer figure would claim more than is known."""


def net_met_hours(intervals: Iterable[PastInterval]) -> float:
    """The sum of (MET - 1) x hours of the time spent in work. Rest, skipped work, and exercises
    without a known MET count nothing."""
    return sum(
        (interval.met - 1) * interval.spent / 3600
        for interval in intervals
        if interval.met is not None
        and interval.met > 1
        and interval.outcome is not IntervalOutcome.SKIPPED
    )


def kilocalories(net_met_hours: float, kilograms: float) -> int:
    """Energy beyond resting, rounded to 5 kcal."""
    return _STEP * round(net_met_hours * kilograms / _STEP)
