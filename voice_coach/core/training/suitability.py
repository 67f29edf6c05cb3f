"""Suitability: the clearances a routine is open to, and the known conditions that change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.routine import Routine
from voice_coach.core.safety.clearance import Clearance, Outcome
from voice_coach.core.training.adaptation import adapt


@dataclass(frozen=True, slots=True)
class Opening:
    """The effect of one clearance on a routine."""

    clearance: Clearance
    changed: int
    """Number of its exercises swapped or left out."""
    is_open: bool
    """False: nothing of its main part is left."""


@dataclass(frozen=True, slots=True)
class Openness:
    """The effect of all clearances under which a routine is not allowed in full."""

    exercises: int
    """Number of its different exercises."""
    gentle: tuple[Opening, ...]
    """By recovery stage, from the first."""
    changed_by: tuple[tuple[str, int], ...]
    """The conditions that change it, each alone, with the number of exercises they change; most
    first."""


def openness(routine: Routine, catalogue: Mapping[str, Exercise]) -> Openness:
    """The suitability of a routine. Cleared to proceed, it is always as written."""
    exercises = {step.exercise.slug: step.exercise for _, step in routine.steps()}
    gentle = (Clearance(Outcome.GENTLE, stage=stage) for stage in (1, 2))
    conditions = {name for one in exercises.values() for name in one.caution_with}
    changed = {
        name: _opening(routine, Clearance(Outcome.PROCEED, conditions=frozenset({name})), catalogue)
        for name in sorted(conditions)
    }
    counted = ((name, opening.changed) for name, opening in changed.items())
    return Openness(
        len(exercises),
        tuple(_opening(routine, clearance, catalogue) for clearance in gentle),
        tuple(sorted(counted, key=lambda entry: -entry[1])),
    )


def _opening(routine: Routine, clearance: Clearance, catalogue: Mapping[str, Exercise]) -> Opening:
    adapted = adapt(routine, clearance, catalogue)
    changed = {change.old.slug for change in adapted.changes}
    return Opening(clearance, len(changed), adapted.routine is not None)


def openness_text(openness: Openness) -> str:
    """The clearances a routine is open to, in one line."""
    first, second = openness.gentle
    told = f"proceed; {_told(first, openness.exercises)}"
    if (second.changed, second.is_open) == (first.changed, first.is_open):
        return told
    return f"{told}; in recovery stage 2 {_told(second, openness.exercises)}"


def _told(opening: Opening, of: int) -> str:
    if not opening.is_open:
        return "no gentle moves are left of it"
    if not opening.changed:
        return "gentle moves only"
    return f"gentle moves only after changes ({opening.changed} of {of} exercises)"


def changes_text(openness: Openness) -> str:
    """The conditions that change a routine, in one line."""
    if not openness.changed_by:
        return "no known condition"
    (name, count), *others = openness.changed_by
    unit = "exercise" if count == 1 else "exercises"
    rest = (f"{other} ({number})" for other, number in others)
    return ", ".join((f"{name} ({count} {unit})", *rest))
