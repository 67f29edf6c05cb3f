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
"""In the picture: 0 points right, 90 up, 180 left and -90 down."""


class Point(NamedTuple):
    """A place in the space of the figure, or a way to go in it; in body heights."""

    x: float
    y: float
    z: float = 0.0

    def plus(self, way: Point, times: float = 1.0) -> Point:
        """The place so many times that way from here."""
        return Point(self.x + way.x * times, self.y + way.y * times, self.z + way.z * times)

    def to(self, other: Point) -> Point:
        """The way from here to there."""
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
        """Of the way."""
        return hypot(self.x, self.y, self.z)

    def unit(self) -> Point:
        """The same way, one long. It must lead somewhere."""
        return Point(0, 0).plus(self, 1 / self.length())

    def beside(self, axis: Point) -> Point:
        """What is left of the way without its share along `axis`, which is one long."""
        return self.plus(axis, -self.dot(axis))


class Direction(NamedTuple):
    """Where a segment points."""

    angle: Degrees
    """In the picture."""
    tilt: Degrees = 0.0
    """Out of it: 90 is straight at the viewer, -90 straight away. A tilted segment looks shorter
    and is not."""

    def way(self) -> Point:
        """The same as a way, one long."""
        flat = cos(radians(self.tilt))
        angle = radians(self.angle)
        return Point(flat * cos(angle), flat * sin(angle), sin(radians(self.tilt)))

    def toward(self, other: Direction, share: float) -> Direction:
        """The direction that share of the short way to another."""
        return Direction(
            self.angle + share * short_turn(self.angle, other.angle),
            self.tilt + share * (other.tilt - self.tilt),
        )


def direction_of(way: Point) -> Direction:
    """The direction of a way."""
    flat = hypot(way.x, way.y)
    angle = degrees(atan2(way.y, way.x)) if flat > 1e-9 else 0.0
    return Direction(angle, degrees(atan2(way.z, flat)))


def short_turn(start: Degrees, end: Degrees) -> Degrees:
    """The turn from one angle to another, from -180 up to 180."""
    turn = (end - start) % 360
    return turn - 360 if turn > 180 else turn


def angle_between(one: Point, other: Point) -> Degrees:
    """From 0, the same way, to 180, the opposite way."""
    cosine = one.dot(other) / (one.length() * other.length())
    return degrees(acos(max(-1.0, min(1.0, cosine))))


class BodySide(StrEnum):
    """A side of the figure's own body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> BodySide:
        """The other one."""
        return BodySide.LEFT if self is BodySide.RIGHT else BodySide.RIGHT


PELVIS = 0.065
"""From the middle of the hip joints to the lowest vertebra."""
LUMBAR = 0.098
THORAX = 0.125
"""Up to the level of the shoulder joints."""
NECK = 0.055
HEAD = 0.13
HIP = 0.05
"""From the middle to the joint."""
SHOULDER = 0.1
UPPER_ARM = 0.186
FOREARM = 0.146
HAND = 0.1
THIGH = 0.245
SHIN = 0.246
SOLE = 0.039
"""Height of the ankle above it."""
HEEL = 0.038
"""How far it stands out behind the ankle."""
TOES = 0.114
"""How far they stand out before the ankle."""
PALM = 0.018
"""Height of a flat hand's wrist above it."""
