"""`check`, `new` and `schema`, as a user runs them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from quick_speech import speak_quickly

from voice_coach.cli import main
from voice_coach.core.model.unroll import SWITCH
from voice_coach.library.routine.template import starter

Run = Callable[..., Result]

GOOD = "version: 1\nname: Good\nlevel: advanced\nwarm_up: [walk-in-place]\nmain: [squat: 8]\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(home: Path) -> Run:
    """Runs a command with a home of its own."""
    speak_quickly(home / "config")
    environment = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "APPDATA": str(home / "config"),
    }

    def running(*arguments: str) -> Result:
        return CliRunner(env=environment).invoke(main, arguments)

    return running


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_good_file_is_said_to_be_good(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "good.yaml", GOOD)
    result = run("check", path)
    assert result.exit_code == 0
    assert result.output.startswith(f"{path}: no mistakes. Good, ")


def test_more_than_an_hour_is_the_same_wherever_it_is_shown(run: Run, tmp_path: Path) -> None:
    routine = tmp_path / "routine.yaml"
    routine.write_text(GOOD.replace("[squat: 8]", "[{circuit: 40, steps: [squat: 100s]}]"), "utf-8")
    shown = run("show", str(routine)).stdout
    total = shown.partition("Total time:")[2].split()[0]

    assert re.fullmatch(r"1:\d\d:\d\d", total)
    assert total in run("check", str(routine)).stdout
    assert total in run("list", "--folder", str(tmp_path)).stdout


def test_every_mistake_is_a_line_that_an_editor_can_jump_by(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "bad.yaml", GOOD + "cool_down: [plnk: 20s, squat: 0]\n")
    result = run("check", path)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f'{path}:6:13: there is no exercise "plnk"; did you mean plank?',
        f"{path}:6:31: 0 is too few; write a number from 1 to 500",
    ]


def test_what_is_unwise_is_a_warning_and_no_failure(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "cold.yaml", GOOD.replace("warm_up: [walk-in-place]\n", ""))
    result = run("check", path)
    assert result.exit_code == 0
    assert result.output.startswith(f"warning: {path}:1:1: there is no warm-up; ")


def test_a_cue_that_is_a_spoken_command_is_a_warning_with_its_place(
    run: Run, tmp_path: Path
) -> None:
    path = write(tmp_path / "risky.yaml", GOOD.replace("[squat: 8]", "[{squat: 8, cues: [Stop.]}]"))
    result = run("check", path)
    assert result.exit_code == 0
    assert result.output.startswith(f"warning: {path}:5:26: “Stop” alone is a command, ")


def test_the_length_of_words_never_spoken_is_estimated_and_it_is_said(
    run: Run, tmp_path: Path
) -> None:
    cues = '[{at: 2s, say: "Heels down."}, {at: 4s, say: "%s"}]' % ("Long and longer. " * 4)
    text = GOOD.replace("[squat: 8]", f"[{{plank: 10s, cues: {cues}}}]")
    result = run("check", write(tmp_path / "own.yaml", text))
    assert result.exit_code == 0
    assert "more than there is room" in result.output
    assert "estimated: the length of 2 cues; " in result.output


def test_words_that_no_voice_can_speak_are_a_warning(run: Run, tmp_path: Path) -> None:
    text = GOOD.replace("[squat: 8]", '[{squat: 8, cues: [{at: start, say: "?!"}]}]')
    result = run("check", write(tmp_path / "own.yaml", text))
    assert "There are no words to speak" in result.output


def test_one_bad_file_fails_the_lot_but_all_are_checked(run: Run, tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.yaml", "name: [x")
    good = write(tmp_path / "good.yaml", GOOD)
    result = run("check", bad, "nothing-like-it", good)
    assert result.exit_code == 1
    assert f"{bad}:1:7: a list that is not closed" in result.output
    assert 'There is no routine called "nothing-like-it".' in result.output
    assert f"{good}: no mistakes." in result.output


def test_a_bundled_routine_is_checked_by_name(run: Run) -> None:
    result = run("check", "core basics")
    assert result.exit_code == 0
    assert "no mistakes. Core Basics, " in result.output


def test_new_writes_a_starter_that_check_finds_good(run: Run) -> None:
    result = run("new", "my routine")
    assert result.exit_code == 0, result.output
    assert "my-routine.yaml" in result.output
    checked = run("check", "my-routine")
    assert checked.exit_code == 0
    assert "warning" not in checked.output
    assert "no mistakes. My routine, " in checked.output


def test_new_leaves_what_is_there_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    write(path, "precious")
    result = run("new", "mine", "-o", str(path))
    assert result.exit_code == 2
    assert "already exists" in result.output
    assert path.read_text(encoding="utf-8") == "precious"


def test_new_leaves_nothing_behind_but_the_routine(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    run("new", "mine", "-o", str(folder / "mine.yaml"))
    assert [path.name for path in folder.iterdir()] == ["mine.yaml"]


def test_new_says_when_it_takes_the_place_of_a_bundled_one(run: Run) -> None:
    assert "replaces the bundled core-basics" in run("new", "Core Basics").output


@pytest.mark.parametrize("name", ["", "../../escape", "a/b", "\x1b[2J", "x" * 100, "-"])
def test_a_name_that_can_be_no_file_is_refused(run: Run, home: Path, name: str) -> None:
    result = run("new", "--", name)
    assert result.exit_code == 2
    assert "is not a valid name for a routine" in result.output
    assert not (home / "config" / "voice-coach" / "routines").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_that_can_not_be_written_is_an_error(run: Run, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    result = run("new", "mine", "-o", str(tmp_path / "mine.yaml"))
    assert result.exit_code == 1
    assert "can't be written" in result.output


def test_a_place_under_a_file_is_an_error(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "file", "")
    result = run("new", "mine", "-o", str(tmp_path / "file" / "mine.yaml"))
    assert result.exit_code == 1
    assert "can't be written" in result.output


def test_schema_prints_json(run: Run) -> None:
    result = run("schema")
    assert result.exit_code == 0
    assert json.loads(result.output)["title"] == "voice-coach routine"


@pytest.mark.parametrize("name", ["rest", "Rest", "off", "rest day"])
def test_no_routine_has_the_name_of_a_day_of_rest(run: Run, home: Path, name: str) -> None:
    result = run("new", name)
    assert result.exit_code == 2
    assert "in a plan it means a day of rest" in result.output
    assert not list(home.rglob("routines/*.yaml"))


def test_what_the_starter_says_of_changing_sides_is_what_is_done(run: Run) -> None:
    run("new", "mine")
    shown = run("show", "mine").output.splitlines()
    changes = [line.split() for line in shown if "Get ready" in line and "right side" in line]
    # Where there is more to tell at the first time, it takes longer.
    assert min(line[1] for line in changes) == f"0:0{SWITCH:g}"
    assert f"{SWITCH:g}s to change sides" in starter("Mine", "mine")
