"""The scale: the doses of one step from the least to the most, one place at a time.

From the routine's own dose upwards there is a little more each time, up to the end of the
exercise's range; then comes its harder variant, at the dose for beginners, and so on. Downwards
there is a little less, to half a beginner's dose, and then the easier variant.

The range is drawn from the catalogue's dose for beginners: reps up to half as many again, seconds
up to twice as many, or what the routine's author wrote where that is more. These figures are this
project's policy, as is which harder variant may take over: see `_leads_to`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil

from voice_coach.core.model.exercise import (
    DoseMode,
    Exercise,
    ExerciseKind,
    Impact,
    Load,
    SpineAction,
)
from voice_coach.core.model.routine import Sides, Step, Work
from voice_coach.core.model.unroll import SWITCH, counted_tempo
from voice_coach.core.training.adaptation import easier_ones, harder_ones
from voice_coach.core.training.dose_changes import SHORTEST, taking
from voice_coach.core.units import Seconds

MORE_REPS = 1.5
"""End of a range of reps, as a multiple of the beginner's dose."""
MORE_SECONDS = 2.0
"""End of a range of seconds, as a multiple of the beginner's dose."""
LEAST = 0.5
"""Lower end of either, as a share of the smaller of the beginner's and the author's dose."""

SHORT: Seconds = 20.0
"""Seconds below which the change is 2; from here on it is 5."""

BUSY = 0.75
"""Share of an EMOM's interval that may be work when reps are added."""


@dataclass(frozen=True, slots=True)
class Scale:
    """All places of one step."""

    steps: tuple[Step, ...]
    """Steps from the least to the most."""
    written: int
    """Place of the step as written in the routine."""

    @property
    def slugs(self) -> frozenset[str]:
        """Slugs of all exercises on it."""
        return frozenset(step.exercise.slug for step in self.steps)

    def place_of(self, slug: str, amount: float) -> int | None:
        """The place with this amount of an exercise, as `amount_at_once` gives it; None if there is
        none."""
        for place, step in enumerate(self.steps):
            # Half a second or half a rep: a clock's rounding is no other dose.
            if step.exercise.slug == slug and abs(amount_at_once(step) - amount) < 0.5:
                return place
        return None

    def entry_of(self, slug: str, before: int) -> int | None:
        """The place of an exercise nearest to `before`; None if it has none."""
        places = [at for at, step in enumerate(self.steps) if step.exercise.slug == slug]
        return min(places, key=lambda place: abs(place - before), default=None)

    def clamped(self, place: int) -> int:
        """The nearest existing place."""
        return max(0, min(place, len(self.steps) - 1))


def amount_of(step: Step) -> float:
    """The amount of the first set: reps, or seconds where there are none."""
    work = step.sets[0]
    return work.seconds or 0.0 if work.reps is None else work.reps


def amount_at_once(step: Step) -> float:
    """As `amount_of`, but of seconds shared by both sides only those of one."""
    shared = step.sides is Sides.SPLIT and _is_timed(step)
    return amount_of(step) / (2 if shared else 1)


def can_change(step: Step) -> bool:
    """True if a step's dose is of the kind its exercise takes, and trains strength. Reps against
    the clock belong to a protocol, whose times are not ours to change."""
    exercise, work = step.exercise, step.sets[0]
    if exercise.kind is not ExerciseKind.STRENGTH:
        return False
    if work.reps is None:
        return exercise.mode in (DoseMode.HOLD, DoseMode.TIME)
    return exercise.mode is (DoseMode.REPS if work.seconds is None else DoseMode.HOLD_REPS)


def scale_of(
    step: Step,
    known: Mapping[str, Exercise],
    allows: Callable[[Exercise], bool],
    others: frozenset[str],
    interval: Seconds | None = None,
) -> Scale:
    """The scale of a step that `can_change`. It has only allowed exercises, and none of `others`,
    the slugs elsewhere in the routine. `interval`: of an EMOM, which its work must not fill."""

    def fits(one: Step) -> bool:
        exercise = one.exercise
        is_open = exercise.slug not in others and allows(exercise) and can_change(one)
        return is_open and (interval is None or _has_room(one, interval))

    more, less = list(_more(step)), list(_less(step))
    below = _chained(step, easier_ones(step.exercise, known), _leads_back_to, fits)
    above = _chained(step, harder_ones(step.exercise, known), _leads_to, fits)
    for one in above:
        more += [one, *_more(one)]
    for one in below:
        less += [one, *_less(one)]
    more = [one for one in more if interval is None or _has_room(one, interval)]
    return Scale((*reversed(less), step, *more), len(less))


def _chained(
    step: Step,
    exercises: Iterator[Exercise],
    follows: Callable[[Exercise, Exercise], bool],
    fits: Callable[[Step], bool],
) -> list[Step]:
    """The step with each of the exercises in turn, each at its beginner's dose, as long as one may
    follow the other."""
    found: list[Step] = []
    for exercise in exercises:
        before = found[-1] if found else step
        one = taking(step, exercise)
        if not (follows(before.exercise, exercise) and fits(one)):
            break
        found.append(one)
    return found


def _leads_to(old: Exercise, new: Exercise) -> bool:
    """True if a harder variant may take over without being asked for: it trains the same group,
    needs nothing new, does not land harder, and neither loads the spine highly nor bends, arches or
    twists it where it was kept still."""
    still = new.spine_action in (SpineAction.NEUTRAL, old.spine_action)
    careful = new.spinal_load is not Load.HIGH and new.impact in (Impact.NONE, old.impact)
    return (
        (new.group is old.group and new.kind is old.kind)
        and set(new.equipment) <= set(old.equipment)
        and still
        and careful
    )


def _leads_back_to(old: Exercise, new: Exercise) -> bool:
    """True if an easier variant may take over: it trains the same group and asks no more of the
    spine."""
    order = list(Load)
    no_heavier = order.index(new.spinal_load) <= order.index(old.spinal_load)
    no_harder_landing = new.impact in (Impact.NONE, old.impact)
    return new.group is old.group and new.kind is old.kind and no_heavier and no_harder_landing


def _has_room(step: Step, interval: Seconds) -> bool:
    work = step.sets[0]
    if work.reps is None:
        return False
    once = work.reps * counted_tempo(step, work).rep
    whole = 2 * once + SWITCH if step.sides is Sides.EACH else once
    return whole <= BUSY * interval


# --- doses ------------------------------------------------------------------------------


def _more(step: Step) -> Iterator[Step]:
    """The step with more and more, up to the end of its range."""
    own, amount = _beginners(step), amount_of(step)
    most = max(amount, own * (MORE_SECONDS if _is_timed(step) else MORE_REPS))
    while (amount := _next(step, amount)) <= most:
        yield _with_amount(step, amount)


def _less(step: Step) -> Iterator[Step]:
    """The step with less and less, down to the end of its range."""
    amount = amount_of(step)
    least = ceil(LEAST * min(amount, _beginners(step)))
    least = max(least, int(SHORTEST) if _is_timed(step) else _pair(step))
    while (amount := _before(step, amount)) >= least:
        yield _with_amount(step, amount)


def _next(step: Step, amount: float) -> float:
    if not _is_timed(step):
        return amount + _pair(step)
    short = SHORT * _pair(step)
    by_little = amount + 2.0 * _pair(step)
    return min(by_little, short) if amount < short else amount + 5.0 * _pair(step)


def _before(step: Step, amount: float) -> float:
    if not _is_timed(step):
        return amount - _pair(step)
    short = SHORT * _pair(step)
    by_much = amount - 5.0 * _pair(step)
    return max(by_much, short) if amount > short else amount - 2.0 * _pair(step)


def _is_timed(step: Step) -> bool:
    return step.sets[0].reps is None


def _pair(step: Step) -> int:
    """The smallest increase: where both sides share a dose, one for each of them."""
    return 2 if step.sides in (Sides.ALTERNATE, Sides.SPLIT) and not _is_cardio(step) else 1


def _is_cardio(step: Step) -> bool:
    """True if left and right alternate within the time, and nobody counts them."""
    return _is_timed(step) and step.sides is Sides.ALTERNATE


def _beginners(step: Step) -> float:
    dose = step.exercise.dose
    own = dose.seconds if dose.reps is None else dose.reps
    return (own or 0.0) * (2 if step.sides is Sides.SPLIT else 1)


def _with_amount(step: Step, amount: float) -> Step:
    """The step with another amount in its first set, and each other set changed by as much."""
    change = amount - amount_of(step)
    sets = tuple(_changed(work, change) for work in step.sets)
    takes = None if step.takes is None else step.takes * amount / amount_of(step)
    return replace(step, sets=sets, takes=takes)


def _changed(work: Work, by: float) -> Work:
    if work.reps is None:
        return Work(None, max(SHORTEST, (work.seconds or 0.0) + by))
    return replace(work, reps=max(1, work.reps + round(by)))
