"""Sessions with pauses, led by the real coach and kept in a real journal, as other programs read
them: Garmin's own reader of FIT files and an independent one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring
from zoneinfo import ZoneInfo

import fitdecode
import pytest
from fakes import EXERCISES, PLANK, SCRIPT, SIDE_PLANK, hold, length_of, step, timeline
from garmin_fit_sdk import Decoder, Stream
from journal.leading import lead, place_of
from jumping_clock import START, JumpingClock

from voice_coach.app.ports import Incoming
from voice_coach.core.events.command import Command
from voice_coach.core.model.history import Ending, PastSession
from voice_coach.core.safety.clearance import CLEAR
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.exports.fit import to_fit
from voice_coach.exports.laps import laps_of
from voice_coach.exports.tcx import to_tcx
from voice_coach.journal.reader import JournalReader
from voice_coach.journal.records import ClockOrigin, account_of
from voice_coach.journal.resume import unfinished_session
from voice_coach.journal.writer import JournalWriter

BERLIN = ZoneInfo("Europe/Berlin")
EVENING = datetime(2026, 11, 23, 18, 0, tzinfo=BERLIN)
LINES = timeline(step(PLANK, hold(20), hold(20)), step(SIDE_PLANK, hold(15)))
"""It greets first; then: prepare 5 s, work 20, rest 15, work 20, and so on."""

Keys = tuple[tuple[float, Command], ...]


def led(folder: Path, *keys: tuple[float, Command], wall: datetime = EVENING) -> PastSession:
    """What is kept of a session in which these keys were pressed, so many seconds after it began
    to greet."""
    path = folder / "journal.db"
    journal = JournalWriter(lambda _: None, ClockOrigin(START, wall, BERLIN), path, (folder,))
    journal.begin(account_of("short", LINES, CLEAR, wall, path="", document="", reduced=False))
    session = Session(LINES, length_of, EXERCISES.get, CoachingStyle(SCRIPT))
    lead(session, journal, JumpingClock(*keys))
    journal.close()
    with JournalReader(path) as reader:
        (session,) = reader.sessions()
    return session


class _KilledError(Exception):
    """The process is gone."""


class Killed(JumpingClock):
    """Time that ends all at once, so many seconds after the session began to greet."""

    def __init__(self, at: float, *happenings: tuple[float, Command]) -> None:
        super().__init__(*happenings)
        self._ends = START + at

    def wait(self, until: float | None) -> Incoming | None:
        if until is None or until > self._ends:
            raise _KilledError
        return super().wait(until)


def broken_off(folder: Path, at: float, *keys: tuple[float, Command]) -> Path:
    """The journal of a session whose process was killed, and that nobody went on with yet."""
    path = folder / "journal.db"
    journal = JournalWriter(lambda _: None, ClockOrigin(START, EVENING, BERLIN), path, (folder,))
    journal.begin(account_of("short", LINES, CLEAR, EVENING, path="", document="", reduced=False))
    first = Session(LINES, length_of, EXERCISES.get, CoachingStyle(SCRIPT))
    with suppress(_KilledError):
        lead(first, journal, Killed(at, *keys))
    journal.close()
    return path


def resumed(path: Path) -> None:
    """Go on an hour later, to the end."""
    later = EVENING + timedelta(hours=1)
    unfinished = unfinished_session(path, later.timestamp(), folders=(path.parent,))
    assert unfinished is not None
    unfinished.account.resume()
    journal = JournalWriter(lambda _: None, ClockOrigin(START, later, BERLIN), path, (path.parent,))
    journal.begin(unfinished.account)
    begins = place_of(unfinished)
    lead(Session(begins.timeline, length_of, EXERCISES.get, CoachingStyle(SCRIPT), begins), journal)
    journal.close()


def kept_in(path: Path) -> PastSession:
    """The one session of a journal."""
    with JournalReader(path) as reader:
        (session,) = reader.sessions()
    return session


def by_garmin(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """The messages of a FIT file by kind, as Garmin's SDK reads them."""
    decoder = Decoder(Stream.from_byte_array(bytearray(data)))
    messages, errors = decoder.read()
    assert errors == []
    return {kind.removesuffix("_mesgs"): of for kind, of in messages.items()}


def by_fitdecode(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """The same by another reader."""
    kinds: dict[str, list[dict[str, Any]]] = {}
    with fitdecode.FitReader(io.BytesIO(data)) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                fields = {field.name: field.value for field in frame.fields}
                kinds.setdefault(frame.name, []).append(fields)
    return kinds


BOTH = (by_garmin, by_fitdecode)
READERS = pytest.mark.parametrize("read", BOTH)


def timer_runs(events: list[dict[str, Any]]) -> Iterator[tuple[datetime, datetime]]:
    """From each start of the timer to the stop that follows it."""
    assert [one["event_type"] for one in events] == ["start", "stop_all"] * (len(events) // 2)
    for start, stop in zip(events[::2], events[1::2], strict=True):
        yield start["timestamp"], stop["timestamp"]


SPACE, GO = Command.PAUSE, Command.RESUME
PAUSES: dict[str, Keys] = {
    "none": (),
    "in work": ((15.0, SPACE), (28.0, GO)),
    "in rest": ((35.0, SPACE), (48.0, GO)),
    "twice": ((15.0, SPACE), (28.0, GO), (40.0, SPACE), (60.0, GO)),
    "in the introduction": ((1.0, SPACE), (20.0, GO)),
    "at the very start": ((5.0, SPACE), (20.0, GO)),
    "with back": ((20.0, SPACE), (25.0, Command.BACK), (40.0, GO)),
    "with a skip": ((20.0, SPACE), (25.0, Command.NEXT), (40.0, GO)),
    "with an undo": ((20.0, Command.NEXT), (22.0, SPACE), (24.0, Command.UNDO), (40.0, GO)),
    "and stopped in it": ((20.0, SPACE), (40.0, Command.QUIT)),
    "by a question": ((20.0, Command.STOP), (25.0, Command.NO)),
}
BREAKS: dict[str, tuple[float, Keys]] = {
    "in work": (25.0, ()),
    "after a command in work": (29.0, ((27.0, Command.LOUDER),)),
    "after a pause in work": (40.0, ((20.0, SPACE), (25.0, GO), (38.0, Command.LOUDER))),
    "in the second pause": (60.0, ((20.0, SPACE), (25.0, GO), (35.0, SPACE), (50.0, GO))),
    "in rest": (42.0, ((40.0, Command.LOUDER),)),
    "while stopped": (30.0, ((25.0, Command.STOP),)),
}
EACH = pytest.mark.parametrize("paused", PAUSES, indirect=True)


@pytest.fixture(scope="module")
def paused(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> PastSession:
    """A session with pauses, for all tests of it."""
    return led(tmp_path_factory.mktemp("paused"), *PAUSES[request.param])


@pytest.fixture(scope="module", params=BOTH)
def file(request: pytest.FixtureRequest, paused: PastSession) -> dict[str, list[dict[str, Any]]]:
    """Its FIT file, as each of the readers reads it."""
    return request.param(to_fit(paused, None))


@EACH
def test_the_laps_make_up_the_session_in_elapsed_and_in_timer_time(file: Any) -> None:
    (whole,) = file["session"]
    laps = file["lap"]
    assert sum(lap["total_timer_time"] for lap in laps) == whole["total_timer_time"]
    assert sum(lap["total_elapsed_time"] for lap in laps) == whole["total_elapsed_time"]
    assert file["activity"][0]["total_timer_time"] == whole["total_timer_time"]
    assert laps[0]["start_time"] == whole["start_time"]
    for lap, following in pairwise(laps):
        assert lap["timestamp"] == following["start_time"]
    assert all(lap["total_timer_time"] <= lap["total_elapsed_time"] for lap in laps)
    assert [one["duration"] for one in file["set"]] == [lap["total_timer_time"] for lap in laps]


@EACH
def test_the_timer_events_tell_the_timer_time(file: Any, paused: PastSession) -> None:
    runs = list(timer_runs(file["event"]))
    timed = sum((stop - start).total_seconds() for start, stop in runs)
    assert timed == file["session"][0]["total_timer_time"]
    # Every moment is rounded to a second.
    assert timed == pytest.approx(paused.spent, abs=len(runs))


@pytest.mark.parametrize(("at", "keys"), BREAKS.values(), ids=BREAKS)
@READERS
def test_after_a_break_the_timer_counts_what_the_history_counts(
    read: Any, at: float, keys: Keys, tmp_path: Path
) -> None:
    path = broken_off(tmp_path, at, *keys)
    cut = kept_in(path)
    resumed(path)
    whole = kept_in(path)
    assert (cut.ending, whole.ending) == (Ending.BROKEN_OFF, Ending.FINISHED)
    for session in (cut, whole):
        file = read(to_fit(session, None))
        (told,) = file["session"]
        assert told["total_timer_time"] == pytest.approx(session.spent, abs=len(session.timer))
        laps = file["lap"]
        assert sum(lap["total_timer_time"] for lap in laps) == told["total_timer_time"]
        assert sum(lap["total_elapsed_time"] for lap in laps) == told["total_elapsed_time"]
    worked = sum(one.spent for one in whole.intervals)
    assert worked == pytest.approx(sum(one.expected for one in LINES.intervals if one.is_work))


@EACH
def test_every_message_stands_in_the_order_of_its_time(paused: PastSession) -> None:
    data = to_fit(paused, None)
    with fitdecode.FitReader(io.BytesIO(data)) as reader:
        messages = [one for one in reader if isinstance(one, fitdecode.FitDataMessage)]
    moments = [one.get_value("timestamp") for one in messages if one.has_field("timestamp")]
    assert moments == sorted(moments)


@EACH
def test_in_tcx_a_lap_has_its_timer_time_and_a_track_for_each_run(paused: PastSession) -> None:
    root = fromstring(to_tcx(paused, None))  # noqa: S314 - our own.
    space = {"": "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"}
    for lap in root.iterfind("Activities/Activity/Lap", space):
        tracked = 0.0
        for track in lap.iterfind("Track", space):
            points = track.iterfind("Trackpoint/Time", space)
            times = [datetime.fromisoformat(point.text or "") for point in points]
            tracked += (times[-1] - times[0]).total_seconds()
        assert lap.findtext("TotalTimeSeconds", "", space) == str(round(tracked))


def test_a_pause_in_work_belongs_to_its_lap_and_is_no_rest(tmp_path: Path) -> None:
    whole = laps_of(led(tmp_path))
    paused = laps_of(led(tmp_path / "paused", *PAUSES["in work"]))
    assert [lap.timed for lap in paused] == [lap.timed for lap in whole]
    assert [bool(lap.work) for lap in paused] == [bool(lap.work) for lap in whole]
    longer = [lap.elapsed - lap.timed for lap in paused]
    # 13 seconds and the count-in after it.
    assert [one > 13 for one in longer] == [False, True] + [False] * (len(longer) - 2)
    tracks = to_tcx(led(tmp_path / "tcx", *PAUSES["in work"]), None).count(b"<Track>")
    assert tracks == len(paused) + 1


def test_a_pause_just_before_the_end_is_in_the_last_lap(tmp_path: Path) -> None:
    whole = led(tmp_path)
    end = (whole.timer[-1].ended - whole.began).total_seconds()
    keys = ((end - 1.5, SPACE), (end + 20, GO))
    session = led(tmp_path / "paused", *keys)
    *before, last = laps_of(session)
    assert [lap.elapsed for lap in before] == [lap.timed for lap in before]
    assert last.elapsed > last.timed + 20
    # The pause is at half a second, and training files know whole ones.
    timed = [lap.timed for lap in (*before, last)]
    assert timed == pytest.approx([lap.timed for lap in laps_of(whole)], abs=1)


def test_the_introduction_is_in_no_lap(tmp_path: Path) -> None:
    session = led(tmp_path)
    first = laps_of(session)[0]
    assert first.began - session.began > timedelta(seconds=2)
    assert first.timed == LINES.intervals[0].expected


def test_a_session_over_midnight_is_one_activity(tmp_path: Path) -> None:
    session = led(tmp_path, wall=datetime(2026, 11, 23, 23, 59, 30, tzinfo=BERLIN))
    assert session.ended.date() > session.began.date()
    (whole,) = by_garmin(to_fit(session, None))["session"]
    assert whole["total_elapsed_time"] == whole["total_timer_time"]
    assert whole["start_time"].astimezone(BERLIN).day == 23
    assert whole["timestamp"].astimezone(BERLIN).day == 24


def test_after_a_change_of_daylight_time_the_end_has_the_new_offset(tmp_path: Path) -> None:
    before = datetime(2026, 3, 29, 1, 59, 30, tzinfo=BERLIN)
    session = led(tmp_path, wall=before)
    assert session.began.isoformat() == "2026-03-29T01:59:30+01:00"
    assert session.ended.isoformat().startswith("2026-03-29T03:0")
    assert session.ended.utcoffset() == timedelta(hours=2)
    file = by_garmin(to_fit(session, None))
    (whole,), (activity,) = file["session"], file["activity"]
    assert whole["total_elapsed_time"] < 600
    fit_epoch = datetime(1989, 12, 31, tzinfo=UTC)
    local = fit_epoch + timedelta(seconds=activity["local_timestamp"])
    assert local.replace(tzinfo=None) == activity["timestamp"].astimezone(BERLIN).replace(
        tzinfo=None
    )
