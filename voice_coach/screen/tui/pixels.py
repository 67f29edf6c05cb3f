"""Drawing with blocks: pictures of pixels, four to a character cell.

The quarter blocks are in every terminal font, and their edges are exact, so that what is drawn
with them is as crisp as a letter. A picture is a tuple of rows, each a number whose highest bit
is its leftmost pixel; a pixel is half as wide as it is high.
"""

from __future__ import annotations

_QUARTERS = " ▗▖▄▝▐▞▟▘▚▌▙▀▜▛█"
"""By the bits upper left, upper right, lower left, lower right."""

Picture = tuple[int, ...]


def cells(picture: Picture, width: int) -> tuple[str, ...]:
    """The lines of characters of a picture that is `width` pixels wide. Both its sides should
    be even."""
    lines = []
    for upper, lower in zip(picture[::2], picture[1::2], strict=True):
        places = range(width - 2, -1, -2)
        quarters = (((upper >> at & 3) << 2) | (lower >> at & 3) for at in places)
        lines.append("".join(_QUARTERS[quarter] for quarter in quarters))
    return tuple(lines)


def hollow(picture: Picture, thick: int = 1) -> Picture:
    """Only the outline of what a picture shows. `thick`: of the outline, in pixel heights."""
    inner = picture
    for _ in range(thick):
        inner = tuple(
            row & (row << 1) & (row >> 1) & (row << 2) & (row >> 2) & above & below
            for above, row, below in zip((0, *inner[:-1]), inner, (*inner[1:], 0), strict=True)
        )
    return tuple(row & ~filled for row, filled in zip(picture, inner, strict=True))


def beside(pictures: tuple[Picture, ...], widths: tuple[int, ...], gap: int) -> Picture:
    """Pictures of one height side by side, `gap` pixels apart."""
    rows = [0] * len(pictures[0])
    for place, (picture, width) in enumerate(zip(pictures, widths, strict=True)):
        shift = width + (gap if place else 0)
        rows = [row << shift | more for row, more in zip(rows, picture, strict=True)]
    return tuple(rows)
