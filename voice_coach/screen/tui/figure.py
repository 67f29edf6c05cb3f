"""The place for the drawing of an exercise."""

from __future__ import annotations

from textual.content import Content

from voice_coach.screen.tui.lines import Lines


class Figure(Lines):
    """Shows a drawing of lines of text beside the digits; without one it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._drawing: tuple[str, ...] = ()

    def show(self, drawing: tuple[str, ...]) -> None:
        """Show this from now on; nothing, where it is empty."""
        if drawing == self._drawing:
            return
        width = max(map(len, drawing), default=0)
        if width != max(map(len, self._drawing), default=0):
            self.display = bool(drawing)
            self.styles.width = width
        self._drawing = drawing
        self.refresh()

    def drawn(self, columns: int, rows: int) -> Content:
        """The drawing, or as much of it as there is room for."""
        return Content("\n".join(line[:columns] for line in self._drawing[:rows]))
