"""Cells as text for a terminal, in the colours it supports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from voice_coach.core.figures.bounds import Bounds
from voice_coach.core.figures.shapes import Shape
from voice_coach.screen.art.block_art import CellLine, CellRun, drawn, drawn_plain, runs
from voice_coach.screen.art.palettes import AnsiPaint, Depth, paint_for

_RESET = "\x1b[0m"


def coloured(lines: Iterable[CellLine], paint: AnsiPaint, depth: Depth) -> tuple[str, ...]:
    """Lines with colour sequences; `depth` is not NONE."""
    return tuple(
        "".join(_styled(run, paint, depth) for run in runs(line)) + _RESET for line in lines
    )


@dataclass(frozen=True, slots=True)
class Canvas:
    """A terminal to draw on."""

    dark: bool
    depth: Depth

    def lines(
        self, shapes: Sequence[Shape], extent: Bounds, columns: int, rows: int
    ) -> tuple[str, ...]:
        """A picture as lines of text, without colours where the terminal has none."""
        if self.depth is Depth.NONE:
            return drawn_plain(shapes, extent, columns, rows)
        paint = paint_for(self.depth, dark=self.dark)
        return coloured(drawn(shapes, extent, columns, rows), paint, self.depth)


def _styled(run: CellRun, paint: AnsiPaint, depth: Depth) -> str:
    ground = _code(paint.of(run.ground), depth, ground=True)
    if run.text.isspace():
        return f"\x1b[{ground}m{run.text}"
    return f"\x1b[{_code(paint.of(run.ink), depth, ground=False)};{ground}m{run.text}"


@cache
def _code(colour: str, depth: Depth, *, ground: bool) -> str:
    """The parameters that set a colour (ECMA-48, and xterm's)."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    if depth is Depth.SIXTEEN:
        number = _nearest(_SIXTEEN, (red, green, blue))
        return str((number + 30 if number < 8 else number + 82) + (10 if ground else 0))
    kind = 48 if ground else 38
    if depth is Depth.FULL:
        return f"{kind};2;{red};{green};{blue}"
    return f"{kind};5;{_nearest(_PALETTE, (red, green, blue))}"


_Colour = tuple[int, int, int]

_LEVELS = (0, 95, 135, 175, 215, 255)

_PALETTE: dict[int, _Colour] = {
    **{
        16 + 36 * red + 6 * green + blue: (_LEVELS[red], _LEVELS[green], _LEVELS[blue])
        for red in range(6)
        for green in range(6)
        for blue in range(6)
    },
    **{232 + step: (8 + 10 * step, 8 + 10 * step, 8 + 10 * step) for step in range(24)},
}
"""The cube and the greys of xterm's 256 colours, by number."""

_SIXTEEN: dict[int, _Colour] = {
    0: (0, 0, 0),
    1: (170, 0, 0),
    2: (0, 170, 0),
    3: (170, 85, 0),
    4: (0, 0, 170),
    5: (170, 0, 170),
    6: (0, 170, 170),
    7: (170, 170, 170),
    **{
        8 + bits: (85 + 170 * (bits & 1), 85 + 85 * (bits & 2), 85 + (170 if bits & 4 else 0))
        for bits in range(8)
    },
}
"""The colours of VGA, by number."""


def _nearest(palette: dict[int, _Colour], colour: _Colour) -> int:
    """The number of the nearest colour of a palette."""
    return min(
        palette,
        key=lambda one: sum(
            (there - here) ** 2 for there, here in zip(palette[one], colour, strict=True)
        ),
    )
