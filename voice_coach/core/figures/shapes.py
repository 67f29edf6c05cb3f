"""Flat rounded shapes, from which pictures are made for any kind of canvas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin, sqrt
from typing import NamedTuple


class PicturePoint(NamedTuple):
    """A point in the picture, in body heights; y points up."""

    x: float
    y: float


Outline = tuple[PicturePoint, ...]
"""Corners of a closed shape, counter-clockwise."""


class FillTone(StrEnum):
    """The material of a shape, which the canvas turns into a colour."""

    FLOOR = "floor"
    MAT = "mat"
    PROP = "prop"
    PROP_SIDE = "prop-side"
    FAR_SKIN = "far-skin"
    FAR_CLOTH = "far-cloth"
    FAR_SHOE = "far-shoe"
    SHIRT = "shirt"
    CLOTH = "cloth"
    SKIN = "skin"
    SHOE = "shoe"
    HAIR = "hair"


@dataclass(frozen=True, slots=True)
class Shape:
    """Outlines that together cover one area."""

    tone: FillTone
    outlines: tuple[Outline, ...]
    rimmed: bool = True
    """A thin rim in the background colour separates it from shapes behind it."""


_CORNERS = 14
"""Corners per half circle; enough that none shows at the size of a page."""


class Disc(NamedTuple):
    """A disc, the round end of a limb."""

    place: PicturePoint
    radius: float


def capsule(start: Disc, end: Disc) -> Outline:
    """The area of two discs and between them, like a belt around two wheels."""
    dx, dy = end.place.x - start.place.x, end.place.y - start.place.y
    length = hypot(dx, dy)
    if length <= abs(start.radius - end.radius) + 1e-9:
        big = max(start, end, key=lambda disc: disc.radius)
        return tuple(arc(big, 0, 2 * pi))
    heading = atan2(dy, dx)
    lean = (start.radius - end.radius) / length
    side = atan2(sqrt(1 - lean * lean), lean)
    return (
        *arc(end, heading - side, heading + side),
        *arc(start, heading + side, heading - side + 2 * pi),
    )


def arc(disc: Disc, first: float, last: float) -> Iterator[PicturePoint]:
    """The rim of a disc from one angle to another, in radians."""
    steps = max(2, round(_CORNERS * (last - first) / pi))
    for step in range(steps + 1):
        angle = first + (last - first) * step / steps
        yield PicturePoint(
            disc.place.x + disc.radius * cos(angle), disc.place.y + disc.radius * sin(angle)
        )


def chain(discs: Iterable[Disc]) -> tuple[Outline, ...]:
    """The shape of a limb through all these discs."""
    discs = tuple(discs)
    return tuple(capsule(*pair) for pair in pairwise(discs))


def box(low: PicturePoint, high: PicturePoint) -> Outline:
    """An upright rectangle."""
    return (low, PicturePoint(high.x, low.y), high, PicturePoint(low.x, high.y))


def counter_clockwise(corners: Iterable[PicturePoint]) -> Outline:
    """The same corners, counter-clockwise."""
    spots = tuple(corners)
    area = sum(a.x * b.y - b.x * a.y for a, b in zip(spots, spots[1:] + spots[:1], strict=True))
    return spots if area >= 0 else spots[::-1]


def smooth(discs: tuple[Disc, ...]) -> tuple[Disc, ...]:
    """Extra discs between these, along a curve through all of them."""
    padded = (discs[0], *discs, discs[-1])
    fine = [_curve(padded[i : i + 4], step / 5) for i in range(len(discs) - 1) for step in range(5)]
    return (*fine, discs[-1])


def _curve(around: tuple[Disc, ...], t: float) -> Disc:
    """A point of the Catmull-Rom spline between the second and the third."""
    weights = (
        -0.5 * t + t * t - 0.5 * t**3,
        1 - 2.5 * t * t + 1.5 * t**3,
        0.5 * t + 2 * t * t - 1.5 * t**3,
        -0.5 * t * t + 0.5 * t**3,
    )
    x, y, radius = (
        sum(w * value for w, value in zip(weights, values, strict=True))
        for values in zip(*((d.place.x, d.place.y, d.radius) for d in around), strict=True)
    )
    return Disc(PicturePoint(x, y), radius)
