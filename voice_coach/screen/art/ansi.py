"""Cells as text for a terminal, in the colours it supports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from voice_coach.core.figures.bounds import Bounds
from voice_coach.core.figures.shapes import FillTone, Shape
from voice_coach.screen.art.block_art import CellLine, CellRun, drawn, drawn_plain, runs
from voice_coach.screen.art.svg import DARK, LIGHT

_RESET = "\x1b[0m"


class Depth(Enum):
    """The number of colours a terminal shows."""

    NONE = "none"
    PALETTE = "256"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class AnsiPaint:
    """The colours of a picture, as `#rrggbb`."""

    tones: Mapping[FillTone, str]
    ground: str

    def of(self, tone: FillTone | None) -> str:
        """The colour of a tone, or of the ground."""
        return self.ground if tone is None else self.tones[tone]


NIGHT = AnsiPaint(DARK, "#10151c")
"""Colours on a dark ground, which is painted too, so that it looks the same in every terminal."""
DAY = AnsiPaint(LIGHT, "#fbfaf6")


def depth_of(environment: Mapping[str, str]) -> Depth:
    """The colours of the terminal described by this environment; none if none are wanted
    (https://no-color.org)."""
    if environment.get("NO_COLOR") or environment.get("TERM", "") in ("", "dumb"):
        return Depth.NONE
    if environment.get("COLORTERM", "") in ("truecolor", "24bit"):
        return Depth.FULL
    return Depth.PALETTE


def coloured(lines: Iterable[CellLine], paint: AnsiPaint, depth: Depth) -> tuple[str, ...]:
    """Lines with colour sequences; `depth` is not NONE."""
    return tuple(
        "".join(_styled(run, paint, depth) for run in runs(line)) + _RESET for line in lines
    )


@dataclass(frozen=True, slots=True)
class Canvas:
    """A terminal to draw on."""

    paint: AnsiPaint
    depth: Depth

    def lines(
        self, shapes: Sequence[Shape], extent: Bounds, columns: int, rows: int
    ) -> tuple[str, ...]:
        """A picture as lines of text, without colours where the terminal has none."""
        if self.depth is Depth.NONE:
            return drawn_plain(shapes, extent, columns, rows)
        return coloured(drawn(shapes, extent, columns, rows), self.paint, self.depth)


def _styled(run: CellRun, paint: AnsiPaint, depth: Depth) -> str:
    ground = _colour(paint.of(run.ground), depth)
    if run.text.isspace():
        return f"\x1b[48;{ground}m{run.text}"
    return f"\x1b[38;{_colour(paint.of(run.ink), depth)};48;{ground}m{run.text}"


@cache
def _colour(colour: str, depth: Depth) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    if depth is Depth.FULL:
        return f"2;{red};{green};{blue}"
    return f"5;{_nearest(red, green, blue)}"


_LEVELS = (0, 95, 135, 175, 215, 255)
"""Levels of red, green and blue in the palette's cube, which begins at 16; greys begin at 232."""


def _nearest(*colour: int) -> int:
    """The nearest colour of the palette of 256."""
    cube = {
        16 + 36 * red + 6 * green + blue: (_LEVELS[red], _LEVELS[green], _LEVELS[blue])
        for red in range(6)
        for green in range(6)
        for blue in range(6)
    }
    greys = {232 + step: (8 + 10 * step,) * 3 for step in range(24)}
    palette = {**cube, **greys}
    return min(
        palette,
        key=lambda one: sum(
            (there - here) ** 2 for there, here in zip(palette[one], colour, strict=True)
        ),
    )
