"""Openness: which clearances a routine is open to, and which known conditions change it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voice_coach.core.clearance import Clearance, Outcome
from voice_coach.core.exercise import Exercise

_STAGES = {
    "gentle moves": Clearance(Outcome.GENTLE, stage=1),
    "first strength moves": Clearance(Outcome.GENTLE, stage=2),
}
"""The clearances that bar exercises of themselves, by what they are called."""


@dataclass(frozen=True, slots=True)
class Openness:
    """What a routine asks of who does it."""

    exercises: int
    """How many different ones it has."""
    allowed: dict[str, int]
    """Of these, how many a sore back's clearances allow, by the clearance."""
    changed_by: dict[str, int]
    """How many each known condition bars; conditions that bar none are left out."""

    @property
    def words(self) -> str:
        """Which clearances it is open to."""
        parts = ["a healthy back"]
        for name, number in self.allowed.items():
            if number == self.exercises:
                parts.append(name)
            elif number:
                parts.append(f"{name} with changes ({number} of {self.exercises} exercises stay)")
        return ", ".join(parts)

    @property
    def changes(self) -> str:
        """Which known conditions change it."""
        counted = (f"{name} ({number})" for name, number in self.changed_by.items())
        return ", ".join(counted) or "no known condition"


def openness(exercises: Iterable[Exercise]) -> Openness:
    """Holds a routine's exercises against every clearance and condition."""
    different = {exercise.slug: exercise for exercise in exercises}
    allowed = {
        name: sum(clearance.allows(one) for one in different.values())
        for name, clearance in _STAGES.items()
    }
    named = sorted({name for one in different.values() for name in one.caution_with})
    changed_by = {
        name: sum(name in one.caution_with for one in different.values()) for name in named
    }
    return Openness(len(different), allowed, changed_by)
