"""Choosing what to start, and what `start` says when it can't."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voice_coach.library.catalogue.screening import load_screening

if TYPE_CHECKING:
    from end_to_end.program import Home

BROKEN = """\
version: 1
name: Broken
level: beginner
main:
  - plnk: 20s
  - crunch: -3
"""

OWN_PACE = """\
version: 1
name: Own Pace
level: beginner
lead_in: strict
defaults: {prepare: 1s}
main: [{crunch: 2, pace: self, takes: 3s}]
"""


def test_a_near_miss_is_refused_with_the_name_that_was_meant(home: Home) -> None:
    outcome = home.run("start", "core-basiks", "--fit")

    assert outcome.returncode == 2
    assert "core-basiks" in outcome.stderr
    assert "Did you mean core-basics?" in outcome.stderr
    assert outcome.stdout == ""


def test_a_broken_routine_is_refused_with_every_mistake_and_its_place(home: Home) -> None:
    home.write("broken.yaml", BROKEN)
    outcome = home.run("start", "broken.yaml", "--fit")

    assert outcome.returncode == 2
    assert 'broken.yaml:5:5: there is no exercise "plnk"; did you mean plank?' in outcome.stderr
    assert "broken.yaml:6:13: " in outcome.stderr
    assert outcome.stdout == ""


def test_without_a_name_and_a_terminal_it_asks_for_a_name(home: Home) -> None:
    outcome = home.run("start", "--fit")

    assert outcome.returncode == 2
    assert "voice-coach list" in outcome.stderr


def test_without_a_name_a_terminal_shows_a_menu(home: Home) -> None:
    with home.start_in_terminal() as coach:
        coach.sees("Which routine?")
        coach.sees("Core Basics")
        coach.sees("Number [")
        coach.press("1\n")
        coach.events.wait_for("cue", text=load_screening().opening[0])
        coach.press("q")

        assert coach.wait() == 3


@pytest.mark.parametrize("answer", ["desk", "Desk Break"])
def test_the_menu_takes_a_name_too(home: Home, answer: str) -> None:
    with home.start_in_terminal() as coach:
        coach.sees("Number [")
        coach.press(f"{answer}\n")
        coach.events.wait_for("cue", text=load_screening().opening[0])
        coach.press("q")

        assert coach.wait() == 3


def test_q_leaves_the_menu(home: Home) -> None:
    with home.start_in_terminal() as coach:
        coach.sees("Number [")
        coach.press("q\n")

        assert coach.wait() == 3
        assert not coach.events.all


@pytest.mark.parametrize("choice", ["0", "99", "plank"])
def test_the_menu_asks_again_after_what_is_not_in_it_and_ctrl_c_leaves_it(
    home: Home, choice: str
) -> None:
    with home.start_in_terminal() as coach:
        coach.sees("Number [")
        coach.press(f"{choice}\n")
        coach.sees("Number [")
        coach.press("\x03")

        assert coach.wait() == 3
        assert coach.restored
        assert not coach.events.all


def test_without_keys_and_ears_a_step_at_ones_own_pace_takes_its_estimate(home: Home) -> None:
    home.write("own.yaml", OWN_PACE)
    with home.start("own.yaml", "--fit", "--talk", "minimal") as coach:
        assert coach.wait() == 0
        assert coach.events.of("interval", kind="work", length=3.0)
        said = "Without a keyboard, steps at your own pace take their usual time."
        assert coach.events.of("cue", text=said)
