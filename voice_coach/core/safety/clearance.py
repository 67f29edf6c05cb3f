"""The clearance: what may be trained today, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from voice_coach.core.model.exercise import Exercise


class Outcome(IntEnum):
    """What the screening comes to; the greater, the stricter."""

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
        """The outcome as the screen and the event log tell it."""
        return {
            Outcome.PROCEED: "proceed",
            Outcome.GENTLE: "gentle only",
            Outcome.REST: "rest first",
            Outcome.SAME_DAY: "doctor today",
            Outcome.EMERGENCY: "emergency",
        }[self]


GENTLE_STAGE = 1
"""The recovery stage of what a sore back may do before it has been better for a while."""


@dataclass(frozen=True, slots=True)
class Clearance:
    """Outcome of the screening, with what led to it."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    """What was answered, in words that follow "because you said"."""
    advice: tuple[str, ...] = ()
    """What to do, as it is said."""
    conditions: frozenset[str] = frozenset()
    """Known health conditions, in the catalogue's words for `caution_with`."""
    stage: int = GENTLE_STAGE
    """The recovery stage up to which moves may be done when they must be gentle: 1 or 2."""

    @property
    def opens(self) -> bool:
        """Whether there may be a session at all."""
        return self.outcome <= Outcome.GENTLE

    def allows(self, exercise: Exercise) -> bool:
        """Whether an exercise may be part of it."""
        if self.barring(exercise):
            return False
        return self.outcome is Outcome.PROCEED or self._is_gentle_enough(exercise)

    def barring(self, exercise: Exercise) -> tuple[str, ...]:
        """The known conditions that speak against an exercise, in the exercise's order."""
        return tuple(one for one in exercise.caution_with if one in self.conditions)

    def _is_gentle_enough(self, exercise: Exercise) -> bool:
        stage = exercise.recovery_stage
        if self.outcome is not Outcome.GENTLE or stage is None or stage > self.stage:
            return False
        # The second stage begins when the pain is clearly easing: no longer the acute one, for
        # which its moves are withheld.
        return self.stage > GENTLE_STAGE or not exercise.withhold_in_acute_back_pain

    def allows_all(self, exercises: Iterable[Exercise]) -> bool:
        """Whether all of them may be."""
        return all(map(self.allows, exercises))


CLEAR = Clearance(Outcome.PROCEED)


@dataclass(frozen=True, slots=True)
class Change:
    """What a clearance makes of an exercise that it does not allow."""

    old: Exercise
    new: Exercise | None
    """None: it is left out."""
    why: str
    """In words such as "because of your knee"."""
