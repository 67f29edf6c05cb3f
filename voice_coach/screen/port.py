"""The port to the eye. A screen never disturbs the sound: it must not block and not raise."""

from __future__ import annotations

from typing import Protocol

from voice_coach.core.exercise import Seconds
from voice_coach.core.view import View


class Screen(Protocol):
    """Shows what is said and where the session stands."""

    @property
    def every(self) -> Seconds | None:
        """How often it wants `show` while time passes; None: only when something changes."""

    def show(self, view: View) -> None:
        """Show where the session stands."""

    def said(self, text: str) -> None:
        """A caption: these words begin to be said now."""

    def notice(self, text: str) -> None:
        """Tell something that is not said."""

    def close(self) -> None:
        """Leave the terminal as it was."""
