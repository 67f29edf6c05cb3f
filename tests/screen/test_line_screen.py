"""Plain lines, as they come out of a pipe."""

from __future__ import annotations

import io
import os

import pytest
from screen.views import (
    FIRST_SET,
    GET_READY,
    HOLD,
    LAST_ROUND,
    REST,
    SELF_PACED,
    BrokenStream,
    view,
)

from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.units import clock_time
from voice_coach.screen.line_screen import LineScreen


class Shown:
    """A screen of plain lines, and what it has written."""

    def __init__(self, *, counts: bool = True) -> None:
        self._stream = io.StringIO()
        self.screen = LineScreen(self._stream, counts=counts)

    @property
    def lines(self) -> list[str]:
        return self._stream.getvalue().splitlines()


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0:00"),
        (-3, "0:00"),
        (0.6, "0:01"),
        (59.4, "0:59"),
        (59.6, "1:00"),
        (3723, "1:02:03"),
        (3599.6, "1:00:00"),
    ],
)
def test_a_length_is_shown_as_a_clock_shows_it(seconds: float, text: str) -> None:
    assert clock_time(seconds) == text


def test_an_interval_is_one_line_however_often_it_is_shown(shown: Shown) -> None:
    for left in (30.0, 20.0, 10.0):
        shown.screen.show(view(HOLD, left), 0.0)
    shown.screen.show(view(REST, 10.0), 0.0)
    assert shown.lines == [
        "▸  0:30  Plank, 30 seconds  1:35 left in all",
        "▸  0:10  Rest, then Crunch  1:35 left in all",
    ]


def test_preparing_tells_for_what(shown: Shown) -> None:
    shown.screen.show(view(GET_READY, 5.0), 0.0)
    assert "Get ready, then Plank" in shown.lines[0]


def test_a_rest_after_which_nothing_comes_is_just_a_rest(shown: Shown) -> None:
    shown.screen.show(view(REST, 5.0, next_work=None), 0.0)
    assert "  Rest  " in shown.lines[0]


def test_work_at_ones_own_pace_has_no_time_left(shown: Shown) -> None:
    shown.screen.show(view(SELF_PACED, None), 0.0)
    assert shown.lines == ["▸  Crunch, 12 reps  1:35 left in all"]


def test_sets_are_numbered(shown: Shown) -> None:
    shown.screen.show(view(FIRST_SET, 20.0), 0.0)
    assert "set 1 of 2" in shown.lines[0]


def test_sides_are_named_and_rounds_numbered(shown: Shown) -> None:
    shown.screen.show(view(LAST_ROUND, 20.0), 0.0)
    assert "Side Plank, left side, 20 seconds  round 2 of 2" in shown.lines[0]


def test_a_pause_is_a_line_and_so_is_going_on(shown: Shown) -> None:
    shown.screen.show(view(HOLD, 30.0), 0.0)
    shown.screen.show(view(HOLD, 20.0, SessionPhase.PAUSED), 0.0)
    shown.screen.show(view(HOLD, 20.0, SessionPhase.PAUSED), 0.0)
    shown.screen.show(view(HOLD, 20.0), 0.0)
    assert [line.split()[0] for line in shown.lines] == ["▸", "‖", "▸"]


@pytest.mark.parametrize(
    "phase",
    [SessionPhase.OPENING, SessionPhase.COUNT_IN, SessionPhase.CLOSING, SessionPhase.FINISHED],
)
def test_what_is_only_said_needs_no_line_of_its_own(shown: Shown, phase: SessionPhase) -> None:
    shown.screen.show(view(phase=phase), 0.0)
    assert shown.lines == []


def test_what_is_counted_aloud_can_be_left_out_for_a_screen_reader() -> None:
    shown = Shown(counts=False)
    for text in ("Ten seconds left.", "three", "two", "one", "twenty one"):
        shown.screen.said(text)
    assert shown.lines == ["    “Ten seconds left.”"]


def test_what_is_counted_and_cannot_be_heard_has_a_line_all_the_same() -> None:
    shown = Shown(counts=False)
    shown.screen.said("three", heard=False)
    assert shown.lines == ["    “three”"]


def test_words_are_captions_in_quotes_and_notices_are_not(shown: Shown) -> None:
    shown.screen.said("Halfway.")
    shown.screen.notice("“resume” does nothing now.")
    assert shown.lines == ["    “Halfway.”", "  · “resume” does nothing now."]


def test_words_are_shown_each_time_they_are_said(shown: Shown) -> None:
    shown.screen.said("three")
    shown.screen.said("three")
    assert len(shown.lines) == 2


def test_what_was_shown_to_be_read_is_not_shown_again_when_it_is_said(shown: Shown) -> None:
    shown.screen.notice("Does anything speak against training today?")
    shown.screen.said("Does anything speak against training today?")
    assert len(shown.lines) == 1


def test_what_has_just_been_said_is_not_told_again(shown: Shown) -> None:
    shown.screen.said("Well done.")
    shown.screen.notice("Well done.")
    assert len(shown.lines) == 1


@pytest.mark.parametrize("error", [BrokenPipeError(), ValueError("closed"), OSError("no space")])
def test_a_stream_that_breaks_is_given_up_at_once(error: Exception) -> None:
    stream = BrokenStream(1, error)
    screen = LineScreen(stream)
    screen.said("one")
    for _ in range(3):
        screen.said("two")
        screen.notice("three")
        screen.show(view(), 0.0)
    screen.close()
    assert stream.refused == 1
    assert stream.getvalue() == "    “one”\n"


def test_on_a_terminal_words_fold_between_words() -> None:
    pty = pytest.importorskip("pty", reason="a pseudo-terminal is POSIX's")
    termios = pytest.importorskip("termios", reason="so is its size")
    emulator, device = pty.openpty()
    termios.tcsetwinsize(device, (24, 50))
    with os.fdopen(device, "w", encoding="utf-8") as stream:
        LineScreen(stream).said("Is there a condition, or a health problem, to be mindful of?")
        seen = b""
        while seen.count(b"\n") < 2:
            seen += os.read(emulator, 4096)
    os.close(emulator)
    assert seen.decode().splitlines() == [
        "    “Is there a condition, or a health problem,",
        "      to be mindful of?”",
    ]


def test_elsewhere_a_line_is_whole_however_long(shown: Shown) -> None:
    shown.screen.said("word " * 50)
    assert len(shown.lines) == 1
