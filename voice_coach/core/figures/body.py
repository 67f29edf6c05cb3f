"""The body that figures are drawn with: its proportions and its directions.

Lengths are in body heights, from the segment lengths of Drillis and Contini (1966) as tabled in
D. A. Winter, Biomechanics and Motor Control of Human Movement: thigh 0.245, shank 0.246, ankle
height 0.039, foot 0.152, hip joint to shoulder 0.288, upper arm 0.186, forearm 0.146, hand 0.108.
Joint centres lie nearer to the middle than the widths of that table, which are of the outside.

The space of a figure: x to the right of the picture, y up, z toward the viewer; the floor is at
y = 0.
"""

from __future__ import annotations

from enum import StrEnum
from math import acos, atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

Degrees = float
"""An angle in the picture: 0 points right, 90 up, 180 left, -90 down."""


class Point(NamedTuple):
    """A point or a vector in the space of the figure, in body heights."""

    x: float
    y: float
    z: float = 0.0

    def plus(self, way: Point, times: float = 1.0) -> Point:
        """The point `times` that vector away from this one."""
        return Point(self.x + way.x * times, self.y + way.y * times, self.z + way.z * times)

    def to(self, other: Point) -> Point:
        """The vector from this point to another."""
        return other.plus(self, -1)

    def dot(self, other: Point) -> float:
        """The scalar product."""
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other: Point) -> Point:
        """The vector product."""
        return Point(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    def length(self) -> float:
        """Length of the vector."""
        return hypot(self.x, self.y, self.z)

    def unit(self) -> Point:
        """The vector scaled to length 1. Its length must not be 0."""
        return Point(0, 0).plus(self, 1 / self.length())

    def beside(self, axis: Point) -> Point:
        """The part of the vector at right angles to `axis`, a unit vector."""
        return self.plus(axis, -self.dot(axis))


class Direction(NamedTuple):
    """The direction that a segment points in."""

    angle: Degrees
    """Angle in the picture."""
    tilt: Degrees = 0.0
    """Angle out of the picture: 90 points straight at the viewer, -90 straight away. A tilted
    segment is drawn shorter; its length does not change."""

    def way(self) -> Point:
        """The same direction as a unit vector."""
        flat = cos(radians(self.tilt))
        angle = radians(self.angle)
        return Point(flat * cos(angle), flat * sin(angle), sin(radians(self.tilt)))

    def toward(self, other: Direction, share: float) -> Direction:
        """The direction at that share of the shorter turn to another."""
        return Direction(
            self.angle + share * short_turn(self.angle, other.angle),
            self.tilt + share * (other.tilt - self.tilt),
        )


def direction_of(way: Point) -> Direction:
    """The direction of a vector."""
    flat = hypot(way.x, way.y)
    angle = degrees(atan2(way.y, way.x)) if flat > 1e-9 else 0.0
    return Direction(angle, degrees(atan2(way.z, flat)))


def short_turn(start: Degrees, end: Degrees) -> Degrees:
    """The turn from one angle to another, in -180 < turn <= 180."""
    turn = (end - start) % 360
    return turn - 360 if turn > 180 else turn


def angle_between(one: Point, other: Point) -> Degrees:
    """The angle between two vectors: 0 for the same direction, 180 for opposite ones."""
    cosine = one.dot(other) / (one.length() * other.length())
    return degrees(acos(max(-1.0, min(1.0, cosine))))


class BodySide(StrEnum):
    """A side of the figure's own body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> BodySide:
        """The opposite side."""
        return BodySide.LEFT if self is BodySide.RIGHT else BodySide.RIGHT


PELVIS = 0.065
"""Length from the midpoint of the hip joints to the lowest vertebra."""
LUMBAR = 0.098
THORAX = 0.125
"""Length from the lowest thoracic vertebra up to the level of the shoulder joints."""
NECK = 0.055
HEAD = 0.13
HIP = 0.05
"""Distance of a hip joint from the midpoint."""
SHOULDER = 0.1
UPPER_ARM = 0.186
FOREARM = 0.146
HAND = 0.1
THIGH = 0.245
SHIN = 0.246
SOLE = 0.039
"""Height of the ankle above the sole."""
HEEL = 0.038
"""Distance the heel stands out behind the ankle."""
TOES = 0.114
"""Distance the toes stand out in front of the ankle."""
PALM = 0.018
"""Height of the wrist above a flat hand."""
