"""Workouts of Feeel: exercises by number, with times and breaks.

Its own source (gitlab.com/enjoyingfoss/feeel, lib/models and lib/db) says what is in them. The
numbers are those of wger.de, as lib/db/bundled_exercises.dart lists them.
"""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from voice_coach.exchange.source import Source, shaped
from voice_coach.exchange.workout import Move, Node, Pause, Workout
from voice_coach.library.yaml.problems import quoted

LOOKED_FOR = "`fullWorkout` with `workout` and `workoutExercises` of `exercise`, a number"

_NAMES = {
    -7: "Chair dip",
    167: "Crunch",
    320: "Jumping jack",
    377: "Leg raise",
    454: "Pike push-up",
    456: "Pistol squat, left",
    458: "Plank",
    475: "Pull-up",
    482: "Push-up",
    570: "Shoulder shrug",
    580: "Side plank, left",
    615: "Squat",
    616: "Squat thrust",
    632: "Sumo squat",
    702: "Calf raise, left",
    718: "Wall sit",
    981: "Step-up",
    983: "High knees",
    984: "Lunge",
    985: "Push-up rotation",
    986: "Side split squat, left",
    987: "Side split squat, right",
    988: "Bulgarian split squat, left",
    989: "Bulgarian split squat, right",
    990: "Kneeling kickback",
    991: "Split squat, left",
    992: "Split squat, right",
    993: "Rope jump",
    994: "Arm circles, forward",
    995: "Arm circles, backward",
    996: "Mountain climber",
    997: "Four-count burpee",
    998: "Burpee without push-up",
    999: "Reverse lunge",
    1000: "Floor dip",
    1001: "High plank",
    1002: "Child's pose",
    1003: "Kettlebell deadlift",
    1004: "Shoulder circles, forward",
    1005: "Shoulder circles, backward",
    1006: "Chin tuck",
    1007: "Head turn",
    1008: "Side neck stretch, left",
    1009: "Side neck stretch, right",
    1010: "Back neck stretch",
    1011: "Front neck stretch",
    1012: "Alternating biceps curl",
    1013: "Levator stretch, left",
    1014: "Levator stretch, right",
    1015: "Neck circles, clockwise",
    1016: "Neck circles, counterclockwise",
    1017: "Half neck circles",
    1018: "Head tilt",
    1019: "Side plank, right",
    1020: "Pistol squat, right",
    1021: "Calf raise, right",
    1028: "Kneeling chest rotation, left",
    1029: "Kneeling chest rotation, right",
    1081: "Shoulder pass-through",
    1082: "Bent-over row with rotation",
    1083: "Y, W and T raises",
}

Seconds = Annotated[float, Meta(ge=0, le=100_000)]


class _Exercise(Struct):
    exercise: int
    exerciseDuration: Seconds | None = None  # noqa: N815 - as the file spells it.
    breakDuration: Seconds | None = None  # noqa: N815 - as above.
    orderPosition: int = 0  # noqa: N815 - as above.
    workoutId: Any = None  # noqa: N815 - as above.


class _Workout(Struct):
    title: str
    exerciseDuration: Seconds  # noqa: N815 - as above.
    breakDuration: Seconds  # noqa: N815 - as above.
    countdownDuration: Seconds = 0  # noqa: N815 - as above.
    id: Any = None
    type: Any = None
    category: Any = None
    translationJson: Any = None  # noqa: N815 - as above.
    cachedLastUse: Any = None  # noqa: N815 - as above.


class _Full(Struct):
    workout: _Workout
    workoutExercises: list[_Exercise]  # noqa: N815 - as above.


class _Data(Struct):
    fullWorkout: _Full  # noqa: N815 - as above.
    feeelMetadataVersion: Any = None  # noqa: N815 - as above.
    exerciseDbImport: Any = None  # noqa: N815 - as above.


def fits(raw: Any) -> bool:
    """True if it looks like one."""
    return "fullWorkout" in raw


def read(source: Source) -> tuple[Workout, ...]:
    """Read the workout of a file. Raises ForeignFileError."""
    full = shaped(source.json, _Data, source, LOOKED_FOR).fullWorkout
    usual = full.workout
    nodes: list[Node] = [Pause(usual.countdownDuration)]
    left_out = []
    for number, one in enumerate(sorted(full.workoutExercises, key=lambda e: e.orderPosition)):
        pause = usual.breakDuration if one.breakDuration is None else one.breakDuration
        if number:
            nodes.append(Pause(pause))
        name = _NAMES.get(one.exercise)
        if name is None:
            name = f"Feeel exercise {one.exercise}"
            left_out.append(f"the name of {quoted(name)}, of which the file has the number only")
        length = usual.exerciseDuration if one.exerciseDuration is None else one.exerciseDuration
        nodes.append(Move(name, length))
    return (Workout(usual.title, tuple(nodes), left_out=tuple(left_out)),)
