"""Workouts of hiit-generator: sets of actions in seconds.

Its example (github.com/briacp/hiit-generator, public/hiit_data.js) has both workouts and single
sets that workouts can be made of.
"""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from voice_coach.exchange.source import Source, shaped
from voice_coach.exchange.workout import Repeat, Workout, timed

LOOKED_FOR = "`workouts` or `sets`, each set with `repetitions` and `actions` of `name` and `time`"


class _Action(Struct):
    name: str
    time: Annotated[float, Meta(ge=0, le=100_000)]
    color: Any = None
    id: Any = None


class _Set(Struct):
    actions: list[_Action]
    name: str = ""
    repetitions: Annotated[int, Meta(ge=0, le=10_000)] = 1
    id: Any = None


class _Workout(Struct):
    sets: list[_Set]
    name: str = ""
    id: Any = None


class _Data(Struct):
    workouts: list[_Workout] = []
    sets: list[_Set] = []


def fits(raw: Any) -> bool:
    """True if it looks like one."""
    return "workouts" in raw or "sets" in raw


def read(source: Source) -> tuple[Workout, ...]:
    """Read the workouts of a file, and each single set as one. Raises ForeignFileError."""
    data = shaped(source.json, _Data, source, LOOKED_FOR)
    named = [(one.name, one.sets) for one in data.workouts]
    named += [(one.name, [one]) for one in data.sets]
    return tuple(Workout(name or source.title, tuple(map(_repeat, sets))) for name, sets in named)


def _repeat(group: _Set) -> Repeat:
    return Repeat(
        group.repetitions, tuple(timed(one.name, one.time) for one in group.actions), group.name
    )
