"""The parting: what a session came to, to be looked at until the athlete has seen enough."""

from __future__ import annotations

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked, Effect, Event, VoiceBegan, VoiceOver, asked_by
from voice_coach.core.model.views import SessionSummary
from voice_coach.core.units import Seconds

PATIENCE: Seconds = 60.0
"""It ends by itself after this: somebody may have left the room."""


class ClosingSummary:
    """Shows a summary, and says nothing."""

    opening: tuple[str, ...] = ()
    """Nothing is said."""
    asking = False
    """It expects no answer."""

    def __init__(self, summary: SessionSummary) -> None:
        self._summary = summary
        self.done = False
        self.deadline: Seconds | None = None
        """When it ends by itself."""

    @property
    def armed(self) -> tuple[Asked, ...]:
        """What means something now, when it is said."""
        return () if self.done else (Command.DONE, Command.NEXT, Command.STOP)

    def view(self, _now: Seconds) -> SessionSummary:
        """All of it."""
        return self._summary

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Begin to wait."""
        self.deadline = now + PATIENCE
        return ()

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """End with whatever is asked, or when it has waited long enough. While somebody speaks it
        waits."""
        if isinstance(event, VoiceBegan | VoiceOver):
            self.deadline = now + PATIENCE
        over = self.deadline is not None and now >= self.deadline
        self.done = self.done or over or asked_by(event) is not None
        return ()
