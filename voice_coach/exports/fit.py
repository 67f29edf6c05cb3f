"""A session as FIT, an activity of strength training.

It has the messages that Garmin's guide to activity files asks for (file id, timer events,
records, laps, session and activity), and a `set` message for each lap of work or rest, as Garmin's
own watches write them. The timer stops for each pause; elapsed time includes the pauses, timer
time does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zlib import crc32

from fit_tool import FitFile, FitFileBuilder
from fit_tool.data_message import DataMessage
from fit_tool.fit_file_header import FitFileHeader
from fit_tool.profile import profile_type
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.event_message import EventMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.lap_message import LapMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.messages.set_message import SetMessage
from fit_tool.profile.profile_type import (
    Activity,
    Event,
    EventType,
    ExerciseCategory,
    FileType,
    Intensity,
    LapTrigger,
    Manufacturer,
    SessionTrigger,
    SetType,
    Sport,
    SubSport,
)

from voice_coach.core.model.history import PastSession
from voice_coach.exports.garmin_names import NAMES
from voice_coach.exports.laps import Lap, laps_of

_NO_VALUE = 0xFFFF
"""The FIT protocol's "no value" of a field of two bytes."""

_FIT_EPOCH = 631_065_600
"""FIT's zero of time, 1989-12-31 00:00 UTC, in seconds of Unix time."""


def to_fit(session: PastSession, kilocalories: int | None) -> bytes:
    """Write the file. `kilocalories`: for the whole session; None without an estimate. The
    session has at least one lap."""
    builder = FitFileBuilder(strict=True)
    builder.add_all(list(_messages(session, laps_of(session), kilocalories)))
    builder.validate()
    # The builder's own header is the older form, without a checksum.
    header = FitFileHeader(sum(record.size for record in builder.records), gen_crc=True)
    data: bytes = FitFile(header, builder.records).to_bytes()
    return data


def _messages(
    session: PastSession, laps: tuple[Lap, ...], kilocalories: int | None
) -> Iterator[DataMessage]:
    """In the order of their times."""
    yield _file_id(session, laps[0].began)
    # A pause is the gap between one run of the timer and the next: a stop and a start.
    starts = {run.began for lap in laps for run in lap.runs}
    stops = {run.ended for lap in laps for run in lap.runs}
    for number, lap in enumerate(laps):
        for run in lap.runs:
            if run.began not in stops:
                yield _timer(run.began, EventType.START)
                yield _record(run.began)
            yield _record(run.ended)
            if run.ended not in starts:
                yield _timer(run.ended, EventType.STOP_ALL)
        yield _set(lap, number)
        yield _lap(lap, number)
    yield _session(session, laps, kilocalories)
    yield _activity(session, laps)


def _file_id(session: PastSession, began: datetime) -> DataMessage:
    message = FileIdMessage(local_id=0)
    message.type = FileType.ACTIVITY
    # For programs without a registered manufacturer number.
    message.manufacturer = Manufacturer.DEVELOPMENT.value
    message.product = 0
    message.product_name = "voice-coach"
    # Serial number and time together identify the file; 0 would mean none.
    message.serial_number = crc32(session.key.encode()) or 1
    message.time_created = _moment(began)
    return message


def _timer(moment: datetime, what: EventType) -> DataMessage:
    message = EventMessage(local_id=1)
    message.timestamp = _moment(moment)
    message.event = Event.TIMER
    message.event_type = what
    message.event_group = 0
    return message


def _record(moment: datetime) -> DataMessage:
    message = RecordMessage(local_id=2)
    message.timestamp = _moment(moment)
    return message


def _set(lap: Lap, number: int) -> DataMessage:
    # Rest has fewer fields, and so a definition of its own.
    message = SetMessage(local_id=3 if lap.work is None else 4)
    message.message_index = number
    message.timestamp = _moment(lap.runs[-1].ended)
    message.start_time = _moment(lap.began)
    message.duration = float(lap.timed)
    message.set_type = (SetType.REST if lap.work is None else SetType.ACTIVE).value
    if lap.work is not None:
        category, name = garmin_exercise(lap.work.exercise)
        message.category = [category]
        message.category_subtype = [name]
        message.repetitions = _NO_VALUE if lap.work.reps is None else lap.work.reps
    return message


def _lap(lap: Lap, number: int) -> DataMessage:
    message = LapMessage(local_id=5)
    message.message_index = number
    message.timestamp = _moment(lap.ended)
    message.event = Event.LAP
    message.event_type = EventType.STOP
    message.start_time = _moment(lap.began)
    message.total_elapsed_time = float(lap.elapsed)
    message.total_timer_time = float(lap.timed)
    message.intensity = Intensity.REST if lap.work is None else Intensity.ACTIVE
    message.lap_trigger = LapTrigger.MANUAL
    message.sport = Sport.TRAINING
    message.sub_sport = SubSport.STRENGTH_TRAINING
    return message


def _session(session: PastSession, laps: tuple[Lap, ...], kilocalories: int | None) -> DataMessage:
    message = SessionMessage(local_id=6)
    message.message_index = 0
    message.timestamp = _moment(laps[-1].ended)
    message.event = Event.SESSION
    message.event_type = EventType.STOP
    message.start_time = _moment(laps[0].began)
    message.total_elapsed_time = (laps[-1].ended - laps[0].began).total_seconds()
    message.total_timer_time = float(sum(lap.timed for lap in laps))
    message.sport = Sport.TRAINING
    message.sub_sport = SubSport.STRENGTH_TRAINING
    message.sport_profile_name = session.title
    message.first_lap_index = 0
    message.num_laps = len(laps)
    message.trigger = SessionTrigger.ACTIVITY_END
    if kilocalories is not None:
        message.total_calories = kilocalories
    return message


def _activity(session: PastSession, laps: tuple[Lap, ...]) -> DataMessage:
    message = ActivityMessage(local_id=7)
    ended = laps[-1].ended
    message.timestamp = _moment(ended)
    message.local_timestamp = _moment(ended) // 1000 - _FIT_EPOCH + _ahead(session)
    message.total_timer_time = float(sum(lap.timed for lap in laps))
    message.num_sessions = 1
    message.type = Activity.MANUAL
    message.event = Event.ACTIVITY
    message.event_type = EventType.STOP
    return message


def garmin_exercise(slug: str) -> tuple[int, int]:
    """The numbers of the category and of the name in Garmin's profile, or those for "unknown"."""
    if slug not in NAMES:
        return ExerciseCategory.UNKNOWN.value, _NO_VALUE
    category, name = NAMES[slug]
    names = getattr(profile_type, f"{category.title().replace('_', '')}ExerciseName")
    return ExerciseCategory[category].value, names[name].value


def _ahead(session: PastSession) -> int:
    """Seconds by which the athlete's clock was ahead of UTC."""
    return round((session.ended.utcoffset() or timedelta()).total_seconds())


def _moment(moment: datetime) -> int:
    """Milliseconds of Unix time, as the library takes them."""
    return round(moment.timestamp()) * 1000
