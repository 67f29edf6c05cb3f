"""The effort rating: was a session easy, right, or hard?"""

from __future__ import annotations

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.dialogues.single_question import SingleQuestion
from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import EffortRated
from voice_coach.core.events.keys import EFFORT_KEYS
from voice_coach.core.events.messages import Asked, Effect, NumberAnswer
from voice_coach.core.model.history import Effort
from voice_coach.core.model.views import Option
from voice_coach.core.units import Seconds

PATIENCE: Seconds = 12.0
"""Silence after the question that counts as skipping it."""

ANSWERS = {
    NumberAnswer("1"): Effort.EASY,
    NumberAnswer("2"): Effort.RIGHT,
    NumberAnswer("3"): Effort.HARD,
}
"""Answered by number: "easy" and "hard" sound too much like "easier" and "harder", which ask for
the opposite."""

BY_KEY = ("How hard was it? E for easy, R for right, H for hard.",)
BY_VOICE = ("How hard was it? Say one for easy, two for right, three for hard.",)
OPTIONS = (Option("e", "easy"), Option("r", "right"), Option("h", "hard"), Option("\r", "skip"))
KEYS = "e easy · r right · h hard · Enter skip"


class EffortQuestion(SingleQuestion):
    """Asks once. Any answer that is no rating, or silence, skips it."""

    def __init__(self, length_of: LengthOf, *, listening: bool = False) -> None:
        question = BY_VOICE if listening else BY_KEY
        super().__init__(
            length_of,
            question,
            armed=(*ANSWERS, Command.DONE, Command.NO, Command.STOP),
            options=OPTIONS,
            notices=(*question, KEYS),
            keys=EFFORT_KEYS,
            patience=PATIENCE,
        )
        self.effort: Effort | None = None
        """The rating; None if skipped."""

    def _take(self, asked: Asked | None, now: Seconds) -> tuple[Effect, ...]:
        if not isinstance(asked, NumberAnswer) or asked not in ANSWERS:
            return ()
        self.effort = ANSWERS[asked]
        return (EffortRated(now, self.effort),)
