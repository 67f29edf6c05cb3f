"""Adaptation of a routine to a clearance, by the nearest variants, reported change by change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

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

_STANDING = "standing"


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
    exercises or the catalogue. If that would make two different exercises in a row the same one,
    it is replaced by another allowed one that loads the body alike. Without any the step is left
    out, and so are circuits and timed blocks without steps. Allowed steps stay as written. A
    clearance for no session at all leaves nothing, and no changes to report.
    """
    if not clearance.opens:
        return Adapted(None, ())
    own = {step.exercise.slug: step.exercise for _, step in routine.steps()}
    written = tuple(step for _, step in routine.steps())
    adaptation = _Adaptation(clearance, {**catalogue, **own}, written)
    adapted = [replace(block, nodes=adaptation.nodes(block.nodes)) for block in routine.blocks]
    blocks = tuple(block for block in adapted if any(steps_of(block.nodes)))
    trains = any(block.name is BlockName.MAIN for block in blocks)
    changes = tuple(adaptation.changes.values())
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


def _others_like(exercise: Exercise, known: Mapping[str, Exercise]) -> Iterator[Exercise]:
    """Exercises that may stand in where every variant would repeat what was just done: none
    heavier, standing or on the floor as the exercise is, those of its group first."""
    standing = exercise.position == _STANDING
    alike = [
        one
        for one in known.values()
        if (one.position == _STANDING) is standing and not _is_heavier(one, exercise)
    ]
    yield from sorted(alike, key=lambda one: one.group is not exercise.group)


def _is_heavier(one: Exercise, other: Exercise) -> bool:
    order = list(Load)
    loads_more = order.index(one.spinal_load) > order.index(other.spinal_load)
    return loads_more or one.impact not in (Impact.NONE, other.impact)


_Dose = Callable[[Step, Exercise], Step | None]
"""Gives a variant a dose in place of the step's; None if it can have none there."""


class _Adaptation:
    def __init__(
        self, clearance: Clearance, known: Mapping[str, Exercise], written: tuple[Step, ...]
    ) -> None:
        """`written`: all steps of the routine, in order."""
        self._clearance = clearance
        self._known = known
        self._to_come = list(written)
        self._left: list[str] = []
        """Slugs of the steps that are left, up to here."""
        self._before: str | None = None
        """Slug of the previous step, before adaptation."""
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
            case Circuit(rounds=1):
                steps = self.nodes(node.steps)
                return replace(node, steps=steps) if any(steps_of(steps)) else None
            case Circuit():
                return self._rounds(node)
            case Every():
                return self._every(node)
            case Amrap():
                return self._amrap(node)

    def _rounds(self, circuit: Circuit) -> Circuit | None:
        """After the last step of a round comes its first, so these two must differ as well."""
        steps: list[RoutineNode] = []
        for node in circuit.steps:
            if isinstance(node, Step):
                first = tuple(steps_of(tuple(steps)))[:1]
                left: RoutineNode | None = self._step(node, redosed, first)
            else:
                left = self._node(node)
            if left is not None:
                steps.append(left)
        return replace(circuit, steps=tuple(steps)) if any(steps_of(tuple(steps))) else None

    def _every(self, every: Every) -> Every | None:
        """Each remaining step keeps its number of turns: the time of the others is not filled."""

        def dosed(step: Step, variant: Exercise) -> Step | None:
            counted = counted_for(step, variant)
            return None if counted is None else fitted(counted, every.interval)

        turns = max(1, int(every.length // every.interval))
        steps = self._turns(every.steps, dosed)
        kept = sum(steps[turn % len(steps)] is not None for turn in range(turns))
        left = tuple(step for step in steps if step is not None)
        return replace(every, length=kept * every.interval, steps=left) if kept else None

    def _amrap(self, amrap: Amrap) -> Amrap | None:
        """The time shrinks with the steps, so that the remaining ones are not done more often."""
        left = tuple(step for step in self._turns(amrap.steps, counted_for) if step is not None)
        length = amrap.length * len(left) / len(amrap.steps)
        return replace(amrap, length=length, steps=left) if left else None

    def _turns(self, steps: tuple[Step, ...], dose: _Dose) -> list[Step | None]:
        """Steps that take turns again and again: a replacement must differ from all others."""
        turns: list[Step | None] = []
        for step in steps:
            others = tuple(one for one in turns if one is not None)
            turns.append(self._step(step, dose, others))
        return turns

    def _step(self, step: Step, dose: _Dose, around: tuple[Step, ...] = ()) -> Step | None:
        """The step, or what stands in for it. `around`: the other steps of the same repeated
        block, from which a replacement must differ."""
        self._to_come.pop(0)
        before, self._before = self._before, step.exercise.slug
        beside = {one.exercise.slug for one in around}
        if before != step.exercise.slug:
            beside |= {*self._left[-1:], *self._next_as_written()}
        if self._clearance.allows(step.exercise):
            self._left.append(step.exercise.slug)
            return step
        stand_in = self._stand_in(step, dose, beside)
        self._note(step.exercise, None if stand_in is None else stand_in.exercise)
        if stand_in is not None:
            self._left.append(stand_in.exercise.slug)
        return stand_in

    def _stand_in(self, step: Step, dose: _Dose, beside: Collection[str]) -> Step | None:
        nearest = list(self._dosed(variants(step.exercise, self._known), step, dose))
        if not nearest:
            return None
        others = sorted(
            self._dosed(_others_like(step.exercise, self._known), step, dose),
            key=lambda one: one.exercise.slug in self._left,
        )
        fresh = (one for one in (*nearest, *others) if one.exercise.slug not in beside)
        return next(fresh, None)

    def _dosed(self, candidates: Iterable[Exercise], step: Step, dose: _Dose) -> Iterator[Step]:
        for one in candidates:
            dosed = dose(step, one) if self._clearance.allows(one) else None
            if dosed is not None:
                yield dosed

    def _next_as_written(self) -> tuple[str, ...]:
        """The next exercise that stays as it is written, if there is one."""
        allowed = (one for one in self._to_come if self._clearance.allows(one.exercise))
        return tuple(one.exercise.slug for one in islice(allowed, 1))

    def _note(self, old: Exercise, new: Exercise | None) -> None:
        why = phrasebook.barred_by(self._clearance.barring(old))
        self.changes.setdefault((old.name, new.name if new else None), Change(old, new, why))
