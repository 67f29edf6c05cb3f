"""The clearance: what may be trained today, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from voice_coach.core.model.exercise import Exercise, HealthCondition


class Outcome(IntEnum):
    """Outcome of the screening; the greater, the stricter."""

    PROCEED = 0
    GENTLE = 1
    """Gentle motion only."""
    REST = 2
    """No workout today."""
    SAME_DAY = 3
    """No workout, and a doctor today."""
    EMERGENCY = 4
    """No workout, and the emergency number now."""

    @property
    def words(self) -> str:
        """The outcome as shown on the screen and in the event log."""
        return {
            Outcome.PROCEED: "proceed",
            Outcome.GENTLE: "gentle only",
            Outcome.REST: "rest first",
            Outcome.SAME_DAY: "doctor today",
            Outcome.EMERGENCY: "emergency",
        }[self]


GENTLE_STAGE = 1
"""The recovery stage of a sore back that has not been better for a while yet."""


@dataclass(frozen=True, slots=True)
class Clearance:
    """Outcome of the screening, with its reasons."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    """The answers that led to it, in words that follow "because you said"."""
    advice: tuple[str, ...] = ()
    """Advice, as it is said."""
    conditions: frozenset[HealthCondition] = frozenset()
    """Known health conditions."""
    stage: int = GENTLE_STAGE
    """The recovery stage up to which moves may be done when they must be gentle: 1 or 2."""

    @property
    def opens(self) -> bool:
        """True if there may be a session at all."""
        return self.outcome <= Outcome.GENTLE

    def allows(self, exercise: Exercise) -> bool:
        """True if an exercise may be part of it."""
        if self.barring(exercise):
            return False
        return self.outcome is Outcome.PROCEED or self._is_gentle_enough(exercise)

    def barring(self, exercise: Exercise) -> tuple[HealthCondition, ...]:
        """The known conditions that forbid an exercise, in the exercise's order."""
        return tuple(one for one in exercise.caution_with if one in self.conditions)

    def _is_gentle_enough(self, exercise: Exercise) -> bool:
        stage = exercise.recovery_stage
        if self.outcome is not Outcome.GENTLE or stage is None or stage > self.stage:
            return False
        # The second stage begins when the pain is clearly easing: no longer the acute one, for
        # which its moves are withheld.
        return self.stage > GENTLE_STAGE or not exercise.withhold_in_acute_back_pain

    def allows_all(self, exercises: Iterable[Exercise]) -> bool:
        """True if all of them are allowed."""
        return all(map(self.allows, exercises))


CLEAR = Clearance(Outcome.PROCEED)


@dataclass(frozen=True, slots=True)
class Change:
    """The replacement of an exercise that a clearance does not allow."""

    old: Exercise
    new: Exercise | None
    """None: it is left out."""
    why: str
    """The reason, in words such as "because of your knee"."""
