"""The pain rating: pain in the back after a session, zero to ten."""

from __future__ import annotations

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.dialogues.single_question import SingleQuestion
from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import PainRated
from voice_coach.core.events.keys import RATING_KEYS
from voice_coach.core.events.messages import Asked, Effect, NumberAnswer
from voice_coach.core.units import Seconds
from voice_coach.core.wording import phrasebook

WORST = 10

PATIENCE: Seconds = 15.0
"""Silence after the question that counts as skipping it."""


class PainRating(SingleQuestion):
    """Asks once. A number answers; any other command, or silence, skips it."""

    def __init__(self, length_of: LengthOf) -> None:
        figures = (NumberAnswer(str(figure)) for figure in range(WORST + 1))
        super().__init__(
            length_of,
            phrasebook.RATING,
            armed=(*figures, Command.NOTHING_HURTS, Command.DONE, Command.NO, Command.STOP),
            options=phrasebook.RATING_OPTIONS,
            notices=(phrasebook.RATING[0], phrasebook.RATING_KEYS),
            keys=RATING_KEYS,
            patience=PATIENCE,
        )
        self.score: int | None = None
        """0 to 10; None if skipped."""
        self.answered = False
        """True if somebody answered, even to skip it."""

    def _take(self, asked: Asked | None, now: Seconds) -> tuple[Effect, ...]:
        self.answered = asked not in (None, Command.STOP, Command.QUIT)
        if asked is Command.NOTHING_HURTS:
            self.score = 0
        elif isinstance(asked, NumberAnswer):
            self.score = min(WORST, int(asked.choice))
        else:
            return ()
        return (PainRated(now, self.score),)
