"""A routine as a FIT workout, for watches: steps with their time or reps, and repeats."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from fit_tool import FitFile, FitFileBuilder
from fit_tool.data_message import DataMessage
from fit_tool.fit_file_header import FitFileHeader
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
from fit_tool.profile.profile_type import (
    FileType,
    Intensity,
    Manufacturer,
    Sport,
    SubSport,
    WorkoutStepDuration,
    WorkoutStepTarget,
)

from voice_coach.exchange.from_timeline import folded
from voice_coach.exchange.workout import Move, Node, Pause, Repeat
from voice_coach.exports.fit import garmin_exercise

_LONGEST_NAME = 48


def to_fit_workout(title: str, nodes: tuple[Move | Pause, ...], created: int) -> bytes:
    """Write the file. `created`: the moment, in milliseconds of Unix time."""
    steps = list(_steps(folded(nodes), 0))
    builder = FitFileBuilder(strict=True)
    builder.add_all([_file_id(title, created), _workout(title, len(steps)), *steps])
    header = FitFileHeader(sum(record.size for record in builder.records), gen_crc=True)
    data: bytes = FitFile(header, builder.records).to_bytes()
    return data


def _file_id(title: str, created: int) -> DataMessage:
    message = FileIdMessage(local_id=0)
    message.type = FileType.WORKOUT
    message.manufacturer = Manufacturer.DEVELOPMENT.value
    message.product = 0
    message.serial_number = crc32(title.encode()) or 1
    message.time_created = created
    return message


def _workout(title: str, count: int) -> DataMessage:
    message = WorkoutMessage(local_id=1)
    message.workout_name = title[:_LONGEST_NAME]
    message.sport = Sport.TRAINING
    message.sub_sport = SubSport.STRENGTH_TRAINING
    message.num_valid_steps = count
    return message


def _steps(nodes: Iterator[Node], index: int) -> Iterator[DataMessage]:
    for node in nodes:
        first = index
        if isinstance(node, Repeat):
            for step in _steps(iter(node.nodes), index):
                yield step
                index += 1
            yield _repeat(index, first, node.times)
        else:
            yield _step(index, node)
        index += 1


def _step(index: int, node: Move | Pause) -> DataMessage:
    is_rest = isinstance(node, Pause)
    # Rest has fewer fields, and so a definition of its own.
    message = WorkoutStepMessage(local_id=2 if is_rest else 3)
    message.message_index = index
    message.workout_step_name = ("Rest" if isinstance(node, Pause) else node.name)[:_LONGEST_NAME]
    if isinstance(node, Move) and node.seconds is None:
        message.duration_type = WorkoutStepDuration.REPS
        message.duration_reps = node.reps or 1
    else:
        message.duration_type = WorkoutStepDuration.TIME
        message.duration_time = float(node.seconds or 0.0)
    message.target_type = WorkoutStepTarget.OPEN
    message.target_value = 0
    message.intensity = Intensity.REST if is_rest else Intensity.ACTIVE
    if isinstance(node, Move):
        message.exercise_category, message.exercise_name = garmin_exercise(node.exercise)
    return message


def _repeat(index: int, first: int, times: int) -> DataMessage:
    message = WorkoutStepMessage(local_id=4)
    message.message_index = index
    message.duration_type = WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT
    message.duration_step = first
    message.target_type = WorkoutStepTarget.OPEN
    message.target_repeat_steps = times
    return message
