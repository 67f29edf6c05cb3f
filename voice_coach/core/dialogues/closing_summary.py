"""The closing summary: what a session came to, to be looked at, and the last words."""

from __future__ import annotations

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.dialogues.prompt import Prompt
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked, Effect, Event, asked_by
from voice_coach.core.model.views import SessionSummary
from voice_coach.core.units import Seconds

PATIENCE: Seconds = 60.0
"""It ends by itself after this: somebody may have left the room."""


class ClosingSummary:
    """Shows a summary while the last words are said, and until the athlete has seen enough."""

    asking = False
    """It expects no answer."""

    def __init__(
        self, summary: SessionSummary, length_of: LengthOf, words: tuple[str, ...] = ()
    ) -> None:
        self._summary = summary
        self.opening = words
        """The last words, to be rendered before it starts."""
        self._dialogue = Prompt(length_of)
        self.done = False

    @property
    def deadline(self) -> Seconds | None:
        """When to call `handle` again at the latest."""
        return self._dialogue.deadline

    @property
    def armed(self) -> tuple[Asked, ...]:
        """What means something now, when it is said."""
        return () if self.done else (Command.DONE, Command.NEXT, Command.STOP)

    def view(self, _now: Seconds) -> SessionSummary:
        """All of it."""
        return self._summary

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Say the last words, and begin to wait."""
        self._dialogue.say(now, self.opening, PATIENCE)
        return self._dialogue.collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """End with whatever is asked, or when it has waited long enough. While somebody speaks it
        waits."""
        self._dialogue.attend(event, now)
        if asked_by(event) is not None or self._dialogue.has_waited(now):
            self._dialogue.silence(now)
            self.done = True
        return self._dialogue.collect(now)
