"""The event log."""

from __future__ import annotations

import io
import json

import pytest

from voice_coach.core.model.tone import Tone
from voice_coach.system.event_log import EventLog


class BrokenStream(io.StringIO):
    """Breaks on the second write, and counts how often it was asked for more."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.asked = 0
        self._error = error

    def write(self, text: str) -> int:
        self.asked += 1
        if self.asked > 1:
            raise self._error
        return super().write(text)


class Unflushed(io.StringIO):
    """Counts how often it was flushed."""

    flushes = 0

    def flush(self) -> None:
        self.flushes += 1


def logged(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_each_event_is_a_json_object_on_a_line_with_times_since_the_log_was_opened() -> None:
    stream = io.StringIO()
    log = EventLog(stream, began=1000.0)
    log.write("cue", 1001.5, 1001.50004, text="Halfway.", heard=True)
    log.write("pause", 1002.0, 1002.25)
    assert logged(stream) == [
        {"event": "cue", "scheduled": 1.5, "actual": 1.5, "text": "Halfway.", "heard": True},
        {"event": "pause", "scheduled": 2.0, "actual": 2.25},
    ]


def test_times_are_told_to_the_tenth_of_a_millisecond() -> None:
    stream = io.StringIO()
    EventLog(stream, 0.0).write("cue", 1 / 3, 2 / 3)
    assert logged(stream)[0]["scheduled"] == 0.3333
    assert logged(stream)[0]["actual"] == 0.6667


def test_words_are_written_as_they_are_and_tones_by_their_names() -> None:
    stream = io.StringIO()
    EventLog(stream, 0.0).write("cue", 0.0, 0.0, text="Schräg — gut", tone=Tone.START)
    assert "Schräg — gut" in stream.getvalue()
    assert logged(stream)[0]["tone"] == "start"


def test_a_line_break_in_the_words_breaks_no_line() -> None:
    stream = io.StringIO()
    EventLog(stream, 0.0).write("notice", 0.0, 0.0, text="one\ntwo")
    assert len(stream.getvalue().splitlines()) == 1


def test_each_event_is_flushed_so_that_a_script_sees_it_at_once() -> None:
    stream = Unflushed()
    log = EventLog(stream, 0.0)
    log.write("one", 0.0, 0.0)
    log.write("two", 0.0, 0.0)
    assert stream.flushes == 2


def test_without_a_stream_nothing_is_written() -> None:
    EventLog(None, 0.0).write("cue", 0.0, 0.0)


@pytest.mark.parametrize("error", [BrokenPipeError(), OSError("disk full"), ValueError("closed")])
def test_a_stream_that_breaks_is_given_up_and_ends_no_workout(error: Exception) -> None:
    stream = BrokenStream(error)
    log = EventLog(stream, 0.0)
    for _ in range(4):
        log.write("cue", 0.0, 0.0)
    assert stream.asked == 2
    assert len(logged(stream)) == 1
