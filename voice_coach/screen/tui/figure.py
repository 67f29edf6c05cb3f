"""The figure of an exercise, which moves as the exercise is done."""

from __future__ import annotations

from collections.abc import Mapping

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from voice_coach.core.figures.figure import Figure as Drawing
from voice_coach.screen.art.palettes import Depth
from voice_coach.screen.options import Ground, Moving
from voice_coach.screen.tui.figure_cache import FINE, Reel, changed
from voice_coach.screen.tui.figure_model import Showing

_LEAST = (20, 6)
"""Columns and rows in which a figure can be made out."""


class FigureWidget(Widget):
    """Shows what a session has to show; without a figure for it, it takes no room."""

    def __init__(self, ground: Ground, depth: Depth, moving: Moving) -> None:
        super().__init__()
        self._ground, self._depth = ground, depth
        self._steps = FINE if moving is Moving.FULL else 1
        self._figures: Mapping[str, Drawing] = {}
        self._showing: Showing | None = None
        self._reel: Reel | None = None
        self._reel_of: tuple[Drawing, tuple[int, int]] | None = None
        self._picture: tuple[Strip, ...] = ()

    def know(self, figures: Mapping[str, Drawing]) -> None:
        """From now on these figures are known, by the slugs of their exercises."""
        self._figures = figures
        self.show(self._showing)

    def show(self, showing: Showing | None) -> bool:
        """Show this from now on, and say whether it is about to look different by itself."""
        self._showing = showing
        figure = None if showing is None else self._figures.get(showing.exercise.slug)
        self.display = figure is not None
        if showing is None or figure is None:
            return False
        self._draw(showing, figure)
        return showing.moves(figure)

    def on_resize(self) -> None:
        """Fill the new room."""
        self.show(self._showing)

    def render_line(self, y: int) -> Strip:
        """A line of the picture there is."""
        if y < len(self._picture):
            return self._picture[y]
        return Strip.blank(self.size.width, self.rich_style)

    def _draw(self, showing: Showing, figure: Drawing) -> None:
        room = self.size.width, self.size.height
        if room < _LEAST or room[1] < _LEAST[1]:
            self._change(())
            return
        if (figure, room) != self._reel_of:
            self._reel = Reel(figure, room, self._ground, self._depth)
            self._reel_of = figure, room
        if self._reel is not None:
            phase, mirrored = showing.phase(figure), showing.mirrored
            self._change(self._reel.at(phase, mirrored=mirrored, steps=self._steps))

    def _change(self, picture: tuple[Strip, ...]) -> None:
        before, self._picture = self._picture, picture
        if len(before) != len(picture):
            self.refresh()
        elif rows := changed(before, picture):
            self.refresh(Region(0, rows[0], self.size.width, rows[-1] - rows[0] + 1))
