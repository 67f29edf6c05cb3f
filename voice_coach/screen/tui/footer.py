"""The foot of the screen: what is said, what is heard, what can be pressed."""

from __future__ import annotations

from textual.content import Content

from voice_coach.core.model.views import ListeningState, Option
from voice_coach.screen.tui.key_hints import NAMES
from voice_coach.screen.tui.text_widget import Lines, spread

_SIGNS = {
    ListeningState.OFF: "○ microphone off",
    ListeningState.LISTENING: "● listening",
    ListeningState.VOICE: "◉ hears a voice",
    ListeningState.LOST: "✕ can't hear you",
}


class Captions(Lines):
    """The captions: the last words in full, those before them where there is room."""

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


class ListeningLine(Lines):
    """The microphone's state, and the newest of what was heard and told."""

    def __init__(self) -> None:
        super().__init__()
        self._listening, self._text = ListeningState.OFF, ""

    def say(self, listening: ListeningState, text: str) -> None:
        """Show these from now on."""
        if (listening, text) != (self._listening, self._text):
            self._listening, self._text = listening, text
            self.refresh()

    def drawn(self, columns: int, rows: int) -> Content:
        """The text, and the state at the right end of its last line."""
        lines = [str(line) for line in Content(self._text).wrap(max(1, columns))][:rows] or [""]
        sign = _SIGNS[self._listening]
        if len(lines) < rows and len(lines[-1]) + 2 + len(sign) > columns:
            lines.append("")
        room = columns - len(sign) - 2
        if len(lines[-1]) > room:
            lines[-1] = f"{lines[-1][: max(0, room - 1)]}…"
        return Content("\n".join((*lines[:-1], spread(lines[-1], sign, columns))))


def options_of(keys: str) -> tuple[Option, ...]:
    """The keys of a session as they are written: "n next · space pause/go on"."""
    written = (one.partition(" ") for one in keys.split(" · ") if one)
    by_name = {name: key for key, name in NAMES.items()}
    return tuple(Option(by_name.get(name, name), label) for name, _, label in written)
