"""`voice-coach prepare`, with the system's voice, which renders in milliseconds."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from quick_speech import speak_quickly

from voice_coach.cli import main

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)

Run = Callable[..., Result]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def run(tmp_path: Path, cache: Path) -> Run:
    """Runs a command with a home of its own."""
    speak_quickly(tmp_path / "config")
    home = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_CACHE_HOME": str(cache)}
    return lambda *arguments: CliRunner(env=home).invoke(main, arguments)


def test_all_words_of_a_routine_are_rendered_and_the_second_time_none(
    run: Run, cache: Path
) -> None:
    first = run("prepare", "desk-break")
    assert first.exit_code == 0, first.output
    kept = len(list((cache / "voice-coach" / "clips").glob("*.flac")))
    assert kept > 50
    assert f"1 routine ready; {kept} sentences rendered." in first.stdout
    assert "Desk Break" in first.stderr
    second = run("prepare", "desk-break", "morning-mobility", "--talk", "minimal")
    assert second.stdout.startswith("2 routines ready; ")
    third = run("prepare", "desk-break")
    assert "1 routine ready; 0 sentences rendered." in third.stdout
    assert third.stderr == ""


def test_it_asks_which_routines(run: Run) -> None:
    for arguments in ((), ("--all", "desk-break")):
        result = run("prepare", *arguments)
        assert result.exit_code == 2
        assert "Give their names, or --all." in result.stderr


def test_a_routine_that_is_not_there_is_told(run: Run) -> None:
    result = run("prepare", "desk-brake")
    assert result.exit_code == 2
    assert "voice-coach list" in result.stderr


def test_what_can_not_be_kept_is_told(run: Run, cache: Path) -> None:
    (cache / "voice-coach").mkdir(parents=True)
    (cache / "voice-coach" / "clips").write_text("in the way")
    result = run("prepare", "desk-break")
    assert str(cache / "voice-coach" / "clips") in result.stderr
    assert os.strerror(17) in result.stderr
