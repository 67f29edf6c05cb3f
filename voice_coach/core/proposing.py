"""Proposing: what changes today is said, which the athlete may refuse.

Silence takes it. It follows from what the athlete said of the last session, it is small, and
"easier" undoes it at any moment; someone who lies on the mat should not have to get up for it.
"""

from __future__ import annotations

from voice_coach.core.command import Command
from voice_coach.core.cue import LengthOf
from voice_coach.core.dialogue import Dialogue
from voice_coach.core.effect import Asked, Effect, Event, Notice, Record, asked_by
from voice_coach.core.exercise import Seconds
from voice_coach.core.progress_phrases import KEYS, OPTIONS
from voice_coach.core.sight import Asking

PATIENCE: Seconds = 5.0
"""Silence after it that means yes."""

_TAKING = (Command.YES, Command.DONE, Command.NEXT, Command.RESUME)
_LEAVING = (Command.STOP, Command.QUIT)


class Proposing:
    """Says what changes, and how to say no."""

    def __init__(self, length_of: LengthOf, said: tuple[str, ...], refusal: str) -> None:
        """`refusal`: how to say no, in a sentence."""
        self.opening = (*said, refusal)
        """What is said, to be rendered before it is."""
        self.done = False
        self.refused = False
        self.left = False
        """Whether the athlete wants to leave altogether."""
        self._dialogue = Dialogue(length_of)

    @property
    def armed(self) -> tuple[Asked, ...]:
        """What means something now, when it is said."""
        return () if self.done else (Command.NO, *_TAKING, Command.STOP)

    @property
    def asking(self) -> bool:
        """Whether it has asked, and waits for an answer."""
        return not self.done

    @property
    def deadline(self) -> Seconds | None:
        """When to call `handle` again at the latest."""
        return self._dialogue.deadline

    def view(self, _now: Seconds) -> Asking:
        """What changes, and the ways to answer."""
        return Asking(self.opening, OPTIONS)

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Make it."""
        self._dialogue.ask(*map(Notice, (*self.opening, KEYS)))
        self._dialogue.say(now, self.opening, PATIENCE)
        return self._dialogue.collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take the answer, or the passing of `deadline`."""
        self._dialogue.attend(event, now)
        asked = asked_by(event)
        if asked is Command.NO:
            self.refused = True
        elif asked in _LEAVING:
            self.left = True
        elif asked not in _TAKING and not self._dialogue.has_waited(now):
            return self._dialogue.collect(now)
        self._end(now)
        return self._dialogue.collect(now)

    def _end(self, now: Seconds) -> None:
        answer = "left" if self.left else "refused" if self.refused else "taken"
        self._dialogue.ask(Record("proposal", now, {"answer": answer}))
        self._dialogue.silence(now)
        self.done = True
