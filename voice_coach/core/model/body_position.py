"""Body positions, and the time to change from one to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from voice_coach.core.units import Seconds


class BodyPosition(StrEnum):
    """The position of the body in an exercise."""

    STANDING = "standing"
    SEATED = "seated"
    """On the floor."""
    SEATED_SUPPORT = "seated-support"
    """On a chair, or with the hands on it."""
    KNEELING = "kneeling"
    HALF_KNEELING = "half-kneeling"
    QUADRUPED = "quadruped"
    HIGH_PLANK = "high-plank"
    PRONE = "prone"
    SUPINE = "supine"
    SIDE_LYING = "side-lying"


class _Height(StrEnum):
    UP = "up"
    KNEES = "knees"
    DOWN = "down"


_P = BodyPosition
_HEIGHT = {
    _P.STANDING: _Height.UP,
    _P.SEATED_SUPPORT: _Height.UP,
    _P.KNEELING: _Height.KNEES,
    _P.HALF_KNEELING: _Height.KNEES,
    _P.QUADRUPED: _Height.KNEES,
    _P.HIGH_PLANK: _Height.KNEES,
    _P.SEATED: _Height.DOWN,
    _P.PRONE: _Height.DOWN,
    _P.SUPINE: _Height.DOWN,
    _P.SIDE_LYING: _Height.DOWN,
}

_ALIKE: Seconds = 2.0
"""Between two positions of the same height: a roll, a step."""

_SECONDS: dict[frozenset[_Height], Seconds] = {
    frozenset({_Height.UP, _Height.KNEES}): 4.0,
    frozenset({_Height.KNEES, _Height.DOWN}): 3.0,
    frozenset({_Height.UP, _Height.DOWN}): 6.0,
}
"""Seconds to change between two heights. An editorial scale, not a measurement: an unhurried adult
without pain."""


@dataclass(frozen=True, slots=True)
class Move:
    """A change from one position into another."""

    before: BodyPosition
    after: BodyPosition

    @property
    def takes(self) -> Seconds:
        """The time it takes, in seconds."""
        return _SECONDS.get(frozenset({_HEIGHT[self.before], _HEIGHT[self.after]}), _ALIKE)

    @property
    def is_down(self) -> bool:
        """True if it goes from standing or a chair to the floor."""
        return is_on_floor(self.after) and not is_on_floor(self.before)


def is_on_floor(position: BodyPosition) -> bool:
    """True if a knee, a hand or more of the body is on the floor."""
    return _HEIGHT[position] is not _Height.UP


class Place(StrEnum):
    """The place where a routine is done: standing, on the floor or both."""

    STANDING = "standing"
    FLOOR = "on the floor"
    BOTH = "standing and on the floor"


def place_of(positions: Iterable[BodyPosition | None]) -> Place | None:
    """The place for exercises in these positions; None if no position is known."""
    floors = {is_on_floor(position) for position in positions if position is not None}
    if not floors:
        return None
    if len(floors) > 1:
        return Place.BOTH
    return Place.FLOOR if floors.pop() else Place.STANDING
