"""Signals that come twice, at any moment, and stops: all ends in order, and no wait is endless."""

from __future__ import annotations

import json
import signal
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from end_to_end.program import Home, Terminal
    from torture.conftest import Torture

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="processes are looked for in /proc"
)

QUICK = """\
version: 1
name: Quick
level: beginner
lead_in: strict
defaults: {prepare: 1s, rest: 1s}
main: [plank: 2s, plank: 2s, plank: 2s]
"""

LEAVING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def begin(home: Home, *options: str) -> Terminal:
    """A workout in a terminal, its greeting skipped."""
    home.write("quick.yaml", QUICK)
    terminal = home.start_in_terminal("quick.yaml", "--fit", *options)
    terminal.events.wait_for("start")
    terminal.press("\r")
    terminal.events.wait_for("interval")
    return terminal


def begin_work(coach: Terminal) -> None:
    """Go on to the first set at once."""
    coach.press("\r")
    coach.events.wait_for("interval", kind="work")


def sessions(home: Home) -> list[dict[str, Any]]:
    """What the journal has of the workouts, oldest first."""
    found: list[dict[str, Any]] = json.loads(home.run("journal", "export").stdout)["sessions"]
    return found


def test_a_second_signal_while_closing_changes_nothing(home: Home, torture: Torture) -> None:
    chance = torture.chance
    for number in torture.rounds(1):
        with begin(home, "--talk", "minimal") as coach:
            coach.let_pass(chance.uniform(0.0, 2.0))
            for _ in range(chance.randint(2, 4)):
                coach.signal(chance.choice(LEAVING))
                coach.let_pass(chance.choice((0.0, 0.02, 0.1, 0.3)))
                if not coach._runs():
                    break
            assert coach.wait() == 3
            assert coach.restored
        kept = sessions(home)
        assert (len(kept), kept[-1]["ending"]) == (number + 1, "stopped")


def test_signals_before_the_first_word_end_it_and_restore_the_terminal(
    home: Home, torture: Torture
) -> None:
    home.write("quick.yaml", QUICK)
    for _ in torture.rounds(1):
        with home.start_in_terminal("quick.yaml", "--fit") as coach:
            coach.let_pass(torture.chance.uniform(0.3, 0.9))
            coach.signal(signal.SIGTERM)
            coach.wait()
            assert coach.restored


@pytest.mark.parametrize("seconds", [0.4])
def test_a_coach_that_was_stopped_pauses_and_can_be_ended(home: Home, seconds: float) -> None:
    with begin(home, "--talk", "minimal") as coach:
        begin_work(coach)
        coach.signal(signal.SIGSTOP)
        coach.let_pass(seconds)
        coach.signal(signal.SIGCONT)
        coach.sees("PAUSED")
        coach.press(" ")
        coach.events.wait_for("interval", kind="work")
        coach.signal(signal.SIGTERM)
        assert coach.wait() == 3


def test_ctrl_s_holds_up_neither_the_workout_nor_its_end(home: Home) -> None:
    with begin(home, "--plain", "--talk", "minimal") as coach:
        begin_work(coach)
        coach.press("\x13")
        coach.events.wait_for("interval", kind="rest")
        coach.signal(signal.SIGTERM)
        assert coach.wait() == 3


def test_a_killed_workout_is_resumed_and_what_was_done_is_kept(
    home: Home, torture: Torture
) -> None:
    for _ in torture.rounds(1):
        with begin(home, "--talk", "minimal") as coach:
            begin_work(coach)
            # Within some milliseconds of the end of the first set, before or after it.
            coach.let_pass(2.0 + torture.chance.uniform(-0.05, 0.1))
            coach.signal(signal.SIGKILL)
            coach.wait()
            ended = len(coach.events.of("interval")) - 1
        home.env["TERM"] = "dumb"
        kept = sessions(home)[-1]
        assert kept["ending"] == "broken off"
        # The last one may have ended in the few milliseconds before.
        assert len({one["number"] for one in kept["intervals"]}) >= ended - 1
        with home.resume("--talk", "minimal") as again:
            again.events.wait_for("start")
            again.events.wait_for("cue", text="Welcome back.")
            again.signal(signal.SIGTERM)
            assert again.wait() == 3


@pytest.mark.parametrize("screen", [(), ("--plain",)], ids=["status", "plain"])
def test_a_killed_coach_leaves_the_terminal_as_it_was(home: Home, screen: tuple[str, ...]) -> None:
    with begin(home, "--talk", "minimal", *screen) as coach:
        assert not coach.restored
        coach.signal(signal.SIGKILL)
        coach.wait()
        coach.wait_until(lambda: coach.restored, "the terminal stays raw")


def test_two_at_once_do_not_talk_over_each_other(home: Home) -> None:
    with begin(home, "--talk", "minimal") as coach:
        for command in (("start", "quick.yaml"), ("resume",)):
            other = home.run(*command, "--fit")
            assert other.returncode == 1
            assert "Another workout is already running" in other.stderr
        coach.signal(signal.SIGTERM)
        assert coach.wait() == 3
