"""Dose changes: the dose of a step when another exercise takes it over, and a reduced dose."""

from __future__ import annotations

from dataclasses import replace

from voice_coach.core.model.exercise import DoseMode, Exercise
from voice_coach.core.model.routine import (
    Amrap,
    Block,
    Circuit,
    Every,
    Pace,
    Rest,
    Routine,
    RoutineNode,
    Sides,
    Step,
    Work,
)
from voice_coach.core.model.unroll import SWITCH, counted_tempo, sides_of
from voice_coach.core.units import Seconds

REDUCED = 0.6
"""Share of a dose done on the first normal day after pain; project policy."""

SHORTEST: Seconds = 5.0
"""Shortest time that is shortened any further, in seconds."""

_BY_THE_CLOCK = (DoseMode.HOLD, DoseMode.TIME)


def redosed(step: Step, exercise: Exercise) -> Step:
    """The step with another exercise: at the same dose if that suits the new one's kind, else at
    its own dose for beginners, in no more sets. The author's cues stay with the exercise they were
    written for."""
    sets = step.sets
    if not _suits(step, exercise):
        own = exercise.dose
        sets = (Work(own.reps, own.seconds),) * min(len(sets), own.sets)
    return replace(
        step,
        exercise=exercise,
        sets=sets,
        sides=_sides(step, exercise, sets[0]),
        pace=step.pace if sets[0].seconds is None else Pace.COUNTED,
        takes=None,
        cues=(),
    )


def taking(step: Step, exercise: Exercise) -> Step:
    """The step with another exercise at its own dose for beginners, in as many sets at most."""
    own = exercise.dose
    work = Work(own.reps, own.seconds)
    return replace(
        step,
        exercise=exercise,
        sets=(work,) * min(len(step.sets), own.sets),
        sides=sides_of(exercise.side_mode),
        pace=step.pace if work.seconds is None else Pace.COUNTED,
        takes=None,
        cues=(),
    )


def counted_for(step: Step, exercise: Exercise) -> Step | None:
    """As `redosed`; None if reps would become a time."""
    new = redosed(step, exercise)
    return None if new.sets[0].reps is None and step.sets[0].reps is not None else new


def fitted(step: Step, interval: Seconds) -> Step | None:
    """The step with no more reps or seconds than fit into an interval; None if too few are left."""
    work = step.sets[0]
    room = (interval - SWITCH) / 2 if step.sides is Sides.EACH else interval
    if work.reps is None:
        seconds = min(work.seconds or 0.0, room)
        return None if seconds < SHORTEST else replace(step, sets=(Work(None, seconds),))
    # A hair of float error must not cost a rep.
    reps = min(work.reps, int(room / counted_tempo(step, work).rep + 1e-9))
    return None if reps < 1 else replace(step, sets=(replace(work, reps=reps),))


def _suits(step: Step, exercise: Exercise) -> bool:
    """True if a step's dose is of the kind that an exercise takes."""
    work = step.sets[0]
    if work.reps is None:
        # Reps done against the clock, as in a circuit of 30 s each, may be so again.
        return exercise.mode in _BY_THE_CLOCK or step.exercise.mode not in _BY_THE_CLOCK
    return exercise.mode is (DoseMode.REPS if work.seconds is None else DoseMode.HOLD_REPS)


def _sides(step: Step, exercise: Exercise, work: Work) -> Sides:
    can_stay = step.exercise.side_mode is exercise.side_mode
    if can_stay and not (step.sides is Sides.SPLIT and work.reps is not None):
        return step.sides
    return sides_of(exercise.side_mode)


def reduced(routine: Routine) -> Routine:
    """The same routine at about 60 % of its dose: fewer rounds, else fewer sets, else fewer reps or
    less time, but never less than 1 rep or 5 s."""
    blocks = (Block(block.name, _reduced_nodes(block.nodes)) for block in routine.blocks)
    return replace(routine, blocks=tuple(blocks))


def _reduced_nodes(nodes: tuple[RoutineNode, ...]) -> tuple[RoutineNode, ...]:
    return tuple(_reduced_node(node) for node in nodes)


def _reduced_node(node: RoutineNode) -> RoutineNode:
    match node:
        case Rest():
            return node
        case Step():
            return _reduced_step(node)
        case Circuit():
            if node.rounds > 1:
                return replace(node, rounds=_fewer(node.rounds))
            return replace(node, steps=_reduced_nodes(node.steps))
        case Every():
            return _reduced_every(node)
        case Amrap():
            return replace(node, length=_shorter(node.length))


def _reduced_every(every: Every) -> Every:
    """Fewer intervals, as long as each step still comes; else smaller sets."""
    times = max(1, int(every.length // every.interval))
    fewer = max(len(every.steps), _fewer(times))
    if fewer < times:
        return replace(every, length=fewer * every.interval)
    return replace(every, steps=tuple(_reduced_step(step) for step in every.steps))


def _reduced_step(step: Step) -> Step:
    if len(step.sets) > 1:
        return replace(step, sets=step.sets[: _fewer(len(step.sets))])
    work = step.sets[0]
    if work.reps is None:
        return replace(step, sets=(Work(None, _shorter(work.seconds or 0.0)),))
    # Where sides take turns, as many on the left as on the right.
    pair = 2 if step.sides is Sides.ALTERNATE and work.reps % 2 == 0 else 1
    reps = pair * _fewer(work.reps // pair)
    takes = None if step.takes is None else step.takes * reps / work.reps
    return replace(step, sets=(replace(work, reps=reps),), takes=takes)


def _fewer(number: int) -> int:
    return max(1, round(REDUCED * number))


def _shorter(seconds: Seconds) -> Seconds:
    """A shorter time, in steps of 5 s."""
    return min(seconds, max(SHORTEST, 5.0 * round(REDUCED * seconds / 5.0)))
