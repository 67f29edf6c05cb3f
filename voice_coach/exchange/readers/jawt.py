"""Workouts of Just Another Workout Timer, single or as a backup of all.

Its own source (github.com/blockbasti/just_another_workout_timer, lib/utils/workout.dart) says what
is in them. The older form lacks `version`, `id` and `position`.
"""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from voice_coach.exchange.source import Source, shaped
from voice_coach.exchange.workout import Repeat, Workout, timed

LOOKED_FOR = "`title` and `sets`, each with `repetitions` and `exercises` of `name` and `duration`"

Whole = Annotated[int, Meta(ge=0, le=100_000)]


class _Exercise(Struct):
    name: str
    duration: Whole
    id: Any = None


class _Set(Struct):
    repetitions: Whole
    exercises: list[_Exercise]
    id: Any = None


class _Workout(Struct):
    title: str
    sets: list[_Set]
    version: Any = None
    position: Any = None


class _Backup(Struct):
    workouts: list[_Workout]


def fits(raw: Any) -> bool:
    """True if it looks like one."""
    workouts = raw.get("workouts")
    listed = workouts if isinstance(workouts, list) else [raw]
    return any(isinstance(one, dict) and "title" in one and "sets" in one for one in listed)


def read(source: Source) -> tuple[Workout, ...]:
    """Read the workouts of a file. Raises ForeignFileError."""
    raw = source.json if "workouts" in source.json else {"workouts": [source.json]}
    backup = shaped(raw, _Backup, source, LOOKED_FOR)
    return tuple(
        Workout(
            one.title,
            tuple(
                Repeat(group.repetitions, tuple(timed(e.name, e.duration) for e in group.exercises))
                for group in one.sets
            ),
        )
        for one in backup.workouts
    )
