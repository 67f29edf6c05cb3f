"""A figure's pictures at one size, each drawn once and kept: a rep is drawn in its first round, and
shown from there on."""

from __future__ import annotations

from functools import cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from voice_coach.core.figures.bounds import extent_of
from voice_coach.core.figures.figure import Figure, RepPhase
from voice_coach.core.figures.painting import picture_of
from voice_coach.screen.art.block_art import Cell, CellLine, drawn, drawn_plain, fitted, runs
from voice_coach.screen.art.palettes import AnsiPaint, Depth, paint_for
from voice_coach.screen.options import Ground

FINE = 20
"""Steps from a pose to the next: more than ten pictures a second show."""

_MARGIN = 0.03
"""Around a figure, in body heights."""


class Reel:
    """The pictures of one figure."""

    def __init__(
        self,
        figure: Figure,
        room: tuple[int, int],
        ground: Ground,
        depth: Depth = Depth.FULL,
    ) -> None:
        """`room`: columns and rows it may fill."""
        self.figure = figure
        self._columns, self._rows = room
        self._paint = (
            None if ground is Ground.PLAIN else paint_for(depth, dark=ground is Ground.DARK)
        )
        self._pictures: dict[tuple[RepPhase, bool], tuple[Strip, ...]] = {}

    def at(self, phase: RepPhase, *, mirrored: bool, steps: int = FINE) -> tuple[Strip, ...]:
        """The picture there, to the nearest of so many `steps` from a pose to the next: one strip
        for each row of the room there is."""
        near = RepPhase(round(phase.place * steps) / steps, phase.other)
        if (near, mirrored) not in self._pictures:
            self._pictures[near, mirrored] = self._drawn(near, mirrored=mirrored)
        return self._pictures[near, mirrored]

    def _drawn(self, phase: RepPhase, *, mirrored: bool) -> tuple[Strip, ...]:
        shapes = picture_of(self.figure, self.figure.pose(phase), mirrored=mirrored)
        extent = extent_of(self.figure, mirrored=mirrored, ground=False).padded(_MARGIN)
        _, high = fitted(extent, self._columns, self._rows)
        size = self._columns, high
        if self._paint is None:
            lines = [_written(line) for line in drawn_plain(shapes, extent, *size)]
            blank = _written(" " * self._columns)
        else:
            lines = [_painted(line, self._paint) for line in drawn(shapes, extent, *size)]
            blank = _painted((Cell(" "),) * self._columns, self._paint)
        above = (self._rows - high) // 2
        return (*[blank] * above, *lines, *[blank] * (self._rows - high - above))


def changed(before: tuple[Strip, ...], after: tuple[Strip, ...]) -> list[int]:
    """The rows in which two pictures of one size differ."""
    pairs = zip(before, after, strict=True)
    return [row for row, (old, new) in enumerate(pairs) if old is not new and old != new]


@cache
def _style(ink: str, ground: str) -> Style:
    return Style(color=ink, bgcolor=ground)


def _painted(line: CellLine, paint: AnsiPaint) -> Strip:
    pieces = (
        Segment(run.text, _style(paint.of(run.ink), paint.of(run.ground))) for run in runs(line)
    )
    return Strip(pieces, len(line))


def _written(text: str) -> Strip:
    return Strip([Segment(text, Style.null())], len(text))
