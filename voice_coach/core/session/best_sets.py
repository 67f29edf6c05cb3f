"""The best set of each exercise in a session."""

from __future__ import annotations

from collections.abc import Iterable

from voice_coach.core.model.exercise import DoseMode
from voice_coach.core.model.occasion import Amount
from voice_coach.core.model.timeline import Interval
from voice_coach.core.units import Seconds
from voice_coach.core.wording.progress_told import Achievement

DoneSet = tuple[Interval, Seconds]
"""A set that was done, and the time it took."""


def best_sets(sets: Iterable[DoneSet]) -> dict[str, Achievement]:
    """The most of each exercise, by slug."""
    best: dict[str, Achievement] = {}
    for interval, spent in sets:
        exercise, amount = interval.exercise, amount_of(interval, spent)
        if exercise is None or amount is None:
            continue
        before = best.get(exercise.slug)
        if before is None or _figure(amount) > _figure(before.amount):
            best[exercise.slug] = Achievement(exercise.name, amount)
    return best


def amount_of(interval: Interval, spent: Seconds) -> Amount | None:
    """The amount of a set; None if it can't be compared: timed moves and rounds."""
    exercise = interval.exercise
    if exercise is None or interval.stations:
        return None
    if interval.reps is not None:
        return Amount(reps=interval.reps)
    if exercise.mode is not DoseMode.HOLD or exercise.kind != "strength":
        return None
    return Amount(seconds=spent / 2 if interval.split else spent)


def _figure(amount: Amount) -> float:
    return amount.seconds or amount.reps or 0.0
