"""The full screen in a real terminal, from the start to the summary, and in all that can happen
to a terminal meanwhile. There is no sound here; the times are the same."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from end_to_end.shell import SCREEN, Shell

from voice_coach.core.wording.phrasebook import FIT_NOTICE
from voice_coach.screen.full_screen import LOST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from end_to_end.program import Home

TINY = """\
version: 1
name: Tiny
level: beginner
lead_in: strict
defaults: {rest: 1s, prepare: 1s}
main:
  - crunch: 2
    tempo: 1-0-1
  - plank: 30s
"""


@pytest.fixture
def shell(home: Home) -> Iterator[Shell]:
    """A shell in a terminal of the usual size."""
    home.write("tiny.yaml", TINY)
    with Shell(home, (80, 24), NO_COLOR="") as shell:
        yield shell


def begin(shell: Shell) -> None:
    """Forty seconds of plank are under way, on the full screen."""
    shell.start("long.yaml", "--fit")
    shell.events.wait_for("cue", text=FIT_NOTICE)
    shell.sees("WELCOME")
    shell.type("\r")
    shell.events.wait_for("cue", tone="start")
    shell.sees("▶ WORK")


def test_from_the_question_to_the_summary_and_back_to_the_shell(shell: Shell) -> None:
    shell.start("tiny.yaml", "--talk", "minimal")
    # The question itself stands there in big letters where there is room.
    shell.sees("Or chest pain, dizziness")
    shell.sees("N  no")
    assert shell.colours != {"default"}
    shell.type("n")
    shell.sees("is there a condition")
    shell.type("n")
    shell.sees("GET READY")
    shell.sees("rep 2 of 2")
    shell.resize(62, 18)
    shell.events.wait_for("interval", exercise="plank")
    shell.sees("0:29 left")
    shell.resize(120, 50)
    shell.wait_until(lambda: max(map(len, shell.text.splitlines())) > 62, "it stays small")
    shell.type("n")
    # The questions stand there in big letters.
    shell.sees("ENTER  skip")
    shell.type("0")
    shell.sees("R  right")
    shell.type("r")
    shell.sees("Not done")
    assert "✓ Crunch" in shell.text
    assert "· Forearm Plank" in shell.text
    shell.type("\r")
    shell.sees("ended with 0")

    assert "Well done." in shell.text
    shell.wait_until(shell.is_as_before, "the terminal is not as it was")


def test_a_routine_is_chosen_from_the_menu(shell: Shell) -> None:
    shell.start("--fit")
    shell.sees("? WHICH ROUTINE?")
    shell.sees("Gentle Back")
    shell.type("\x1b[B")
    shell.sees("▶  1")
    shell.type("\x1b[B\r")
    shell.sees("WELCOME")
    shell.type("\x03")
    shell.sees("ended with 3")
    shell.wait_until(shell.is_as_before, "the terminal is not as it was")


def test_what_stops_it_gives_the_terminal_to_the_shell_and_a_lost_screen_gives_way_to_lines(
    shell: Shell,
) -> None:
    begin(shell)
    for stop in (lambda: shell.type("\x1a"), lambda: shell.coach.signal(signal.SIGTSTP)):
        stop()
        shell.sees("Stopped")
        assert not shell.is_full
        shell.type("clear; fg\r")
        shell.sees("‖ PAUSED")
        assert shell.is_full
    shell.events.wait_for("pause")
    shell.part(SCREEN).signal(signal.SIGKILL)
    shell.sees(LOST)
    assert not shell.is_full
    shell.type("q")
    shell.sees("STOP?")
    shell.type("q")
    shell.wait_until(lambda: not shell.started, "it does not end")
    # A shell forgets the rest of the line when a job is stopped.
    shell.type("echo ended with $?\r")
    shell.sees("ended with 3")
    assert shell.text.count(LOST) == 1
    shell.wait_until(shell.is_as_before, "the terminal is not as it was")


def test_ctrl_z_and_fg_pause_plain_lines_too(shell: Shell) -> None:
    shell.start("long.yaml", "--fit", "--plain")
    shell.events.wait_for("cue", text=FIT_NOTICE)
    shell.type("\x1a")
    shell.sees("Stopped")
    shell.type("fg\r")
    shell.events.wait_for("clock jumped")
    shell.type("qq")
    shell.wait_until(lambda: not shell.started, "it does not end")


def test_a_coach_that_is_killed_leaves_the_terminal_as_it_was_and_no_process(shell: Shell) -> None:
    begin(shell)
    started = shell.started
    assert any(SCREEN in one.command for one in started)
    shell.coach.signal(signal.SIGKILL)
    shell.sees("ended with 137")
    shell.wait_until(lambda: not any(one.runs for one in started), "a process was left behind")
    shell.wait_until(shell.is_as_before, "the terminal is not as it was")


def test_a_session_goes_on_while_its_screen_is_frozen_and_is_caught_up_with(
    shell: Shell,
) -> None:
    shell.start("tiny.yaml", "--fit")
    shell.events.wait_for("cue", text=FIT_NOTICE)
    screen = shell.part(SCREEN)
    shell.sees("WELCOME")
    shell.type("\r")
    shell.events.wait_for("interval", kind="prepare")
    screen.signal(signal.SIGSTOP)
    over = shell.events.wait_for("interval over", index=0)
    assert over["done"]
    screen.signal(signal.SIGCONT)
    shell.sees("▶ WORK")
    screen.signal(signal.SIGSTOP)
    shell.coach.signal(signal.SIGTERM)
    shell.sees("ended with 3")
    shell.wait_until(shell.is_as_before, "the terminal is not as it was")
    assert not screen.runs


@pytest.mark.parametrize(
    ("size", "env"), [((59, 24), {}), ((80, 17), {}), ((80, 24), {"TERM": "dumb"})]
)
def test_a_terminal_that_is_too_small_or_can_t_be_drawn_on_gets_lines(
    home: Home, size: tuple[int, int], env: dict[str, str]
) -> None:
    with Shell(home, size, **env) as shell:
        shell.start("long.yaml", "--fit")
        shell.events.wait_for("cue", text=FIT_NOTICE)
        shell.sees("“You said nothing")
        shell.type("\x03")
        shell.sees("ended with 3")
        assert not any(SCREEN in one.command for one in shell.started)


def test_plain_lines_are_plain_in_any_terminal(shell: Shell) -> None:
    shell.start("long.yaml", "--fit", "--plain")
    shell.events.wait_for("cue", text=FIT_NOTICE)
    shell.sees("“You said nothing")
    shell.type("\x03")
    shell.sees("ended with 3")
    assert not shell.is_full


def test_without_colour_nothing_is_painted(home: Home) -> None:
    with Shell(home, (80, 24), NO_COLOR="1") as shell:
        shell.start("long.yaml", "--fit")
        shell.sees("WELCOME")
        assert shell.colours == {"default"}
        shell.type("\x03")
        shell.sees("ended with 3")
