"""The room a figure takes, so that its picture keeps still while it moves."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, reduce
from typing import NamedTuple

from voice_coach.core.figures.figure import Figure, Motion
from voice_coach.core.figures.painting import picture_of
from voice_coach.core.figures.pose import Pose
from voice_coach.core.figures.shapes import FillTone, Shape

_LOOKS = 6
"""Poses sampled per rep: limbs swing out between key poses."""


class Bounds(NamedTuple):
    """An upright rectangle of the picture, in body heights; y points up."""

    left: float
    low: float
    right: float
    high: float

    @property
    def width(self) -> float:
        """Width, left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height, bottom to top."""
        return self.high - self.low

    def padded(self, margin: float) -> Bounds:
        """The rectangle with a margin around it."""
        return Bounds(
            self.left - margin, self.low - margin, self.right + margin, self.high + margin
        )

    def around(self, other: Bounds) -> Bounds:
        """The smallest rectangle that holds both."""
        return Bounds(
            min(self.left, other.left),
            min(self.low, other.low),
            max(self.right, other.right),
            max(self.high, other.high),
        )


def extent(shapes: Iterable[Shape]) -> Bounds:
    """The smallest rectangle that holds all these shapes; at least one is needed."""
    spots = [spot for shape in shapes for outline in shape.outlines for spot in outline]
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    return Bounds(min(xs), min(ys), max(xs), max(ys))


@lru_cache(maxsize=256)
def extent_of(figure: Figure, *, mirrored: bool = False, ground: bool = True) -> Bounds:
    """The rectangle that holds the picture of a figure in all its poses and between them.

    `ground`: include the floor and mat as far as they reach to the left and right. Takes a few
    pictures to compute, and is cached.
    """
    pictures = (picture_of(figure, pose, mirrored=mirrored) for pose in _looks(figure))
    return reduce(Bounds.around, map(extent if ground else _without_ground, pictures))


def _without_ground(shapes: tuple[Shape, ...]) -> Bounds:
    whole = extent(shapes)
    body = extent(shape for shape in shapes if shape.tone not in (FillTone.FLOOR, FillTone.MAT))
    return Bounds(body.left, whole.low, body.right, whole.high)


def _looks(figure: Figure) -> tuple[Pose, ...]:
    beat = figure.beat
    reach = beat.out if figure.motion is Motion.HOLD else beat.rep
    reps = 2 if figure.alternates else 1
    looks = _LOOKS * reps
    passing = (figure.at(reps * reach * look / looks) for look in range(looks))
    others = (pose.other_way(figure.view) for pose in figure.poses if figure.alternates)
    return (*figure.poses, *others, *passing)
