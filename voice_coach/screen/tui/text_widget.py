"""Widgets that are lines of text, redrawn only when what they show has changed."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


class Lines(Widget):
    """Shows what `drawn` makes of the room there is."""

    def drawn(self, columns: int, rows: int) -> Content:
        """The content for so many columns and rows."""
        raise NotImplementedError

    def render(self) -> Content:
        """Draw for the room there is now."""
        return self.drawn(self.content_size.width, self.content_size.height)


def spread(left: str, right: str, columns: int) -> str:
    """Two texts at the two ends of a line. Where there is no room for both, the right one is left
    out."""
    if len(left) + 2 + len(right) > columns:
        right = ""
    if len(left) > columns:
        left = f"{left[: max(0, columns - 1)]}…"
    return left + right.rjust(columns - len(left))
