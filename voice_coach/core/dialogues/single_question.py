"""An inquiry: one question, put once, and what its answer or silence comes to."""

from __future__ import annotations

from abc import ABC, abstractmethod

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.dialogues.prompt import Prompt
from voice_coach.core.events.messages import Asked, Effect, Event, Notice, asked_by
from voice_coach.core.model.views import Option, QuestionView
from voice_coach.core.units import Seconds


class SingleQuestion(ABC):
    """Puts a question and waits. A kind of question says what can be answered and what comes of
    it; the waiting and the being heard are the same for all."""

    def __init__(
        self,
        length_of: LengthOf,
        question: tuple[str, ...],
        *,
        armed: tuple[Asked, ...],
        options: tuple[Option, ...],
        notices: tuple[str, ...],
        patience: Seconds,
    ) -> None:
        """`armed`: what can be said to it. `options`: the answers, as a full screen shows them;
        `notices`: the question and its keys, as lines do. `patience`: the silence that is an
        answer, too."""
        self.opening = question
        """The question, to be rendered before it is put."""
        self.done = False
        self._armed = armed
        self._options = options
        self._notices = notices
        self._patience = patience
        self._dialogue = Prompt(length_of)

    @property
    def armed(self) -> tuple[Asked, ...]:
        """What means something now, when it is said."""
        return () if self.done else self._armed

    @property
    def asking(self) -> bool:
        """Whether it has asked, and waits for an answer."""
        return not self.done

    @property
    def deadline(self) -> Seconds | None:
        """When to call `handle` again at the latest."""
        return self._dialogue.deadline

    def view(self, _now: Seconds) -> QuestionView:
        """The question with its answers."""
        return QuestionView(self.opening, self._options)

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Put the question."""
        self._dialogue.ask(*map(Notice, self._notices))
        self._dialogue.say(now, self.opening, self._patience)
        return self._dialogue.collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take the answer, or the passing of `deadline`."""
        self._dialogue.attend(event, now)
        asked = asked_by(event)
        if self._answers(asked) or self._dialogue.has_waited(now):
            self._dialogue.ask(*self._take(asked, now))
            self._dialogue.silence(now)
            self.done = True
        return self._dialogue.collect(now)

    def _answers(self, asked: Asked | None) -> bool:
        """Whether this is an answer: anything that is asked."""
        return asked is not None

    @abstractmethod
    def _take(self, asked: Asked | None, now: Seconds) -> tuple[Effect, ...]:
        """Make of it what it comes to; what is no answer, or None, is silence."""
