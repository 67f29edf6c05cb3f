"""Energy: a rough estimate of what a session took, made only of those who give their weight.

A metabolic equivalent (MET) is what a body takes at rest: by convention 1 kcal for each kilogram
in an hour. So MET x kg x hours is what an activity takes as a whole, and (MET - 1) x kg x hours
what it takes beyond resting, which is the figure given here. The METs are the 2024 Adult
Compendium's. They describe groups and not one person, suit holds and intervals badly, and the
convention itself is about 20 % more than what was measured of 769 adults (Byrne and others, 2005).
"""

from __future__ import annotations

from collections.abc import Iterable

from voice_coach.core.model.history import Deed, PastInterval

_STEP = 5
"""In kcal: a finer figure would claim more than is known."""


def net_met_hours(intervals: Iterable[PastInterval]) -> float:
    """The sum of (MET - 1) x hours of the time spent in work. Rest, what was skipped, and exercises
    whose MET is not known count nothing."""
    return sum(
        (interval.met - 1) * interval.spent / 3600
        for interval in intervals
        if interval.met is not None and interval.met > 1 and interval.deed is not Deed.SKIPPED
    )


def kilocalories(net_met_hours: float, kilograms: float) -> int:
    """Roughly what was taken beyond resting, rounded to 5 kcal."""
    return _STEP * round(net_met_hours * kilograms / _STEP)
