"""The port to the eye. A screen never disturbs the sound: it must not block and not raise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from voice_coach.core.model.views import ListeningState, View
from voice_coach.core.units import Seconds

if TYPE_CHECKING:
    from voice_coach.core.figures.figure import Figure


class Screen(Protocol):
    """Shows what is said and where the session, or the act around it, stands."""

    @property
    def every(self) -> Seconds | None:
        """Seconds between calls of `show` while time passes; None: only after a change."""

    @property
    def full(self) -> bool:
        """True if all that `show` is given can be seen now; else only words and notices."""

    def show(self, view: View, now: Seconds) -> None:
        """Show what there is to see at `now`."""

    def said(self, text: str, *, heard: bool = True) -> None:
        """A caption: these words begin to be said now."""

    def heard(self, text: str) -> None:
        """Tell what was made of what the athlete said; empty: show no more of the last."""

    def listens(self, listening: ListeningState) -> None:
        """The microphone is in this state from now on."""

    def notice(self, text: str) -> None:
        """Tell something that is not said."""

    def keys(self, keys: str) -> None:
        """From now on, these keys mean something: each with what it does, and " · " between
        them."""

    def figures(self, own: Mapping[str, Figure]) -> None:
        """These exercises, by their slugs, look like this."""

    def help(self, phrases: tuple[str, ...]) -> None:
        """Tell what can be pressed and, where the coach listens, said."""

    def close(self) -> None:
        """Leave the terminal as it was."""


class Blank:
    """A screen that shows nothing, for those that show little."""

    every: Seconds | None = None
    full = False

    def show(self, view: View, now: Seconds) -> None:
        """Nothing to see."""

    def said(self, text: str, *, heard: bool = True) -> None:
        """Nothing to read."""

    def heard(self, text: str) -> None:
        """Nothing to read."""

    def listens(self, listening: ListeningState) -> None:
        """Nothing to see."""

    def notice(self, text: str) -> None:
        """Nothing to read."""

    def keys(self, keys: str) -> None:
        """Nothing to press."""

    def figures(self, own: Mapping[str, Figure]) -> None:
        """Nothing to draw."""

    def help(self, phrases: tuple[str, ...]) -> None:
        """Nothing to say."""

    def close(self) -> None:
        """Nothing to undo."""
