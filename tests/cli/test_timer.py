"""`timer`, as it is typed; that it leads is tested end to end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from voice_coach.cli import main

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)


class Typed:
    """Runs commands in a home of their own."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "config" / "voice-coach" / "routines"
        self._environment = {
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_DATA_HOME": str(home / "data"),
        }

    def __call__(self, *arguments: str) -> Result:
        return CliRunner(env=self._environment).invoke(main, arguments)


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    return Typed(tmp_path)


def test_what_is_saved_is_a_routine_of_ones_own(typed: Typed) -> None:
    result = typed("timer", "8x20/10", "squat", "push ups", "--save", "Evening round")
    assert result.exit_code == 0
    assert "Wrote " in result.stdout
    assert "voice-coach start evening-round" in result.stdout
    assert typed("check", "evening-round").exit_code == 0
    shown = typed("show", "evening round").stdout
    assert shown.startswith("Evening round · beginner")
    assert shown.count("Body-Weight Squat, 20 seconds") == 4
    assert shown.count("Push-Up, 20 seconds") == 4


def test_what_is_there_is_not_written_over(typed: Typed) -> None:
    assert typed("timer", "8x20/10", "--save", "mine").exit_code == 0
    result = typed("timer", "5x20/10", "--save", "mine")
    assert result.exit_code == 2
    assert "already exists" in result.stderr


def test_a_name_that_is_not_the_exercises_own_is_said_to_be_taken_for_it(typed: Typed) -> None:
    result = typed("timer", "8x20/10", "jog", "--save", "mine")
    assert "jog: High Knees (high-knees)." in result.stdout


def test_a_name_of_no_exercise_is_said_to_be_only_named(typed: Typed) -> None:
    result = typed("timer", "8x20/10", "rope jumps", "plnak", "--save", "mine")
    assert "rope jumps is not an exercise in the catalogue: it is only named." in result.stdout
    assert "Did you mean plank?" in result.stdout
    assert "rope jumps, 20 seconds" in typed("show", "mine").stdout


def test_what_is_no_timer_is_a_usage_error(typed: Typed) -> None:
    result = typed("timer", "tabata")
    assert result.exit_code == 2
    assert "Write it as in 8x20/10" in result.stderr


def test_without_a_terminal_it_asks_for_an_answer_in_advance(typed: Typed) -> None:
    result = typed("timer", "8x20/10")
    assert result.exit_code == 2
    assert "--fit" in result.stderr
