"""Offers: the exercises whose easier variant is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from voice_coach.core.model.exercise import DoseMode, Exercise
from voice_coach.core.model.occasion import Occasion

Lookup = Callable[[str], Exercise | None]


def with_offers(occasion: Occasion, exercises: Iterable[Exercise], lookup: Lookup) -> Occasion:
    """The occasion with the easier variants of those `exercises` that were too much the last time.
    `lookup` finds an allowed variant."""
    too_much = (one for one in exercises if one.slug in occasion.too_much)
    return _with(occasion, too_much, lookup)


def after_leaving(occasion: Occasion, exercise: Exercise, lookup: Lookup) -> Occasion:
    """The occasion after a hold was left early: the easier variant is offered when the exercise
    comes again."""
    return _with(occasion, (exercise,), lookup)


def _with(occasion: Occasion, exercises: Iterable[Exercise], lookup: Lookup) -> Occasion:
    found = {}
    for exercise in exercises:
        easier = lookup(exercise.easier) if exercise.easier else None
        if easier is not None and exercise.mode is DoseMode.HOLD:
            found[exercise.slug] = easier.name
    return replace(occasion, easier={**occasion.easier, **found}) if found else occasion
