"""A single question, asked once, with the effect of its answer or of silence."""

from __future__ import annotations

from abc import ABC, abstractmethod

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.dialogues.prompt import Prompt
from voice_coach.core.events.command import Command
from voice_coach.core.events.keys import Keys
from voice_coach.core.events.messages import Asked, Effect, Event, Notice, asked_by
from voice_coach.core.model.views import Option, QuestionView
from voice_coach.core.units import Seconds


class SingleQuestion(ABC):
    """Asks a question and waits. A subclass defines its answers and their effects; the waiting and
    the listening are the same for all."""

    def __init__(
        self,
        length_of: LengthOf,
        question: tuple[str, ...],
        *,
        armed: tuple[Asked, ...],
        options: tuple[Option, ...],
        notices: tuple[str, ...],
        keys: Keys,
        patience: Seconds,
    ) -> None:
        """`armed`: the answers that can be spoken; `keys`: those by key; where one of them says
        that something hurts, so do words. `options`: the answers for a full screen; `notices`: the
        question and its keys as lines. `patience`: the silence that counts as an answer."""
        self.opening = question
        """The question, to be rendered before it is asked."""
        self.done = False
        self.keys = keys
        """The meaning of each key meanwhile."""
        self.pain: Event | None = None
        """What was said or pressed if something hurts."""
        self._pain = (Command.PAIN,) if Command.PAIN in keys.values() else ()
        self._armed = (*armed, *self._pain)
        self._options = options
        self._notices = notices
        self._patience = patience
        self._prompt = Prompt(length_of)

    @property
    def armed(self) -> tuple[Asked, ...]:
        """The commands and answers that can be spoken now."""
        return () if self.done else self._armed

    @property
    def asking(self) -> bool:
        """True while it waits for an answer."""
        return not self.done

    @property
    def deadline(self) -> Seconds | None:
        """The latest time of the next call of `handle`."""
        return self._prompt.deadline

    def view(self, _now: Seconds) -> QuestionView:
        """The question with its answers."""
        return QuestionView(self.opening, self._options)

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Ask the question."""
        self._prompt.ask(*map(Notice, self._notices))
        self._prompt.say(now, self.opening, self._patience)
        return self._prompt.collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take the answer, or the passing of `deadline`."""
        self._prompt.attend(event, now)
        asked = asked_by(event)
        if asked in self._pain:
            self.pain = event
        if self.pain or self._answers(asked) or self._prompt.has_waited(now):
            self._prompt.ask(*self._take(asked, now))
            self._prompt.silence(now)
            self.done = True
        return self._prompt.collect(now)

    def _answers(self, asked: Asked | None) -> bool:
        """True if `asked` is an answer: here, any command or answer."""
        return asked is not None

    @abstractmethod
    def _take(self, asked: Asked | None, now: Seconds) -> tuple[Effect, ...]:
        """Apply the answer; anything else, or None, counts as silence."""
