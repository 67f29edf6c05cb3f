"""Huge digits: figures drawn as large as there is room for, to be read from across a room.

Their strokes are straight and as thick as they are at every size, which no scaled font's are; the
corners are round enough to tell 0 from 8 and 5 from S at a glance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from voice_coach.screen.tui.pixels import Picture, beside, cells, hollow

_STROKES = {
    "0": "abcdef",
    "2": "abged",
    "3": "abgcd",
    "4": "fgbc",
    "5": "afgcd",
    "6": "afgecd",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
    "-": "g",
    " ": "",
}
"""Which of seven strokes a figure has: round the outside from the top, then the middle."""

_THICK = 0.19
"""Thickness of a stroke, as a share of the height."""

_WIDEST = 1.05
"""A figure is never wider than this, as a share of its height as the eye sees it."""

_GAP = 0.16
"""Between figures, likewise."""


@dataclass(frozen=True, slots=True)
class _DigitStyle:
    """The measures that all figures of one size share, in pixels."""

    width: int
    height: int

    @property
    def thick(self) -> int:
        """Thickness of a level stroke."""
        return max(1, round(self.height * _THICK))

    @property
    def wide(self) -> int:
        """Thickness of an upright stroke: the same to the eye."""
        return min(2 * self.thick, max(2, self.width // 3))


def drawn(text: str, columns: int, rows: int, *, outlined: bool = False) -> tuple[str, ...]:
    """Figures, colons and bars ("|") as lines of characters, as large as fits. Empty where there
    is no room for two rows."""
    shape, gap = _fitting(text, columns, rows)
    if shape is None:
        return ()
    widths = tuple(_width(sign, shape) for sign in text)
    picture = beside(tuple(_sign(sign, shape) for sign in text), widths, gap)
    if outlined and shape.thick >= 3:
        picture = hollow(picture, max(1, shape.thick // 4))
    width = sum(widths) + gap * (len(text) - 1)
    return cells(tuple(row << width % 2 for row in picture), width + width % 2)


def _fitting(text: str, columns: int, rows: int) -> tuple[_DigitStyle | None, int]:
    """The largest shape of figures that fits, and the gap between them."""
    height = 2 * rows
    while height >= 4:
        gap = max(2, round(2 * height * _GAP / 2) * 2)
        narrow = sum(sign == ":" for sign in text)
        colon = _DigitStyle(0, height).thick * 2
        room = 2 * columns - gap * (len(text) - 1) - narrow * colon
        width = min(room // max(1, len(text) - narrow), round(2 * height * _WIDEST))
        width -= width % 2
        if width >= height:
            return _DigitStyle(width, height), gap
        height -= 2
    return None, 0


def _width(sign: str, shape: _DigitStyle) -> int:
    return 2 * shape.thick if sign == ":" else shape.width


@lru_cache(maxsize=64)
def _sign(sign: str, shape: _DigitStyle) -> Picture:
    match sign:
        case ":":
            return _colon(shape)
        case "1":
            return _one(shape)
        case "|":
            return _bars(shape)
        case _:
            return _figure(_STROKES[sign], shape)


def _figure(strokes: str, shape: _DigitStyle) -> Picture:
    width, height, thick, wide = shape.width, shape.height, shape.thick, shape.wide
    middle = (height - thick) // 2
    rows = [0] * height
    level = (1 << width) - 1
    left, right = ((1 << wide) - 1) << (width - wide), (1 << wide) - 1
    upper, lower = range(middle + thick), range(middle, height)
    spans = {
        "a": (range(thick), level),
        "g": (range(middle, middle + thick), level),
        "d": (range(height - thick, height), level),
        "f": (upper, left),
        "b": (upper, right),
        "e": (lower, left),
        "c": (lower, right),
    }
    for stroke in strokes:
        where, pixels = spans[stroke]
        for row in where:
            rows[row] |= pixels
    for corner in _corners(strokes):
        _round_off(rows, corner, shape, middle)
    return tuple(rows)


def _corners(strokes: str) -> list[str]:
    """Return the outer corners of two strokes: their sides, and their row."""
    meeting = {
        "top left": ("a", "f", ""),
        "top right": ("a", "b", ""),
        "bottom left": ("d", "e", ""),
        "bottom right": ("d", "c", ""),
        "under left": ("g", "f", "e"),
        "under right": ("g", "b", "c"),
        "over left": ("g", "e", "f"),
        "over right": ("g", "c", "b"),
    }
    return [
        corner
        for corner, (level, upright, none) in meeting.items()
        if level in strokes and upright in strokes and not (none and none in strokes)
    ]


def _round_off(rows: list[int], corner: str, shape: _DigitStyle, middle: int) -> None:
    """Cut the pixels beyond a quarter of an ellipse."""
    where, side = corner.split()
    deep = max(1, round(shape.thick * 0.9))
    edge = {
        "top": 0,
        "bottom": shape.height - 1,
        "under": middle + shape.thick - 1,
        "over": middle,
    }[where]
    inward = 1 if where in ("top", "over") else -1
    for depth in range(deep):
        off = 1 - (depth + 0.5) / deep
        cut = round(2 * deep * (1 - (1 - off * off) ** 0.5))
        pixels = (1 << cut) - 1
        rows[edge + inward * depth] &= ~(
            pixels << (shape.width - cut) if side == "left" else pixels
        )


def _one(shape: _DigitStyle) -> Picture:
    """A stem with a flag and a foot, in the middle of the width of a figure."""
    width, height, thick, wide = shape.width, shape.height, shape.thick, shape.wide
    stem_at = (width - wide) // 2
    stem = ((1 << wide) - 1) << stem_at
    foot = ((1 << min(width, 3 * wide)) - 1) << max(0, (width - 3 * wide) // 2)
    rows = [stem] * height
    for row in range(thick):
        reach = min(wide, width - stem_at - wide)
        flag = ((1 << (reach + wide)) - 1) << stem_at
        rows[row + thick // 2] |= flag
    for row in range(height - thick, height):
        rows[row] |= foot
    return tuple(rows)


def _bars(shape: _DigitStyle) -> Picture:
    """Two upright bars, the sign of a pause, in the width of a figure."""
    bar = min(round(shape.wide * 1.3), shape.width * 2 // 5)
    pair = ((1 << bar) - 1) << (shape.width - bar) | ((1 << bar) - 1)
    return (pair,) * shape.height


def _colon(shape: _DigitStyle) -> Picture:
    dot, thick = (1 << 2 * shape.thick) - 1, shape.thick
    rows = [0] * shape.height
    for middle in (shape.height // 3, shape.height - shape.height // 3):
        for row in range(middle - thick // 2, middle - thick // 2 + thick):
            rows[row] |= dot
    return tuple(rows)
