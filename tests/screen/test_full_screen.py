"""The full screen from the coach's side, with a stand-in for the process that draws."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from screen.views import HOLD, view

from voice_coach.core.events.command import Command
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.views import (
    AnnouncementView,
    ListeningState,
    MenuItem,
    MenuView,
    QuestionView,
)
from voice_coach.screen.full_screen import FROZEN, LOST, STARTS_WITHIN, FullScreen, fits
from voice_coach.screen.port import Blank

pty = pytest.importorskip("pty", reason="a pseudo-terminal is POSIX's")

PATIENCE = 30.0

STAND_IN = Path(__file__).with_name("stand_in.py")


class RecordingLines(Blank):
    """What takes over when the full screen is lost."""

    every = 0.25

    def __init__(self) -> None:
        self.told: list[str] = []
        self.shown: list[object] = []
        self.closed = False

    def show(self, view: object, now: float) -> None:  # noqa: ARG002 - the port's
        self.shown.append(view)

    def said(self, text: str, *, heard: bool = True) -> None:  # noqa: ARG002 - the port's
        self.told.append(text)

    def notice(self, text: str) -> None:
        self.told.append(text)

    def close(self) -> None:
        self.closed = True


class RecordingKeys:
    """A keyboard without a terminal."""

    def __init__(self) -> None:
        self.happened: list[str] = []
        self._news = threading.Condition()

    def press(self, key: str) -> None:
        self._note(key)

    def obey(self, command: Command) -> None:
        self._note(command.value)

    def release(self) -> None:
        self._note("released")

    def take(self) -> None:
        self._note("taken")

    def wait_for(self, what: str) -> None:
        with self._news:
            assert self._news.wait_for(lambda: what in self.happened, PATIENCE), self.happened

    def _note(self, what: str) -> None:
        with self._news:
            self.happened.append(what)
            self._news.notify_all()


class Stage:
    """A full screen on a terminal of its own."""

    def __init__(
        self, manner: str, frozen: int = FROZEN, starts_within: int = STARTS_WITHIN
    ) -> None:
        """`manner`: what the stand-in does."""
        self._master, slave = pty.openpty()
        self._stream = os.fdopen(slave, "w")
        self.keys, self.lines = RecordingKeys(), RecordingLines()
        program = (sys.executable, str(STAND_IN), manner)
        self.screen = FullScreen(
            *(self._stream, self.keys, self.lines, ("dark", "full"), program),
            frozen=frozen,
            starts_within=starts_within,
        )

    def close(self) -> None:
        self.screen.close()
        self._stream.close()
        os.close(self._master)


@pytest.fixture
def staged() -> Iterator[Callable[[str], Stage]]:
    """Puts full screens up, and takes them down."""
    stages: list[Stage] = []

    def put_up(manner: str) -> Stage:
        stages.append(Stage(manner))
        return stages[-1]

    yield put_up
    for stage in stages:
        stage.close()


def test_it_begins_with_the_first_words_and_has_the_keyboard_leave_the_terminal(
    staged: Callable[[str], Stage],
) -> None:
    stage = staged("draw")
    assert stage.keys.happened == []
    stage.screen.said("Welcome.")
    stage.keys.wait_for("released")
    stage.keys.wait_for("Welcome.")


def test_keys_come_back(staged: Callable[[str], Stage]) -> None:
    stage = staged("press")
    stage.screen.said("Welcome.")
    stage.keys.wait_for("n")


def test_another_question_is_shown_without_the_words_and_notices_of_the_one_before(
    staged: Callable[[str], Stage],
) -> None:
    stage = staged("tell all")
    stage.screen.show(QuestionView(("Pain?",), ()), 0.0)
    stage.screen.said("Pain?")
    stage.screen.notice("y yes · n no")
    stage.keys.wait_for("Pain?|y yes · n no")
    stage.screen.notice("1 a little · 2 a lot")
    stage.screen.show(QuestionView(("How much?",), ()), 0.0)
    stage.keys.wait_for("|")
    stage.screen.said("How much?")
    stage.keys.wait_for("How much?|")


def test_what_is_told_of_a_question_stays_as_long_as_the_question(
    staged: Callable[[str], Stage],
) -> None:
    stage = staged("tell all")
    stage.screen.show(QuestionView(("Pain?",), ()), 0.0)
    stage.screen.said("Pain?")
    stage.screen.notice("Press Y or N.")
    stage.screen.show(QuestionView(("Pain?",), ()), 1.0)
    stage.screen.said("Please answer.")
    stage.keys.wait_for("Pain? Please answer.|Press Y or N.")


def test_a_slow_terminal_misses_frames_and_sees_the_newest(staged: Callable[[str], Stage]) -> None:
    stage = staged("draw slowly")
    for number in range(2000):
        stage.screen.said(f"{number}")
    stage.keys.wait_for("1999")
    assert len(stage.keys.happened) < 20


def test_a_process_that_dies_gives_way_to_lines_and_that_is_told_once(
    staged: Callable[[str], Stage],
) -> None:
    stage = staged("die")
    assert stage.screen.full
    stage.screen.said("Welcome.")
    stage.keys.wait_for("taken")
    stage.screen.show(view(HOLD), 0.0)
    stage.screen.said("Halfway.")
    assert stage.lines.told == [LOST, "Halfway."]
    assert stage.lines.shown == [view(HOLD)]
    assert not stage.screen.full
    assert stage.screen.every == stage.lines.every


def test_what_was_asked_on_a_screen_that_is_lost_is_asked_in_lines() -> None:
    master, slave = pty.openpty()
    keys, lines = RecordingKeys(), RecordingLines()
    offers = (MenuItem("Core Basics"), MenuItem("Desk Break"))
    with os.fdopen(slave, "w") as stream:
        screen = FullScreen(stream, keys, lines, ("dark", "full"), ("/nowhere/at-all",))
        screen.show(MenuView("Which routine?", offers, 0, "", (1, 3)), 0.0)
        screen.said("Which routine?")
        keys.wait_for("taken")
        screen.notice("On.")
        screen.close()
    os.close(master)
    assert lines.told == [LOST, "Which routine?", " 1  Core Basics", " 3  Desk Break", "On."]


def test_a_program_that_can_t_be_started_gives_way_too() -> None:
    master, slave = pty.openpty()
    keys, lines = RecordingKeys(), RecordingLines()
    with os.fdopen(slave, "w") as stream:
        screen = FullScreen(stream, keys, lines, ("dark", "full"), ("/nowhere/at-all",))
        screen.said("Welcome.")
        keys.wait_for("taken")
        screen.notice("On.")
        screen.close()
    os.close(master)
    assert lines.told == [LOST, "On."]


@pytest.mark.parametrize(
    ("view", "paused"),
    [
        (view(HOLD), True),
        (view(HOLD, phase=SessionPhase.PAUSED), False),
        (QuestionView(("Well?",), ()), False),
    ],
)
def test_only_a_session_under_way_is_paused_before_it_is_suspended(
    staged: Callable[[str], Stage], view: object, paused: bool
) -> None:
    stage = staged("suspend")
    stage.screen.show(view, 0.0)
    stage.screen.said("Welcome.")
    stage.keys.wait_for("asked to stand aside")
    assert (Command.PAUSE.value in stage.keys.happened) is paused


def test_what_was_told_stays_on_the_terminal_when_it_is_closed() -> None:
    stage = Stage("draw")
    stage.screen.said("Rest today.")
    stage.keys.wait_for("released")
    stage.screen.show(AnnouncementView(("Rest today.", "Move about."), ()), 0.0)
    stage.close()
    assert stage.lines.told == ["Rest today.", "Move about."]
    assert stage.lines.closed


def test_a_process_that_hangs_does_not_keep_the_terminal() -> None:
    stage = Stage("hang")
    stage.screen.said("Welcome.")
    stage.keys.wait_for("hanging")
    stage.close()
    assert stage.lines.closed


def test_a_process_that_answers_no_more_gives_way_to_lines_and_leaves_the_terminal() -> None:
    stage = Stage("hang", starts_within=1)
    stage.screen.said("Welcome.")
    stage.keys.wait_for("taken")
    stage.screen.said("Halfway.")
    assert stage.lines.told == [LOST, "Halfway."]
    stage.close()


def test_one_that_was_drawn_on_and_answers_no_more_gives_way_too() -> None:
    stage = Stage("draw once", frozen=1)
    stage.screen.said("Welcome.")
    stage.keys.wait_for("Welcome.")
    stage.screen.said("Halfway.")
    stage.keys.wait_for("taken")
    stage.close()


def test_one_that_starts_slowly_on_a_busy_machine_is_waited_for() -> None:
    stage = Stage("start slowly", frozen=1)
    stage.screen.said("Welcome.")
    stage.keys.wait_for("Welcome.")
    assert stage.screen.full
    stage.close()


def test_while_it_stands_aside_it_is_not_waited_for() -> None:
    stage = Stage("suspend", frozen=1)
    stage.screen.show(view(HOLD), 0.0)
    stage.screen.said("Welcome.")
    stage.keys.wait_for("asked to stand aside")
    stage.screen.said("Halfway.")
    threading.Event().wait(2.5)
    assert stage.screen.full
    assert stage.screen.stopping()
    stage.close()


def test_one_that_is_closed_before_it_began_starts_nothing() -> None:
    stage = Stage("draw")
    stage.screen.listens(ListeningState.LISTENING)
    stage.close()
    assert stage.keys.happened == []


class Elsewhere:
    """A stream that is no terminal."""

    def fileno(self) -> int:
        raise ValueError


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_can_t_be_drawn_on_has_no_full_screen(term: str) -> None:
    master, slave = pty.openpty()
    with os.fdopen(slave, "w") as stream:
        assert not fits(stream, {"TERM": term})
    os.close(master)


def test_no_terminal_has_no_full_screen() -> None:
    assert not fits(Elsewhere(), {"TERM": "xterm"})  # type: ignore[arg-type] # as much as is used
