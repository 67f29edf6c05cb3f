"""One question, to be answered by yes or no."""

from __future__ import annotations

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.dialogues.single_question import SingleQuestion
from voice_coach.core.events.command import Command
from voice_coach.core.events.keys import BEGINNING_KEYS
from voice_coach.core.events.messages import Asked, Effect
from voice_coach.core.units import Seconds
from voice_coach.core.wording import phrasebook

PATIENCE: Seconds = 10.0
"""Silence after the question that counts as no."""

_ENDING = (Command.STOP, Command.QUIT)


class YesNoQuestion(SingleQuestion):
    """Asks once. Silence counts as no."""

    def __init__(self, length_of: LengthOf, question: tuple[str, ...], keys: str) -> None:
        """`keys`: the keys for the answers, as shown."""
        super().__init__(
            length_of,
            question,
            armed=(Command.YES, Command.NO, Command.STOP),
            options=phrasebook.YES_NO_OPTIONS,
            notices=(*question, keys),
            keys=BEGINNING_KEYS,
            patience=PATIENCE,
        )
        self.yes = False
        """True if the answer was yes."""
        self.left = False
        """True if the athlete left instead."""

    def _answers(self, asked: Asked | None) -> bool:
        return asked in (Command.YES, Command.NO, *_ENDING)

    def _take(self, asked: Asked | None, _now: Seconds) -> tuple[Effect, ...]:
        self.yes, self.left = asked is Command.YES, asked in _ENDING
        return ()
