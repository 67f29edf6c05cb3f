"""Pictures in the cells of a terminal: in each a block character and two tones.

A cell is sampled 4 by 8. Of the blocks that every terminal's font has (quarters, and eighths from
the bottom and from the left) the best fitting one is taken, and each of its two parts gets the tone
that most of it shows: mixed colours look soiled at this size, pure ones crisp.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from math import ceil
from typing import NamedTuple

from voice_coach.core.figures.bounds import Bounds, extent_of
from voice_coach.core.figures.figure import Figure
from voice_coach.core.figures.painting import picture_of
from voice_coach.core.figures.shapes import FillTone, Shape
from voice_coach.core.units import Seconds, Tempo
from voice_coach.screen.art.rasterise import Grid, coverage

ACROSS, DOWN = 4, 8
"""Samples of a cell. A cell is about twice as high as wide, so they are square."""

_RIM = 1 / 80
"""Width of the gap between overlapping shapes, in body heights, rounded down to samples: tones
separate limbs where a gap would take away half of them."""

_FULL = (1 << ACROSS * DOWN) - 1

_Areas = tuple[tuple[FillTone, int], ...]
"""Number of samples of each tone in a cell."""


class Cell(NamedTuple):
    """One character. A tone of None is the ground."""

    character: str
    ink: FillTone | None = None
    ground: FillTone | None = None


class CellRun(NamedTuple):
    """Neighbouring cells in the same tones."""

    text: str
    ink: FillTone | None
    ground: FillTone | None


CellLine = tuple[Cell, ...]

_BLANK = Cell(" ")


def drawn(shapes: Sequence[Shape], extent: Bounds, columns: int, rows: int) -> tuple[CellLine, ...]:
    """A picture in that many cells, its lines from the top.

    `extent` is the rectangle to fit in: that of all poses keeps a moving figure from jumping.
    """
    return tuple(
        tuple(_cell(areas) if areas else _BLANK for areas in line)
        for line in _looked_at(shapes, Grid(columns * ACROSS, rows * DOWN, extent))
    )


def drawn_plain(
    shapes: Sequence[Shape], extent: Bounds, columns: int, rows: int
) -> tuple[str, ...]:
    """The same in one colour, as text: the figure full, its surroundings shaded."""
    return tuple(
        "".join(_plain(areas) if areas else " " for areas in line)
        for line in _looked_at(shapes, Grid(columns * ACROSS, rows * DOWN, extent), least_rim=1)
    )


def fitted(extent: Bounds, columns: int, rows: int) -> tuple[int, int]:
    """Columns and rows that a picture fills of the given maximum."""
    scale = Grid(columns * ACROSS, rows * DOWN, extent).scale
    return (
        min(columns, ceil(extent.width * scale / ACROSS)),
        min(rows, ceil(extent.height * scale / DOWN)),
    )


def frame(
    figure: Figure, moment: Seconds, tempo: Tempo | None, columns: int, rows: int
) -> tuple[CellLine, ...]:
    """A moving figure at that time after the start of its first rep."""
    shapes = picture_of(figure, figure.at(moment, tempo))
    return drawn(shapes, extent_of(figure), columns, rows)


def runs(line: CellLine) -> Iterator[CellRun]:
    """A line as the fewest pieces of equal tones."""
    for (ink, ground), cells in groupby(line, key=lambda cell: (cell.ink, cell.ground)):
        yield CellRun("".join(cell.character for cell in cells), ink, ground)


def _looked_at(
    shapes: Sequence[Shape], grid: Grid, *, least_rim: int = 0
) -> Iterator[list[_Areas]]:
    columns = grid.width // ACROSS
    seen = coverage(shapes, grid, max(least_rim, int(_RIM * grid.scale)))
    for top in range(0, grid.height, DOWN):
        line: list[_Areas] = [()] * columns
        for tone, samples in seen.items():
            band = samples[top : top + DOWN]
            if any(band):
                # Four samples across are one hexadecimal digit, so each column is a cell.
                digits = [f"{row:0{columns}x}" for row in band]
                for column, cell in enumerate(zip(*digits, strict=True)):
                    if cell != _EMPTY:
                        line[column] = (*line[column], (tone, _area(cell)))
        yield line


_EMPTY = ("0",) * DOWN


@lru_cache(maxsize=4096)
def _area(digits: tuple[str, ...]) -> int:
    return int("".join(digits), 16)


def _samples(*rows: int) -> int:
    area = 0
    for row in rows:
        area = area << ACROSS | row
    return area


def _blocks() -> dict[int, str]:
    blocks = {0: " ", _FULL: "█"}
    for eighths, character in enumerate("▁▂▃▄▅▆▇", 1):
        blocks[_samples(*[0] * (DOWN - eighths), *[0b1111] * eighths)] = character
    for row, character in ((0b1000, "▎"), (0b1100, "▌"), (0b1110, "▊"), (0b0011, "▐")):
        blocks[_samples(*[row] * DOWN)] = character
    none, left, right, both = 0b0000, 0b1100, 0b0011, 0b1111
    for character, upper, lower in (
        ("▘", left, none), ("▝", right, none), ("▖", none, left), ("▗", none, right),
        ("▚", left, right), ("▞", right, left), ("▀", both, none),
        ("▛", both, left), ("▜", both, right), ("▙", left, both), ("▟", right, both),
    ):  # fmt: skip
        blocks[_samples(*[upper] * (DOWN // 2), *[lower] * (DOWN // 2))] = character
    return blocks


BLOCKS = _blocks()
"""Block characters by the samples they fill, from the highest bit, upper left, row by row."""


@lru_cache(maxsize=16384)
def _cell(areas: _Areas) -> Cell:
    """The block that separates the two largest tones best."""
    ground = _FULL
    for _, area in areas:
        ground &= ~area
    whole: list[tuple[FillTone | None, int]] = [*areas, (None, ground)]
    largest, other = sorted(whole, key=lambda one: -one[1].bit_count())[:2]
    if not other[1]:
        return Cell(" ", None, largest[0])
    rest = _FULL & ~largest[1] & ~other[1]

    def missed(block: int) -> int:
        """Samples of the two tones on the wrong side of the block's edge, whichever is inside."""
        wrong = ((block ^ largest[1]) & ~rest).bit_count()
        return min(wrong, (_FULL & ~rest).bit_count() - wrong)

    block = min(BLOCKS, key=missed)
    inside, outside = (
        max(whole, key=lambda one: (one[1] & part).bit_count())[0]
        for part in (block, _FULL & ~block)
    )
    if block in (0, _FULL) or inside is outside:
        return Cell(" ", None, largest[0])
    return Cell(BLOCKS[block], inside, outside)


_SHADED = {FillTone.FLOOR: "·", FillTone.MAT: "·", FillTone.PROP: "░"}
_LEAST_SHADED = 10
"""Samples of a cell from which it is shaded."""


@lru_cache(maxsize=16384)
def _plain(areas: _Areas) -> str:
    full = 0
    for tone, area in areas:
        if tone not in _SHADED:
            full |= area
    block = min(BLOCKS, key=lambda block: (block ^ full).bit_count())
    if block:
        return BLOCKS[block]
    tone, area = max(areas, key=lambda one: (one[0] in _SHADED, one[1].bit_count()))
    return _SHADED.get(tone, " ") if area.bit_count() >= _LEAST_SHADED else " "
