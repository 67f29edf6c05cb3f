"""The samples of a grid that a picture covers, by tone.

A row of samples is one number whose highest bit is the leftmost sample, so that a span is painted,
hidden or widened by a few operations on whole rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from voice_coach.core.figures.bounds import Bounds
from voice_coach.core.figures.shapes import FillTone, Outline, Shape

Rows = list[int]
Spans = dict[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """Square samples, and the picture's place in them: as large as fits, centred, its floor at the
    bottom."""

    width: int
    height: int
    extent: Bounds

    @property
    def scale(self) -> float:
        """Samples per body height."""
        return min(self.width / self.extent.width, self.height / self.extent.height)

    def origin(self) -> tuple[float, float]:
        """The picture's x = 0 and y = 0, in samples from the upper left corner."""
        middle = (self.extent.left + self.extent.right) / 2
        return self.width / 2 - middle * self.scale, self.height + self.extent.low * self.scale


def coverage(shapes: Sequence[Shape], grid: Grid, rim: int) -> Mapping[FillTone, Rows]:
    """The visible samples of each tone, row by row.

    `rim`: samples of the ground between a rimmed shape and what it hides.
    """
    seen: dict[FillTone, Rows] = {}
    hidden = [0] * grid.height
    # From the nearest to the farthest, so that each sample is given away once.
    for shape in reversed(shapes):
        spans = _spans(shape.outlines, grid)
        rows = seen.setdefault(shape.tone, [0] * grid.height)
        for y, span in spans.items():
            rows[y] |= span & ~hidden[y]
        for y, span in (_widened(spans, rim, grid) if shape.rimmed and rim else spans).items():
            hidden[y] |= span
    return seen


def _spans(outlines: Sequence[Outline], grid: Grid) -> Spans:
    """The samples the outlines cover together, by row."""
    spans: Spans = defaultdict(int)
    width = grid.width
    for outline in outlines:
        for y, crossings in _crossings(outline, grid).items():
            crossings.sort()
            ends = iter(crossings)
            for start, end in zip(ends, ends, strict=True):
                first, last = max(0, ceil(start)), min(width, ceil(end))
                if first < last:
                    spans[y] |= (1 << width - first) - (1 << width - last)
    return spans


def _crossings(outline: Outline, grid: Grid) -> dict[int, list[float]]:
    """Crossings of an outline with the middles of the rows, counted from the middle of a sample."""
    found: dict[int, list[float]] = defaultdict(list)
    scale, height = grid.scale, grid.height
    left, floor = grid.origin()
    left, floor = left - 0.5, floor - 0.5
    corners = [(left + x * scale, floor - y * scale) for x, y in outline]
    x0, y0 = corners[-1]
    row0 = ceil(y0)
    for x1, y1 in corners:
        row1 = ceil(y1)
        if row0 != row1:
            slope = (x1 - x0) / (y1 - y0)
            for y in range(max(0, min(row0, row1)), min(height, max(row0, row1))):
                found[y].append(x0 + (y - y0) * slope)
        x0, y0, row0 = x1, y1, row1
    return found


def _widened(spans: Spans, rim: int, grid: Grid) -> Spans:
    all_of_it = (1 << grid.width) - 1
    wide: Spans = defaultdict(int)
    for y, span in spans.items():
        around = span
        for _ in range(rim):
            around |= around << 1 | around >> 1
        for near in range(max(0, y - rim), min(grid.height, y + rim + 1)):
            wide[near] |= around & all_of_it
    return wide
