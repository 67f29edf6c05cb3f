"""Adaptation of a routine to a clearance, by the nearest variants, reported change by change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from voice_coach.core.model.exercise import Exercise, Impact, Load
from voice_coach.core.model.routine import (
    Amrap,
    BlockName,
    Circuit,
    Every,
    Rest,
    Routine,
    RoutineNode,
    Step,
    steps_of,
)
from voice_coach.core.safety.clearance import Change, Clearance
from voice_coach.core.training.dose_changes import counted_for, fitted, redosed
from voice_coach.core.wording import phrasebook


@dataclass(frozen=True, slots=True)
class Adapted:
    """A routine as a clearance allows it."""

    routine: Routine | None
    """None if nothing of its main part is left."""
    changes: tuple[Change, ...]
    """Each change once, in the order of the routine; empty if everything was allowed."""


def adapt(routine: Routine, clearance: Clearance, catalogue: Mapping[str, Exercise]) -> Adapted:
    """The routine with only what the clearance allows.

    A forbidden exercise is replaced by the nearest allowed variant, from the routine's own
    exercises or the catalogue. Without one the step is left out, and so are circuits and timed
    blocks without steps. Allowed steps stay as written. A clearance for no session at all leaves
    nothing, and no changes to report.
    """
    if not clearance.opens:
        return Adapted(None, ())
    own = {step.exercise.slug: step.exercise for _, step in routine.steps()}
    adapting = _Adapting(clearance, {**catalogue, **own})
    adapted = [replace(block, nodes=adapting.nodes(block.nodes)) for block in routine.blocks]
    blocks = tuple(block for block in adapted if any(steps_of(block.nodes)))
    trains = any(block.name is BlockName.MAIN for block in blocks)
    changes = tuple(adapting.changes.values())
    return Adapted(replace(routine, blocks=blocks) if trains else None, changes)


def variants(exercise: Exercise, known: Mapping[str, Exercise]) -> Iterator[Exercise]:
    """Possible replacements of an exercise, the best first: the easier ones, nearest first, then
    the harder ones that ask no more of the spine and land no harder."""
    yield from easier_ones(exercise, known)
    for harder in harder_ones(exercise, known):
        if not _is_heavier(harder, exercise):
            yield harder


def easier_ones(exercise: Exercise, known: Mapping[str, Exercise]) -> Iterator[Exercise]:
    """Its easier variants, nearest first."""
    return _chain(exercise, known, lambda one: one.easier)


def harder_ones(exercise: Exercise, known: Mapping[str, Exercise]) -> Iterator[Exercise]:
    """Its harder variants, nearest first."""
    return _chain(exercise, known, lambda one: one.harder)


def _chain(
    exercise: Exercise, known: Mapping[str, Exercise], step: Callable[[Exercise], str | None]
) -> Iterator[Exercise]:
    passed = {exercise.slug}
    slug = step(exercise)
    while slug is not None and slug in known and slug not in passed:
        passed.add(slug)
        yield known[slug]
        slug = step(known[slug])


def _is_heavier(one: Exercise, other: Exercise) -> bool:
    order = list(Load)
    loads_more = order.index(one.spinal_load) > order.index(other.spinal_load)
    return loads_more or one.impact not in (Impact.NONE, other.impact)


_Dose = Callable[[Step, Exercise], Step | None]
"""Gives a variant a dose in place of the step's; None if it can have none there."""


class _Adapting:
    def __init__(self, clearance: Clearance, known: Mapping[str, Exercise]) -> None:
        self._clearance = clearance
        self._known = known
        self.changes: dict[tuple[str, str | None], Change] = {}
        """Changes by the names of the old and the new exercise."""

    def nodes(self, nodes: tuple[RoutineNode, ...]) -> tuple[RoutineNode, ...]:
        adapted = (self._node(node) for node in nodes)
        return tuple(node for node in adapted if node is not None)

    def _node(self, node: RoutineNode) -> RoutineNode | None:
        match node:
            case Rest():
                return node
            case Step():
                return self._step(node, redosed)
            case Circuit():
                steps = self.nodes(node.steps)
                return replace(node, steps=steps) if any(steps_of(steps)) else None
            case Every():
                return self._every(node)
            case Amrap():
                return self._amrap(node)

    def _every(self, every: Every) -> Every | None:
        """Each remaining step keeps its number of turns: the time of the others is not filled."""

        def dosed(step: Step, variant: Exercise) -> Step | None:
            counted = counted_for(step, variant)
            return None if counted is None else fitted(counted, every.interval)

        turns = max(1, int(every.length // every.interval))
        steps = [self._step(step, dosed) for step in every.steps]
        kept = sum(steps[turn % len(steps)] is not None for turn in range(turns))
        left = tuple(step for step in steps if step is not None)
        return replace(every, length=kept * every.interval, steps=left) if kept else None

    def _amrap(self, amrap: Amrap) -> Amrap | None:
        """The time shrinks with the steps, so that the remaining ones are not done more often."""
        steps = [self._step(step, counted_for) for step in amrap.steps]
        left = tuple(step for step in steps if step is not None)
        length = amrap.length * len(left) / len(steps)
        return replace(amrap, length=length, steps=left) if left else None

    def _step(self, step: Step, dose: _Dose) -> Step | None:
        old = step.exercise
        if self._clearance.allows(old):
            return step
        for variant in variants(old, self._known):
            dosed = dose(step, variant) if self._clearance.allows(variant) else None
            if dosed is not None:
                self._note(old, variant)
                return dosed
        self._note(old, None)
        return None

    def _note(self, old: Exercise, new: Exercise | None) -> None:
        why = phrasebook.barred_by(self._clearance.barring(old))
        self.changes.setdefault((old.name, new.name if new else None), Change(old, new, why))
