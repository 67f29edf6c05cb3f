"""Progression: from the sessions of a routine so far to what the next one changes.

The rule, which is double progression with brakes. Every step of the main part that trains
strength has a scale (`dose_scale.py`): a little more each time up to the end of its range, then the
harder variant at its own, lower dose. On it the athlete stands where the sessions have led
(`athlete_level.py`), and the next session moves them:

- **More** after a session that was finished, whole, rated easy or right, with a back below
  `PAIN_FROM` afterwards: two steps go one place up after "easy", one after "right", those first
  that have gone up least. A harder variant comes alone. Not rated is not raised.
- **Less** after "hard", after a back at `PAIN_FROM` or above, or after pain in it: every step goes
  one place down, and nothing goes up.
- **The same** after a session that was left early, or for a step that was cut short.
- **A step back** after a break of three weeks; after eight, as written.
- **A light week** after three training weeks in a row: about 60 % of everything, nothing raised.

Nothing is raised that the clearance does not allow, on a gentle day, in a routine for recovery, or
in pregnancy; no hold is made longer with a heart or blood pressure condition; and no harder variant
loads the spine highly or has it bend where it was still. The figures are this project's policy,
drawn from common practice in strength training; no clinician has reviewed them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from voice_coach.core.model.exercise import DoseMode, Exercise, HealthCondition
from voice_coach.core.model.history import Effort, PastSession
from voice_coach.core.model.routine import (
    Amrap,
    BlockName,
    Circuit,
    Every,
    Level,
    Rest,
    Routine,
    RoutineNode,
    Step,
    steps_of,
)
from voice_coach.core.safety.clearance import Clearance, Outcome
from voice_coach.core.training.athlete_level import (
    AthleteLevel,
    DoseDecision,
    after_break,
    level_on,
    light_weeks,
    monday_of,
    was_too_much,
)
from voice_coach.core.training.dose_changes import reduced
from voice_coach.core.training.dose_scale import Scale, amount_of, can_change, scale_of
from voice_coach.core.units import Seconds

RAISED_AT_ONCE: Mapping[Effort | None, int] = {Effort.EASY: 2, Effort.RIGHT: 1}
"""Number of steps raised after a session with this rating; a harder variant counts for all of them.
"""

_NOTHING_RAISED = HealthCondition.PREGNANCY
_NO_LONGER_HOLDS = HealthCondition.HYPERTENSION


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A step before and after a change."""

    old: Step
    new: Step


@dataclass(frozen=True, slots=True)
class Proposal:
    """The changes of a routine's next session."""

    routine: Routine
    """The routine with all changes."""
    otherwise: Routine
    """The routine if the optional changes are refused."""
    more: tuple[Adjustment, ...] = ()
    less: tuple[Adjustment, ...] = ()
    """Changes after a session that was too much."""
    back: tuple[Adjustment, ...] = ()
    """Changes after a break."""
    light: bool = False
    """The session falls in a light week."""
    kept: tuple[Adjustment, ...] = ()
    """Changes from what is written to what was reached before, where nothing changes now."""
    lightened: tuple[Adjustment, ...] = ()
    """In a light week, from the last dose of each set to the one that is led."""

    @property
    def changes(self) -> bool:
        """True if anything differs from the last time."""
        return bool(self.more or self.less or self.back or self.light)

    @property
    def can_be_refused(self) -> bool:
        """True if the athlete may refuse it. Changes for safety are not asked."""
        return bool(self.more) or self.light


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A step whose dose may change, with the athlete's level on its scale."""

    written: Step
    scale: Scale
    before: AthleteLevel
    """Level after the last session."""
    now: AthleteLevel
    """Level now, after the break since then, if there was one."""

    @property
    def raised(self) -> int:
        """Places it has gone up from what is written."""
        return self.now.place - self.scale.written

    @property
    def goes_down(self) -> bool:
        return self.now.due is DoseDecision.LESS and self.now.place > 0

    @property
    def has_stepped_back(self) -> bool:
        return not self.goes_down and self.now.place < self.before.place

    @property
    def stays(self) -> bool:
        """True if it differs from what is written and stays so."""
        return not (self.goes_down or self.has_stepped_back) and self.raised != 0

    def at(self, place: int) -> Step:
        """The step at a place of its scale, or at the nearest one."""
        return self.scale.steps[self.scale.clamped(place)]

    def moved(self, by: int) -> Adjustment:
        """The change from the last time to that many places from now."""
        return Adjustment(self.at(self.before.place), self.at(self.now.place + by))


def propose(
    routine: Routine,
    sessions: tuple[PastSession, ...],
    clearance: Clearance,
    catalogue: Mapping[str, Exercise],
    today: date,
) -> Proposal:
    """The changes for the next session of `routine` after its past `sessions`. The routine must be
    adapted to the clearance already: `adaptation.adapt`."""
    past = _Past.of(sessions, today)
    candidates = _candidates(routine, past, clearance, catalogue)
    is_light = past.is_light and routine.level is not Level.RECOVERY
    less = tuple(one.moved(-1) for one in candidates if one.goes_down)
    back = tuple(one.moved(0) for one in candidates if one.has_stepped_back)
    raised: tuple[_Candidate, ...] = ()
    if not (less or back or is_light) and _may_raise(routine, clearance):
        raised = _raised(candidates, clearance, past)
    more = tuple(one.moved(1) for one in raised)
    kept = tuple(
        Adjustment(one.written, one.at(one.now.place))
        for one in candidates
        if one.stays and one not in raised
    )
    standing = {one.written.exercise.slug: one.at(one.now.place) for one in candidates}
    lower = {
        one.written.exercise.slug: one.at(one.now.place - 1) for one in candidates if one.goes_down
    }
    higher = {one.written.exercise.slug: one.at(one.now.place + 1) for one in raised}
    base = _with_steps(routine, {**standing, **lower})
    whole = _with_steps(routine, {**standing, **lower, **higher})
    if not is_light:
        return Proposal(whole, base, more, less, back, kept=kept)
    light = reduced(whole)
    lightened = _lightened(candidates, light)
    return Proposal(light, base, more, less, back, light=True, lightened=lightened)


def _lightened(candidates: Iterable[_Candidate], light: Routine) -> tuple[Adjustment, ...]:
    """Changes of a set by a light week. A circuit has fewer rounds instead, of the same sets."""
    led = {step.exercise.slug: step for _, step in light.steps()}
    changes = (
        Adjustment(last, led[last.exercise.slug])
        for last in (one.at(one.before.place) for one in candidates)
        if last.exercise.slug in led
    )
    return tuple(one for one in changes if amount_of(one.new) != amount_of(one.old))


@dataclass(frozen=True, slots=True)
class _Past:
    """The sessions of a routine, oldest first, seen from today."""

    sessions: tuple[PastSession, ...]
    light: frozenset[date]
    """Mondays of its light weeks."""
    today: date

    @classmethod
    def of(cls, sessions: tuple[PastSession, ...], today: date) -> _Past:
        # That it was too much is heeded even where it was left before any work.
        heeded = (session for session in sessions if session.counts or was_too_much(session))
        ordered = tuple(sorted(heeded, key=lambda session: session.began))
        days = [session.began.date() for session in ordered if session.counts]
        return cls(ordered, light_weeks(days, today), today)

    @property
    def is_light(self) -> bool:
        """True if this week is light."""
        return monday_of(self.today) in self.light

    @property
    def effort(self) -> Effort | None:
        """Rating of the last session."""
        return self.sessions[-1].effort if self.sessions else None


def _may_raise(routine: Routine, clearance: Clearance) -> bool:
    barred = _NOTHING_RAISED in clearance.conditions or routine.level is Level.RECOVERY
    return clearance.outcome is Outcome.PROCEED and not barred


def _raised(
    candidates: tuple[_Candidate, ...], clearance: Clearance, past: _Past
) -> tuple[_Candidate, ...]:
    """The steps to raise: the ones raised least first, and a harder variant alone."""
    most = RAISED_AT_ONCE.get(past.effort, 0)
    due = [
        one for one in candidates if one.now.due is DoseDecision.MORE and _has_more(one, clearance)
    ]
    chosen: list[_Candidate] = []
    for one in sorted(due, key=lambda one: one.raised):
        if _changes_exercise(one):
            if not chosen and most:
                return (one,)
        elif len(chosen) < most:
            chosen.append(one)
    return tuple(chosen)


def _changes_exercise(one: _Candidate) -> bool:
    return one.at(one.now.place).exercise.slug != one.at(one.now.place + 1).exercise.slug


def _has_more(one: _Candidate, clearance: Clearance) -> bool:
    if one.now.place + 1 >= len(one.scale.steps):
        return False
    is_hold = one.at(one.now.place + 1).exercise.mode is DoseMode.HOLD
    return not (is_hold and _NO_LONGER_HOLDS in clearance.conditions)


# --- the steps of a routine -------------------------------------------------------------


def _candidates(
    routine: Routine, past: _Past, clearance: Clearance, catalogue: Mapping[str, Exercise]
) -> tuple[_Candidate, ...]:
    written = [step.exercise for _, step in routine.steps()]
    slugs = [exercise.slug for exercise in written]
    known = {**catalogue, **{exercise.slug: exercise for exercise in written}}
    main = (block.nodes for block in routine.blocks if block.name is BlockName.MAIN)
    found: list[_Candidate] = []
    for step, turns, interval in _changeable(tuple(chain.from_iterable(main)), 1):
        slug = step.exercise.slug
        if slugs.count(slug) > 1:
            continue  # What was done of which of them can't be told.
        scale = scale_of(step, known, clearance.allows, frozenset(slugs) - {slug}, interval)
        before = level_on(scale, turns, past.sessions, past.light)
        now = after_break(before, scale, past.today)
        if clearance.outcome is not Outcome.PROCEED:
            now = replace(now, place=min(now.place, scale.written))
        found.append(_Candidate(step, scale, before, now))
    return tuple(found)


def _changeable(
    nodes: tuple[RoutineNode, ...], turns: int
) -> Iterator[tuple[Step, int, Seconds | None]]:
    """Each step whose dose may change, the number of times its sets come, and its interval in an
    EMOM. A circuit by the clock keeps its times, and in an AMRAP more is done by itself."""
    for node in nodes:
        match node:
            case Step():
                if can_change(node):
                    yield node, turns, None
            case Circuit():
                if not any(_is_by_the_clock(step) for step in steps_of(node.steps)):
                    yield from _changeable(node.steps, turns * node.rounds)
            case Every():
                times = max(1, int(node.length // node.interval))
                for place, step in enumerate(node.steps):
                    if can_change(step) and step.sets[0].reps is not None:
                        own = len(range(place, times, len(node.steps)))
                        yield step, turns * own, node.interval
            case Rest() | Amrap():
                pass


def _is_by_the_clock(step: Step) -> bool:
    """True if reps are done for a time, as in interval protocols."""
    return step.sets[0].reps is None and step.exercise.mode in (DoseMode.REPS, DoseMode.HOLD_REPS)


def _with_steps(routine: Routine, steps: Mapping[str, Step]) -> Routine:
    """The routine with these in place of the steps of its main part, by the slug as written."""
    blocks = (
        replace(block, nodes=_replaced(block.nodes, steps))
        if block.name is BlockName.MAIN
        else block
        for block in routine.blocks
    )
    return replace(routine, blocks=tuple(blocks))


def _replaced(nodes: tuple[RoutineNode, ...], steps: Mapping[str, Step]) -> tuple[RoutineNode, ...]:
    return tuple(_replaced_in(node, steps) for node in nodes)


def _replaced_in(node: RoutineNode, steps: Mapping[str, Step]) -> RoutineNode:
    match node:
        case Step():
            return steps.get(node.exercise.slug, node)
        case Circuit():
            return replace(node, steps=_replaced(node.steps, steps))
        case Every():
            changed = tuple(steps.get(one.exercise.slug, one) for one in node.steps)
            return replace(node, steps=changed)
        case Rest() | Amrap():
            return node
