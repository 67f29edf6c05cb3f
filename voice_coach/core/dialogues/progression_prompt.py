"""The progression prompt: announces today's change, which the athlete may refuse.

Silence accepts it. It follows from the athlete's rating of the last session, it is small, and
"easier" undoes it at any moment; someone who lies on the mat should not have to get up for it.
"""

from __future__ import annotations

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.dialogues.single_question import SingleQuestion
from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import ProposalAnswer, ProposalAnswered
from voice_coach.core.events.keys import BEGINNING_KEYS
from voice_coach.core.events.messages import Asked, Effect
from voice_coach.core.training.progression_text import KEYS, OPTIONS
from voice_coach.core.units import Seconds

PATIENCE: Seconds = 5.0
"""Silence after it that counts as yes."""

_TAKING = (Command.YES, Command.DONE, Command.NEXT, Command.RESUME)
_LEAVING = (Command.STOP, Command.QUIT)


class ProgressionPrompt(SingleQuestion):
    """Announces the change, and the way to refuse it."""

    def __init__(self, length_of: LengthOf, said: tuple[str, ...], refusal: str) -> None:
        """`refusal`: the way to refuse it, in a sentence."""
        question = (*said, refusal)
        super().__init__(
            length_of,
            question,
            armed=(Command.NO, *_TAKING, Command.STOP),
            options=OPTIONS,
            notices=(*question, KEYS),
            keys=BEGINNING_KEYS,
            patience=PATIENCE,
        )
        self.refused = False
        """True after pain, too: what hurts is not trained harder."""
        self.left = False
        """True if the athlete wants to leave altogether."""

    def _answers(self, asked: Asked | None) -> bool:
        return asked in (Command.NO, *_TAKING, *_LEAVING)

    def _take(self, asked: Asked | None, now: Seconds) -> tuple[Effect, ...]:
        self.refused, self.left = asked in (Command.NO, Command.PAIN), asked in _LEAVING
        answer = ProposalAnswer.REFUSED if self.refused else ProposalAnswer.TAKEN
        return (ProposalAnswered(now, ProposalAnswer.LEFT if self.left else answer),)
