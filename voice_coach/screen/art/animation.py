"""A moving figure, redrawn in place in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TextIO

from voice_coach.core.figures.bounds import Bounds, extent_of
from voice_coach.core.figures.figure import Figure, Motion
from voice_coach.core.figures.painting import picture_of
from voice_coach.core.figures.shapes import Shape
from voice_coach.core.model.exercise import Exercise, SideMode
from voice_coach.core.units import Seconds

_LEAST: Seconds = 8
"""Shortest demonstration of each side, in seconds."""
_HELD: Seconds = 3
"""Time a hold is shown before it is entered again."""
_MARGIN = 0.04

_TOGETHER, _SHOWN = "\x1b[?2026h", "\x1b[?2026l"
"""Escape sequences around lines to be shown at once, for terminals that know them."""


@dataclass(frozen=True, slots=True)
class Replay:
    """A demonstration of an exercise: whole reps, the right side first where it has sides."""

    figure: Figure
    exercise: Exercise

    @property
    def rep(self) -> Seconds:
        """Length of a rep, or of getting into a hold and a moment in it."""
        if self.figure.motion is Motion.HOLD:
            return self.figure.beat.out + _HELD
        rep = (self.exercise.tempo or self.figure.beat).rep
        return 2 * rep if self.figure.alternates else rep

    @property
    def one_side(self) -> Seconds:
        """Length of all reps of a side."""
        return max(2, ceil(_LEAST / self.rep)) * self.rep

    @property
    def length(self) -> Seconds:
        """Length of the whole demonstration."""
        return 2 * self.one_side if self._has_sides else self.one_side

    @property
    def _has_sides(self) -> bool:
        return self.exercise.side_mode is SideMode.EACH

    def side(self, moment: Seconds) -> str:
        """Name of the working side; empty if there is none."""
        return ("left side" if self._mirrored(moment) else "right side") if self._has_sides else ""

    def _mirrored(self, moment: Seconds) -> bool:
        return self._has_sides and moment >= self.one_side

    def extent(self) -> Bounds:
        """The rectangle that holds all of it."""
        whole = extent_of(self.figure)
        if self._has_sides:
            whole = whole.around(extent_of(self.figure, mirrored=True))
        return whole.padded(_MARGIN)

    def picture(self, moment: Seconds) -> tuple[Shape, ...]:
        """The picture at that time after its beginning."""
        pose = self.figure.at(moment % self.rep, self.exercise.tempo)
        return picture_of(self.figure, pose, mirrored=self._mirrored(moment))


class Redrawn:
    """Lines in a terminal that are written over, only those that have changed.

    The cursor stays below them and is not hidden, so whatever ends this leaves nothing to undo.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lines: tuple[str, ...] = ()

    def anew(self) -> None:
        """Write the next lines below whatever has been written meanwhile."""
        self._lines = ()

    def draw(self, lines: Sequence[str]) -> None:
        """Show these in place of the last ones, of which there must be as many or none. Each line
        resets the terminal's colours at its end."""
        if not self._lines:
            text = "".join(f"{line}\n" for line in lines)
        else:
            before = zip(self._lines, lines, strict=True)
            changed = ("" if old == new else f"\r\x1b[2K{new}" for old, new in before)
            text = f"\x1b[{len(lines)}F" + "".join(f"{line}\n" for line in changed)
        self._lines = tuple(lines)
        self._stream.write(f"{_TOGETHER}{text}{_SHOWN}")
        self._stream.flush()
