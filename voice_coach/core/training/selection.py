"""Selection: which routines and exercises fit a wish, and in what order they are offered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from voice_coach.core.model.body_position import BodyPosition, is_on_floor
from voice_coach.core.model.exercise import Exercise, ExerciseKind, Group, Impact, Load
from voice_coach.core.model.routine import Level, Routine
from voice_coach.core.model.timeline import Timeline
from voice_coach.core.training.adaptation import easier_ones
from voice_coach.core.units import Seconds

BEGIN_WITH = "core-basics"
"""The routine offered first to somebody who has done none."""

_LATELY = timedelta(days=28)
"""Sessions of these days tell an athlete's level."""

_A_LITTLE_MORE: Seconds = 30.0
"""A routine this much longer than the minutes asked for still fits."""

_UNCOUNTED = "mat"
"""Needed by none who has a floor."""

_ORDER = list(Level)


@dataclass(frozen=True, slots=True)
class RoutineFacts:
    """What a routine is chosen by."""

    slug: str
    level: Level
    length: Seconds
    groups: tuple[Group, ...]
    """Most trained first."""
    equipment: tuple[str, ...]
    on_floor: bool


def facts_of(routine: Routine, timeline: Timeline) -> RoutineFacts:
    """What a routine is chosen by. `timeline`: as it is led."""
    exercises = timeline.exercises()
    return RoutineFacts(
        routine.slug,
        routine.level,
        timeline.total,
        tuple(timeline.groups()),
        needed(exercises),
        any(_may_be_on_floor(one.position) for one in exercises),
    )


def needed(exercises: Iterable[Exercise]) -> tuple[str, ...]:
    """All the equipment that these exercises need, each once; a mat goes without saying."""
    things = (thing for one in exercises for thing in one.equipment if thing != _UNCOUNTED)
    return tuple(dict.fromkeys(things))


@dataclass(frozen=True, slots=True)
class Wish:
    """What an athlete wants; None: anything."""

    minutes: float | None = None
    """At most."""
    no_floor: bool = False
    """Standing or on a chair alone."""
    equipment: tuple[str, ...] | None = None
    """What is at hand; empty: nothing."""
    group: Group | None = None
    level: Level | None = None

    def allows(self, facts: RoutineFacts) -> bool:
        """True if a routine is what is wanted."""
        length = None if self.minutes is None else self.minutes * 60 + _A_LITTLE_MORE
        return (
            (length is None or facts.length <= length)
            and not (self.no_floor and facts.on_floor)
            and _is_at_hand(facts.equipment, self.equipment)
            and (self.group is None or self.group in facts.groups)
            and (self.level is None or facts.level is self.level)
        )

    def allows_exercise(self, exercise: Exercise, known: Mapping[str, Exercise]) -> bool:
        """True if an exercise is what is wanted, for as long as is wanted."""
        groups = (exercise.group, *exercise.also_trains)
        return (
            not (self.no_floor and _may_be_on_floor(exercise.position))
            and _is_at_hand(needed((exercise,)), self.equipment)
            and (self.group is None or self.group in groups)
            and (self.level is None or level_of(exercise, known) is self.level)
        )

    def relaxed(self) -> Iterator[tuple[tuple[str, ...], Wish]]:
        """The wish without some of its parts: their names, and what is left. The fewest parts
        first, the whole wish never."""
        none: dict[str, Any] = {one.name: one.default for one in fields(self)}
        asked = [name for name, default in none.items() if getattr(self, name) != default]
        for number in range(1, len(asked) + 1):
            for names in combinations(asked, number):
                yield names, replace(self, **{name: none[name] for name in names})


def _may_be_on_floor(position: BodyPosition | None) -> bool:
    return position is None or is_on_floor(position)


def _is_at_hand(needed: Collection[str], at_hand: tuple[str, ...] | None) -> bool:
    """True if each thing needed is at hand: its whole name, or a word of it as in "chair" for
    "sturdy chair"."""
    if at_hand is None:
        return True
    return all(any(is_named(thing, one) for one in at_hand) for thing in needed)


def is_named(thing: str, word: str) -> bool:
    """True if a piece of equipment is called so, or a word of its name is."""
    return word.casefold() in (thing.casefold(), *thing.casefold().split())


def level_of(exercise: Exercise, known: Mapping[str, Exercise]) -> Level:
    """The gentlest level that an exercise suits: an editorial rule, from its recovery stage, its
    load on the spine, how hard one lands, and how many variants are easier."""
    if exercise.recovery_stage == 1:
        return Level.RECOVERY
    if exercise.spinal_load is Load.HIGH:
        return Level.ADVANCED
    easier = sum(1 for _ in easier_ones(exercise, known))
    is_last = exercise.harder is None and exercise.kind is ExerciseKind.STRENGTH
    if exercise.impact is Impact.HIGH or easier >= 5 or (is_last and easier >= 3):
        return Level.INTERMEDIATE
    return Level.BEGINNER


def athlete_level(levels: Mapping[str, Level], done: Mapping[str, date], today: date) -> Level:
    """The highest level of the routines done lately; a beginner's without any. `levels` and
    `done` are by slug."""
    lately = (levels[slug] for slug, day in done.items() if slug in levels and _is_late(day, today))
    return max(lately, key=_ORDER.index, default=Level.BEGINNER)


def _is_late(day: date, today: date) -> bool:
    return today - day <= _LATELY


def by_fit(
    routines: Iterable[RoutineFacts],
    done: Mapping[str, date],
    today: date,
    planned: str | None = None,
) -> tuple[RoutineFacts, ...]:
    """The routines in the order in which they are offered: the planned one, or for somebody who
    has done none the one to begin with; then those of the athlete's level before gentler and
    harder ones, those done longest ago first, and the shorter ones first. `done`: when each was
    last done."""
    facts = tuple(routines)
    level = athlete_level({one.slug: one.level for one in facts}, done, today)
    first = planned if planned is not None else (None if done else BEGIN_WITH)

    def fit(one: RoutineFacts) -> tuple[bool, int, date, Seconds]:
        apart = _ORDER.index(one.level) - _ORDER.index(level)
        # One level harder is as far as two levels gentler.
        distance = 2 * apart if apart > 0 else -apart
        return (one.slug != first, distance, done.get(one.slug, date.min), one.length)

    return tuple(sorted(facts, key=fit))


def is_too_much_at_first(level: Level, done: Mapping[str, date]) -> bool:
    """True if a routine of this level would be somebody's first session ever."""
    return not done and level is Level.ADVANCED
