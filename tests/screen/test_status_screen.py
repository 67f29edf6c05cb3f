"""The status line and what scrolls by above it, as a terminal shows them."""

from __future__ import annotations

import io
import os

import pytest
from fakes import CRUNCH
from screen.views import FIRST_SET, GET_READY, HOLD, REST, SELF_PACED, BrokenStream, view

from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.timeline import Station
from voice_coach.screen.status_screen import StatusScreen

CLEAR = "\r\x1b[2K"


class Shown:
    """A status screen, and what a terminal makes of what it writes."""

    def __init__(self) -> None:
        self.stream = io.StringIO()
        self.screen = StatusScreen(self.stream)

    @property
    def lines(self) -> list[str]:
        """What stands on the terminal, the status line last."""
        return [line.rpartition(CLEAR)[2] for line in self.stream.getvalue().split("\n")]

    @property
    def status(self) -> str:
        return self.lines[-1]

    @property
    def ever(self) -> list[str]:
        """All that has ever stood on a line, be it overwritten since."""
        return [text for line in self.stream.getvalue().split("\n") for text in line.split(CLEAR)]


@pytest.fixture(autouse=True)
def _wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def shown() -> Shown:
    return Shown()


def test_work_shows_what_how_long_and_what_comes_next(shown: Shown) -> None:
    shown.screen.show(view(HOLD, 20.0), 0.0)
    assert shown.status == (
        "▶ 0:20  Plank, 30 seconds  ██████░░░░░░░░░░░░  1:35 left in all  next: Crunch"
    )


def test_preparing_and_resting_have_signs_of_their_own(shown: Shown) -> None:
    shown.screen.show(view(GET_READY, 5.0), 0.0)
    assert shown.status.startswith("◇ 0:05  Get ready, then Plank")
    shown.screen.show(view(REST, 5.0), 0.0)
    assert shown.status.startswith("○ 0:05  Rest, then Crunch")


def test_work_at_ones_own_pace_says_so(shown: Shown) -> None:
    shown.screen.show(view(SELF_PACED, None), 0.0)
    assert shown.status.startswith("▶ at your pace  Crunch, 12 reps")


def test_sets_are_numbered(shown: Shown) -> None:
    shown.screen.show(view(FIRST_SET, 10.0), 0.0)
    assert "set 1 of 2" in shown.status


def test_a_station_stands_in_place_of_the_whole_round(shown: Shown) -> None:
    shown.screen.show(view(HOLD, 20.0, station=Station(CRUNCH, 10, each_side=False)), 0.0)
    assert "▶ 0:20  10 Crunches  " in shown.status


@pytest.mark.parametrize(
    ("phase", "status"),
    [
        (SessionPhase.OPENING, "Test"),
        (SessionPhase.CLOSING, "Test"),
        (SessionPhase.PAUSED, "‖ PAUSED  Plank, 30 seconds  · space goes on"),
        (SessionPhase.CONFIRM_STOP, "‖ STOP?  y stops · n goes on"),
        (SessionPhase.CONFIRM_PAIN, "‖ DOES SOMETHING HURT?  p yes · space goes on"),
    ],
)
def test_each_phase_says_what_it_is(shown: Shown, phase: SessionPhase, status: str) -> None:
    shown.screen.show(view(phase=phase), 0.0)
    assert shown.status == status


@pytest.mark.parametrize("phase", list(SessionPhase))
def test_every_phase_has_a_status_until_it_is_over(shown: Shown, phase: SessionPhase) -> None:
    shown.screen.show(view(phase=phase), 0.0)
    assert bool(shown.status) is (phase not in (SessionPhase.FINISHED, SessionPhase.STOPPED))


@pytest.mark.parametrize(
    ("left", "status"), [(0.01, "0:01"), (1.0, "0:01"), (1.01, "0:02"), (0.0, "0:00")]
)
def test_a_second_that_has_begun_counts_as_left(shown: Shown, left: float, status: str) -> None:
    shown.screen.show(view(HOLD, left), 0.0)
    assert shown.status.startswith(f"▶ {status} ")


@pytest.mark.parametrize(("elapsed", "filled"), [(0.0, 0), (15.0, 9), (30.0, 18), (99.0, 18)])
def test_the_bar_fills_as_time_passes(shown: Shown, elapsed: float, filled: int) -> None:
    shown.screen.show(view(HOLD, 1.0, elapsed=elapsed), 0.0)
    assert "█" * filled + "░" * (18 - filled) in shown.status


def test_what_has_not_changed_is_not_drawn_again(shown: Shown) -> None:
    shown.screen.show(view(HOLD, 20.0), 0.0)
    drawn = shown.stream.getvalue()
    shown.screen.show(view(HOLD, 20.0), 0.0)
    assert shown.stream.getvalue() == drawn


def test_words_and_notices_scroll_by_above_the_status_line(shown: Shown) -> None:
    shown.screen.show(view(HOLD, 20.0), 0.0)
    shown.screen.said("Halfway.")
    shown.screen.notice("Speech is back.")
    assert shown.lines[-3:-1] == ["    “Halfway.”", "  · Speech is back."]
    assert shown.status.startswith("▶ 0:20  Plank")


def test_each_interval_also_leaves_a_line(shown: Shown) -> None:
    for left in (30.0, 20.0, 10.0):
        shown.screen.show(view(HOLD, left), 0.0)
    shown.screen.show(view(REST, 10.0), 0.0)
    assert sum(line.startswith("▸") for line in shown.lines) == 2


def test_closing_leaves_an_empty_last_line(shown: Shown) -> None:
    shown.screen.show(view(HOLD, 20.0), 0.0)
    shown.screen.close()
    assert shown.status == ""


@pytest.mark.parametrize("columns", [20, 33, 60, 80, 120])
def test_nothing_is_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = Shown()
    for phase in SessionPhase:
        shown.screen.show(view(FIRST_SET, 20.0, phase), 0.0)
        shown.screen.said("Elbows under the shoulders, and one straight line. " * 3)
        shown.screen.notice("x" * 150)
    assert max(map(len, shown.ever)) < columns


def test_long_words_are_wrapped_between_words_and_all_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    shown = Shown()
    shown.screen.notice("space pause, n next, b back, r repeat, m more time")
    assert " ".join(" ".join(shown.lines).split()) == (
        "· space pause, n next, b back, r repeat, m more time"
    )


@pytest.mark.parametrize("columns", ["0", "1", "2", "junk"])
def test_a_terminal_of_no_size_is_no_error(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = Shown()
    shown.screen.show(view(HOLD, 20.0), 0.0)
    shown.screen.said("Halfway.")
    assert "Halfway." in shown.stream.getvalue()


def test_the_size_that_counts_is_that_of_the_terminal_written_to() -> None:
    pty = pytest.importorskip("pty", reason="a pseudo-terminal is POSIX's")
    termios = pytest.importorskip("termios", reason="so is its size")
    emulator, device = pty.openpty()
    termios.tcsetwinsize(device, (24, 50))
    with os.fdopen(device, "w", encoding="utf-8") as stream:
        StatusScreen(stream).show(view(HOLD, 20.0), 0.0)
        seen = b""
        while seen.count(CLEAR.encode()) < 2:
            seen += os.read(emulator, 4096)
    os.close(emulator)
    assert len(seen.decode().rpartition(CLEAR)[2]) == 49


@pytest.mark.parametrize("error", [BrokenPipeError(), ValueError("closed")])
def test_a_terminal_that_is_gone_is_given_up_at_once(error: Exception) -> None:
    stream = BrokenStream(2, error)
    screen = StatusScreen(stream)
    for left in (20.0, 10.0, 5.0):
        screen.show(view(HOLD, left), 0.0)
        screen.said("Halfway.")
    screen.close()
    assert stream.refused == 1
