"""The rating: how the back feels after a session, zero to ten."""

from __future__ import annotations

from voice_coach.core import phrasebook
from voice_coach.core.command import Command
from voice_coach.core.cue import LengthOf
from voice_coach.core.dialogue import Dialogue
from voice_coach.core.effect import Answer, Asked, Effect, Event, Notice, Record, asked_by
from voice_coach.core.exercise import Seconds
from voice_coach.core.sight import Asking

WORST = 10

PATIENCE: Seconds = 15.0
"""Silence after the question that means: skipped."""


class Rating:
    """Asks once. A figure answers; anything else that is asked, or silence, skips."""

    def __init__(self, length_of: LengthOf) -> None:
        self._dialogue = Dialogue(length_of)
        self.done = False
        self.score: int | None = None
        """0 to 10, or None when it was skipped."""
        self.answered = False
        """Whether somebody is there who answers, be it to skip."""

    @property
    def opening(self) -> tuple[str, ...]:
        """The question, to be rendered before it is put."""
        return phrasebook.RATING

    @property
    def armed(self) -> tuple[Asked, ...]:
        """What means something now, when it is said."""
        if self.done:
            return ()
        figures = (Answer(str(figure)) for figure in range(WORST + 1))
        return (*figures, Command.DONE, Command.NO, Command.STOP)

    @property
    def asking(self) -> bool:
        """Whether it has asked, and waits for an answer."""
        return not self.done

    @property
    def deadline(self) -> Seconds | None:
        """When to call `handle` again at the latest."""
        return self._dialogue.deadline

    def view(self, _now: Seconds) -> Asking:
        """The question with its figures."""
        return Asking(phrasebook.RATING, phrasebook.RATING_OPTIONS)

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Put the question."""
        self._dialogue.ask(Notice(phrasebook.RATING[0]), Notice(phrasebook.RATING_KEYS))
        self._dialogue.say(now, phrasebook.RATING, PATIENCE)
        return self._dialogue.collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take the answer, or the passing of `deadline`."""
        self._dialogue.attend(event, now)
        asked = asked_by(event)
        if isinstance(asked, Answer):
            self.score = min(WORST, int(asked.choice))
            self._dialogue.ask(Record("rating", now, {"score": self.score}))
        self.answered = asked not in (None, Command.STOP, Command.QUIT)
        if asked is not None or self._dialogue.has_waited(now):
            self._dialogue.silence(now)
            self.done = True
        return self._dialogue.collect(now)
