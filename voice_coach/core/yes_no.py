"""One question, to be answered by yes or no."""

from __future__ import annotations

from voice_coach.core import phrasebook
from voice_coach.core.command import Command
from voice_coach.core.cue import LengthOf
from voice_coach.core.dialogue import Dialogue
from voice_coach.core.effect import Asked, Effect, Event, Notice, asked_by
from voice_coach.core.exercise import Seconds
from voice_coach.core.sight import Asking

PATIENCE: Seconds = 10.0
"""Silence after the question that means no."""

_ENDING = (Command.STOP, Command.QUIT)


class YesNo:
    """Asks once. Silence is no."""

    def __init__(self, length_of: LengthOf, question: tuple[str, ...], keys: str) -> None:
        """`keys`: how to answer, as it is shown."""
        self._dialogue = Dialogue(length_of)
        self._keys = keys
        self.opening = question
        """The question, to be rendered before it is put."""
        self.done = False
        self.yes = False
        """Whether it was answered by yes."""
        self.left = False
        """Whether the athlete left instead."""

    @property
    def armed(self) -> tuple[Asked, ...]:
        """What means something now, when it is said."""
        return () if self.done else (Command.YES, Command.NO, Command.STOP)

    @property
    def asking(self) -> bool:
        """Whether it has asked, and waits for an answer."""
        return not self.done

    @property
    def deadline(self) -> Seconds | None:
        """When to call `handle` again at the latest."""
        return self._dialogue.deadline

    def view(self, _now: Seconds) -> Asking:
        """The question with its answers."""
        return Asking(self.opening, phrasebook.YES_NO_OPTIONS)

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Put the question."""
        self._dialogue.ask(*map(Notice, (*self.opening, self._keys)))
        self._dialogue.say(now, self.opening, PATIENCE)
        return self._dialogue.collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take the answer, or the passing of `deadline`."""
        self._dialogue.attend(event, now)
        asked = asked_by(event)
        if asked in (Command.YES, Command.NO, *_ENDING) or self._dialogue.has_waited(now):
            self.yes, self.left = asked is Command.YES, asked in _ENDING
            self._dialogue.silence(now)
            self.done = True
        return self._dialogue.collect(now)
