"""Workouts in Garmin's JSON: what RunnerUp and older exports have, and what Garmin Connect has now.

The older form is a flat list in which a step names the group that repeats it, in milliseconds and
centimetres (github.com/jonasoreland/runnerup, app/assets/bundled/app_workouts). In the newer one
a repeat holds its steps, in seconds and metres.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any

from msgspec import Meta, Struct, field

from voice_coach.exchange.source import Source, shaped
from voice_coach.exchange.workout import Move, Node, Pause, Repeat, Said, Workout, told
from voice_coach.exports.garmin_names import NAMES

LOOKED_FOR = "`workoutSteps`, each with its type and end, alone or within `workoutSegments`"

_ENVELOPE = "com.garmin.connect.workout.json.UserWorkoutJson"

_SLUGS = {names: slug for slug, names in NAMES.items()}

_TYPES = {
    "warmup": "Warm up",
    "cooldown": "Cool down",
    "interval": "Go",
    "recovery": "Recovery",
    "rest": "Rest",
    "other": "Work",
}
"""The names of steps that have no name, by their type."""

_SECONDS = {"ms": 0.001}
_METRES = {"centimeter": 0.01, "millimeter": 0.001, "kilometer": 1000.0, "miles": 1609.344}

_NO_TARGETS = ("", "no.target")

Value = Annotated[float, Meta(ge=0, le=1e9)]


class _Type(Struct):
    stepTypeKey: str = "other"  # noqa: N815 - as the file spells it.


class _End(Struct):
    conditionTypeKey: str = "lap.button"  # noqa: N815 - as above.


class _Target(Struct):
    workoutTargetTypeKey: str = ""  # noqa: N815 - as above.


class _Step(Struct):
    stepOrder: int = 0  # noqa: N815 - as above.
    stepTypeKey: str = ""  # noqa: N815 - as above.
    stepType: _Type = field(default_factory=_Type)  # noqa: N815 - as above.
    endConditionTypeKey: str = ""  # noqa: N815 - as above.
    endCondition: _End | None = None  # noqa: N815 - as above.
    endConditionValue: Value | None = None  # noqa: N815 - as above.
    endConditionUnitKey: str = ""  # noqa: N815 - as above.
    targetTypeKey: str = ""  # noqa: N815 - as above.
    targetType: _Target | None = None  # noqa: N815 - as above.
    groupId: int | None = None  # noqa: N815 - as above.
    parentGroupId: int | None = None  # noqa: N815 - as above.
    numberOfIterations: int | None = None  # noqa: N815 - as above.
    workoutSteps: list[_Step] = []  # noqa: N815 - as above.
    description: str | None = None
    category: str | None = None
    exerciseName: str | None = None  # noqa: N815 - as above.
    weightValue: float | None = None  # noqa: N815 - as above.
    skipLastRestStep: bool | None = None  # noqa: N815 - as above.

    @property
    def kind(self) -> str:
        is_repeat = self.numberOfIterations is not None or bool(self.workoutSteps)
        return "repeat" if is_repeat else self.stepTypeKey or self.stepType.stepTypeKey

    @property
    def end(self) -> str:
        return self.endConditionTypeKey or (self.endCondition or _End()).conditionTypeKey

    @property
    def target(self) -> str:
        return self.targetTypeKey or (self.targetType or _Target()).workoutTargetTypeKey


class _Segment(Struct):
    workoutSteps: list[_Step]  # noqa: N815 - as above.


class _Workout(Struct):
    workoutName: str = ""  # noqa: N815 - as above.
    description: str | None = None
    workoutSteps: list[_Step] = []  # noqa: N815 - as above.
    workoutSegments: list[_Segment] = []  # noqa: N815 - as above.


def fits(raw: Any) -> bool:
    """True if it looks like one."""
    return any(key in raw for key in (_ENVELOPE, "workoutSteps", "workoutSegments"))


def read(source: Source) -> tuple[Workout, ...]:
    """Read the workout of a file. Raises ForeignFileError."""
    raw = source.json.get(_ENVELOPE, source.json)
    workout = shaped(raw, _Workout, source, LOOKED_FOR)
    # Most of what else is there tells who made it and when, and is no part of the workout.
    source.left_out.clear()
    # Within segments the steps stand in their order, and count anew in each.
    steps = _nested(workout.workoutSteps)
    steps += [step for one in workout.workoutSegments for step in one.workoutSteps]
    left_out: Counter[str] = Counter()
    nodes = tuple(_nodes(steps, left_out))
    title = workout.workoutName or source.title
    return (Workout(title, nodes, workout.description or "", left_out=told(left_out)),)


def _nested(steps: list[_Step]) -> list[_Step]:
    """Put each step of the flat form into the repeat whose group it names."""
    repeats = {
        one.groupId: one for one in steps if one.kind == "repeat" and one.groupId is not None
    }
    outer = []
    for one in sorted(steps, key=lambda step: step.stepOrder):
        parent = None if one.parentGroupId is None else repeats.get(one.parentGroupId)
        if parent is None or parent is one:
            outer.append(one)
        else:
            parent.workoutSteps.append(one)
    return outer


def _nodes(steps: Iterable[_Step], left_out: Counter[str]) -> Iterable[Node]:
    for step in steps:
        if step.kind == "repeat":
            times = step.numberOfIterations
            times = int(step.endConditionValue or 1) if times is None else times
            if step.skipLastRestStep:
                left_out["leaving out the last rest of a repeat"] += 1
            yield Repeat(times, tuple(_nodes(step.workoutSteps, left_out)))
        else:
            yield _node(step, left_out)


def _node(step: _Step, left_out: Counter[str]) -> Node:
    if step.target not in _NO_TARGETS:
        left_out[f"the target {step.target}"] += 1
    if step.weightValue:
        left_out["the weight"] += 1
    said = (Said(step.description),) if step.description else ()
    slug = _SLUGS.get((step.category or "", step.exerciseName or ""), "")
    exercise = (step.exerciseName or step.category or "").replace("_", " ").capitalize()
    name = exercise or _TYPES.get(step.kind, "Work")
    value = step.endConditionValue or 0.0
    match step.end:
        case "time":
            seconds = value * _SECONDS.get(step.endConditionUnitKey, 1.0)
            if step.kind == "rest" and not said:
                return Pause(seconds)
            return Move(name, seconds, said=said, exercise=slug)
        case "reps":
            return Move(name, reps=int(value), said=said, own_pace=True, exercise=slug)
        case "distance":
            metres = value * _METRES.get(step.endConditionUnitKey, 1.0)
            return Move(f"{name}, {metres:g} metres", said=said)
        case "lap.button":
            return Move(name, said=said)
        case other:
            left_out[f"the end at {other}, for which you say when"] += 1
            return Move(name, said=said)
