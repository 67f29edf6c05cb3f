"""Compute the size of a routine without unrolling it.

A few lines of nested circuits multiply to years; they are refused by arithmetic alone.

"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voice_coach.core.model.routine import (
    Amrap,
    Block,
    Circuit,
    Every,
    Rest,
    RoutineNode,
    Sides,
    SourcePosition,
    Step,
    Work,
)
from voice_coach.core.model.unroll import SWITCH, counted_tempo
from voice_coach.core.units import Seconds
from voice_coach.library.yaml.duration import show_duration
from voice_coach.library.yaml.problems import Problems

LONGEST_ROUTINE: Seconds = 12 * 3600
"""More than a day on a mat: an hour more than once was a mistake in all that was seen."""

MOST_INTERVALS = 20_000
"""More than five hours of one-second holds; a long real workout has some 300."""


@dataclass(frozen=True, slots=True)
class RoutineSize:
    """Length and number of intervals."""

    seconds: Seconds = 0.0
    intervals: int = 0

    def __add__(self, other: RoutineSize) -> RoutineSize:
        return RoutineSize(self.seconds + other.seconds, self.intervals + other.intervals)

    def times(self, rounds: int) -> RoutineSize:
        """Return the size of this many repetitions."""
        return RoutineSize(self.seconds * rounds, self.intervals * rounds)

    @property
    def is_too_much(self) -> bool:
        """True if nobody could mean it."""
        return self.seconds > LONGEST_ROUTINE or self.intervals > MOST_INTERVALS

    def __str__(self) -> str:
        return f"{show_duration(round(self.seconds))} in {self.intervals} intervals"


def set_length(step: Step, work: Work) -> Seconds:
    """Return the length of one set with both its sides, if the coach leads it."""
    if work.reps is None:
        side = work.seconds or 0.0
    elif step.takes is not None:
        side = step.takes
    else:
        side = work.reps * counted_tempo(step, work).rep
    return 2 * side + SWITCH if step.sides is Sides.EACH else side


def check_extent(blocks: Iterable[Block], problems: Problems) -> None:
    """Note a problem if the routine becomes larger than anyone could mean."""
    total = RoutineSize()
    try:
        for block in blocks:
            for node in block.nodes:
                total = _bounded(total + _extent(node), node, "up to here the routine adds up")
    except _TooMuchError as error:
        limit = f"stay below {show_duration(LONGEST_ROUTINE)} and {MOST_INTERVALS} intervals in all"
        problems.add(error.mark, str(error), limit)


class _TooMuchError(Exception):
    def __init__(self, mark: SourcePosition, what: str) -> None:
        super().__init__(what)
        self.mark = mark


def _bounded(extent: RoutineSize, node: RoutineNode, what: str) -> RoutineSize:
    if extent.is_too_much:
        raise _TooMuchError(node.mark or SourcePosition(1, 1), f"{what} to {extent}")
    return extent


def _extent(node: RoutineNode) -> RoutineSize:
    match node:
        case Rest():
            return RoutineSize(node.length, 1)
        case Amrap():
            return RoutineSize(node.prepare + node.length, 2)
        case Every():
            return RoutineSize(node.length, 4 * round(node.length / node.interval))
        case Step():
            return _step_extent(node)
        case Circuit():
            between = RoutineSize(node.rest_between or 0.0, 1)
            whole = sum(map(_extent, node.steps), between).times(node.rounds)
            return _bounded(whole, node, f"{node.rounds} rounds of this circuit add up")


def _step_extent(step: Step) -> RoutineSize:
    works = sum(set_length(step, work) for work in step.sets)
    gaps = step.prepare + len(step.sets) * step.rest
    return RoutineSize(works + gaps, 4 * len(step.sets))
