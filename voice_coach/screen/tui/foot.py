"""The foot of the screen: what is said, what is heard, what can be pressed."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.style import Style

from voice_coach.core.sight import Ear as EarState
from voice_coach.core.sight import Option
from voice_coach.screen.tui.lines import Lines, spread

_SIGNS = {
    EarState.OFF: "○ microphone off",
    EarState.LISTENING: "● listening",
    EarState.VOICE: "◉ hears a voice",
    EarState.LOST: "✕ can't hear you",
}

ENTER = "\r"

_NAMES = {ENTER: "Enter", " ": "space"}

_GAP = Content("   ")


class Captions(Lines):
    """What was said: the last words in full, those before them where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._captions: tuple[str, ...] = ()

    def say(self, captions: tuple[str, ...]) -> None:
        """Show these, of which the last is being said."""
        if captions != self._captions:
            self._captions = captions
            self.refresh()

    def drawn(self, columns: int, rows: int) -> Content:
        """The newest at the bottom, each wrapped to the width there is."""
        lines: list[Content] = []
        for place, text in enumerate(reversed(self._captions)):
            style = "bold" if place == 0 else "dim"
            wrapped = Content.styled(f"“{text}”", style).wrap(max(1, columns))
            lines[:0] = wrapped
            if len(lines) >= rows:
                break
        return Content("\n").join(lines[-rows:])


class Ear(Lines):
    """The microphone's state, and the newest of what was heard and told."""

    def __init__(self) -> None:
        super().__init__()
        self._ear, self._text = EarState.OFF, ""

    def say(self, ear: EarState, text: str) -> None:
        """Show these from now on."""
        if (ear, text) != (self._ear, self._text):
            self._ear, self._text = ear, text
            self.refresh()

    def drawn(self, columns: int, rows: int) -> Content:  # noqa: ARG002 - always one line
        """The state at the right, the text at the left."""
        return Content(spread(self._text, _SIGNS[self._ear], columns))


class Keys(Lines):
    """What can be pressed, as much of it as there is room for; a click presses it, too."""

    class Pressed(Message):
        """One of them was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__()
        self._options: tuple[Option, ...] = ()

    def say(self, options: tuple[Option, ...]) -> None:
        """Show these from now on."""
        if options != self._options:
            self._options = options
            self.refresh()

    def drawn(self, columns: int, rows: int) -> Content:
        """One after the other; none is broken at the end of a line."""
        lines = [Content("")]
        for option in self._options:
            shown = pressable(option)
            line = lines[-1] + _GAP + shown if lines[-1] else shown
            if len(line) <= columns:
                lines[-1] = line
            elif len(lines) < rows:
                lines.append(shown)
            else:
                break
        return Content("\n").join(lines)

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        key = event.style.meta.get("key")
        if key is not None:
            self.post_message(self.Pressed(key))


def pressable(option: Option) -> Content:
    """A key and what it does, of which each part can be clicked."""
    key = Content.styled(_NAMES.get(option.key, option.key), "bold $ink")
    return (key + f" {option.label}".rstrip()).stylize(Style.from_meta({"key": option.key}))


def options_of(keys: str) -> tuple[Option, ...]:
    """The keys of a session as they are written: "n next · space pause/go on"."""
    written = (one.partition(" ") for one in keys.split(" · ") if one)
    by_name = {name: key for key, name in _NAMES.items()}
    return tuple(Option(by_name.get(name, name), label) for name, _, label in written)
