"""The closing summary: the result of a session on the screen, and the last words."""

from __future__ import annotations

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.dialogues.prompt import Prompt
from voice_coach.core.events.keys import PARTING_KEYS
from voice_coach.core.events.messages import Asked, Effect, Event, asked_by
from voice_coach.core.model.views import SessionSummary
from voice_coach.core.units import Seconds

PATIENCE: Seconds = 60.0
"""Time after which it ends by itself: the athlete may have left the room."""


class ClosingSummary:
    """Shows a summary while the last words are said, and until the athlete ends it."""

    asking = False
    """It expects no answer."""

    keys = PARTING_KEYS
    """The meaning of each key meanwhile."""

    armed: tuple[Asked, ...] = ()
    """Nothing can be said any more: a key ends it, or time."""

    def __init__(
        self, summary: SessionSummary, length_of: LengthOf, words: tuple[str, ...] = ()
    ) -> None:
        self._summary = summary
        self.opening = words
        """The last words, to be rendered before it starts."""
        self._prompt = Prompt(length_of)
        self.done = False

    @property
    def deadline(self) -> Seconds | None:
        """The latest time of the next call of `handle`."""
        return self._prompt.deadline

    def view(self, _now: Seconds) -> SessionSummary:
        """The summary."""
        return self._summary

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Say the last words, and begin to wait."""
        self._prompt.say(now, self.opening, PATIENCE)
        return self._prompt.collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """End at any command or answer, or after enough time. While somebody speaks it waits."""
        self._prompt.attend(event, now)
        if asked_by(event) is not None or self._prompt.has_waited(now):
            self._prompt.silence(now)
            self.done = True
        return self._prompt.collect(now)
