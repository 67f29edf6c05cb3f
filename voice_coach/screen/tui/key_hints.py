"""Keys that are shown, and can be clicked."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.style import Style

from voice_coach.core.model.views import Option
from voice_coach.screen.tui.text_widget import Lines

NAMES = {"\r": "Enter", " ": "space"}
"""Names of keys that have no letter."""

_GAP = Content("   ")


class Pressed(Message):
    """Keys were clicked, to be pressed one after the other."""

    def __init__(self, *keys: str) -> None:
        super().__init__()
        self.keys = keys


class Pressable(Lines):
    """Options, of which a click takes one."""

    def __init__(self) -> None:
        super().__init__()
        self._options: tuple[Option, ...] = ()

    def say(self, options: tuple[Option, ...]) -> None:
        """Show these from now on."""
        if options != self._options:
            self._options = options
            self.refresh(layout=True)

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        key = event.style.meta.get("key")
        if key is not None:
            self.post_message(Pressed(key))


class KeyHints(Pressable):
    """The keys that can be pressed, as many as there is room for."""

    def drawn(self, columns: int, rows: int) -> Content:
        """None is broken at the end of a line."""
        lines = [Content("")]
        for option in self._options:
            label = Content.styled(NAMES.get(option.key, option.key), "bold $ink")
            shown = _taking(label + f" {option.label}".rstrip(), option)
            line = lines[-1] + _GAP + shown if lines[-1] else shown
            if len(line) <= columns:
                lines[-1] = line
            elif len(lines) < rows:
                lines.append(shown)
            else:
                break
        return Content("\n").join(lines)


class Boxes(Pressable):
    """The answers to a question, each in a box that is large enough to be hit."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Three lines for each row of boxes."""
        return 3 * len(self._rows(width))

    def drawn(self, columns: int, rows: int) -> Content:  # noqa: ARG002 - as many as it asked for
        """Row by row."""
        lines: list[Content] = []
        for row in self._rows(columns):
            boxes = [_box(option) for option in row]
            lines += [Content(" ").join(box[line] for box in boxes) for line in range(3)]
        return Content("\n").join(lines)

    def _rows(self, columns: int) -> list[list[Option]]:
        """The options, as many to a row as fit."""
        rows: list[list[Option]] = []
        room = 0
        for option in self._options:
            width = len(_box(option)[0]) + 1
            if not rows or width - 1 > room:
                rows.append([])
                room = columns
            rows[-1].append(option)
            room -= width
        return rows


def _box(option: Option) -> tuple[Content, Content, Content]:
    name = NAMES.get(option.key, option.key)
    label = f"  {option.label}" if option.label else ""
    line = "─" * (len(name) + len(label) + 4)
    inner = Content("│  ") + Content.styled(name.upper(), "bold $ink") + label + "  │"
    return (
        _taking(Content(f"╭{line}╮"), option),
        _taking(inner, option),
        _taking(Content(f"╰{line}╯"), option),
    )


def _taking(shown: Content, option: Option) -> Content:
    return shown.stylize(Style.from_meta({"key": option.key}))
