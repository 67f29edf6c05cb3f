"""`show` of an exercise, as it is typed: words in a pipe, a figure in a terminal."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from voice_coach.cli import main

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal", allow_module_level=True)

import pexpect

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "NO_COLOR": "",
        "COLORFGBG": "",
    }


class Typed:
    def __init__(self, home: Mapping[str, str]) -> None:
        self._home = home

    def __call__(self, *arguments: str) -> Result:
        return CliRunner(env=self._home).invoke(main, ["show", *arguments])


@pytest.fixture
def typed(home: dict[str, str]) -> Typed:
    return Typed(home)


def in_terminal(home: Mapping[str, str], *arguments: str, **more: str) -> Any:
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **home, **more}
    for name in ("COLUMNS", "LINES"):
        environment.pop(name, None)
    return pexpect.spawn(
        sys.executable,
        ["-m", "voice_coach", "show", *arguments],
        env=environment,
        dimensions=(40, 80),
        encoding="utf-8",
        timeout=30,
    )


def all_of(child: Any) -> str:
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return str(child.before)


class TestWords:
    @pytest.mark.parametrize("name", ["side-plank", "Side Plank", "lateral plank", "SIDE_PLANK"])
    def test_an_exercise_is_found_by_slug_name_or_alias(self, typed: Typed, name: str) -> None:
        result = typed(name)
        assert result.exit_code == 0
        assert result.stdout.startswith("Side Plank\n")

    def test_its_beginning_is_enough_where_no_other_begins_so(self, typed: Typed) -> None:
        assert typed("glute-br").stdout.startswith("Glute Bridge\n")

    def test_all_that_is_known_of_it_is_told(self, typed: Typed) -> None:
        lines = typed("squat").stdout.splitlines()
        told = {line[:14].strip(": "): line[14:] for line in lines if line[:1].strip()}
        assert told["Trains"] == "legs, also extensors"
        assert told["Spinal load"] == "medium"
        assert told["Dose"] == "2 sets of 10 reps, 30 s rest (a beginner's)"
        assert told["Tempo"] == "2 s out, 1 s pause, 2 s back"
        assert told["How"].startswith("1. ")
        assert told["Breathing"].startswith("Breathe")
        assert told["Mistake"]
        assert told["Not with"] == "knee, hip, a back that hurts"
        assert told["Easier"] == "Sit to Stand (sit-to-stand)"
        assert told["Harder"] == "Squat Jump (squat-jump)"

    def test_in_a_pipe_there_are_words_alone(self, typed: Typed) -> None:
        out = typed("squat", "--moving").stdout
        assert "\x1b" not in out
        assert "█" not in out

    def test_json_has_the_whole_entry(self, typed: Typed) -> None:
        shown = json.loads(typed("squat", "--json").stdout)
        assert shown["slug"] == "squat"
        assert shown["tempo"] == {"out": 2.0, "pause": 1.0, "back": 2.0}

    def test_a_routine_of_that_name_takes_precedence(
        self, typed: Typed, home: dict[str, str]
    ) -> None:
        folder = Path(home["XDG_CONFIG_HOME"]) / "voice-coach" / "routines"
        folder.mkdir(parents=True)
        text = "version: 1\nname: My squats\nlevel: beginner\nmain: [squat]\n"
        (folder / "squat.yaml").write_text(text)
        assert typed("squat").stdout.startswith("My squats · beginner\n")


class TestErrors:
    def test_a_beginning_of_several_names_them(self, typed: Typed) -> None:
        result = typed("knee-p")
        assert result.exit_code == 2
        assert "any of the exercises knee-plank, knee-push-up." in result.stderr

    def test_a_near_miss_of_an_exercise_tells_what_was_meant(self, typed: Typed) -> None:
        result = typed("sqat")
        assert result.exit_code == 2
        assert (
            'There is no routine and no exercise called "sqat". Did you mean squat?'
            in result.stderr
        )

    def test_what_is_like_nothing_leads_to_the_list(self, typed: Typed) -> None:
        assert (
            "`voice-coach list` and `voice-coach exercises` show what there is."
            in typed("xyzzyx").stderr
        )

    def test_a_routine_does_not_move(self, typed: Typed) -> None:
        result = typed("tabata", "--moving")
        assert result.exit_code == 2
        assert "Tabata is a routine; only an exercise is shown moving." in result.stderr


class TestTerminal:
    def test_the_figure_is_drawn_in_colours_with_its_poses_side_by_side(
        self, home: dict[str, str]
    ) -> None:
        out = all_of(in_terminal(home, "squat"))
        assert "\x1b[38;2;" in out
        plain = ESCAPES.sub("", out)
        assert re.search(r"^ +stand +deep\r$", plain, re.MULTILINE)
        assert "→" in plain
        assert all(len(line) <= 80 for line in plain.splitlines())

    def test_without_colour_it_is_a_silhouette(self, home: dict[str, str]) -> None:
        out = all_of(in_terminal(home, "squat", NO_COLOR="1"))
        assert "\x1b[" not in out
        assert "█" in out

    @pytest.mark.parametrize(
        "more", [{"TERM": "dumb"}, {"PYTHONIOENCODING": "ascii"}], ids=["dumb", "ascii"]
    )
    def test_a_terminal_that_can_not_draw_gets_words(
        self, home: dict[str, str], more: dict[str, str]
    ) -> None:
        out = all_of(in_terminal(home, "squat", **more))
        assert "\x1b[" not in out
        assert "█" not in out
        assert out.startswith("Body-Weight Squat")

    @pytest.fixture
    def moving(self, home: dict[str, str]) -> Iterator[Any]:
        child = in_terminal(home, "squat", "--moving")
        # The cursor goes back up: a second picture is drawn over the first.
        child.expect(r"\x1b\[\d+F")
        yield child
        child.close(force=True)

    @pytest.mark.parametrize("key", ["x", " ", "\x1b", "\x03"], ids=["x", "space", "Esc", "Ctrl-C"])
    def test_a_moving_figure_ends_at_a_key_and_leaves_the_terminal_as_it_was(
        self, moving: Any, key: str
    ) -> None:
        moving.send(key)
        rest = all_of(moving)
        assert "\x1b[?25l" not in rest
        assert "Traceback" not in rest
        assert "^" not in ESCAPES.sub("", rest)[-20:]


class TestSheet:
    @pytest.mark.parametrize(
        ("name", "begins"), [("core.html", "<!DOCTYPE html>"), ("core.SVG", "<svg ")]
    )
    def test_it_is_written_as_its_name_says(
        self, typed: Typed, tmp_path: Path, name: str, begins: str
    ) -> None:
        path = tmp_path / name
        result = typed("core-basics", "--sheet", str(path))
        assert result.exit_code == 0
        assert result.stdout.startswith(f"Wrote {path}: Core Basics on one page; ")
        assert path.read_text("utf-8").startswith(begins)

    def test_ones_own_exercise_is_on_it_with_its_figure(self, typed: Typed, tmp_path: Path) -> None:
        mine = tmp_path / "mine.yaml"
        mine.write_text(
            "version: 1\nname: Mine\nlevel: beginner\nexercises:\n  slow-squat: {name: Slow Squat, "
            "group: legs, mode: reps, figure: {like: squat}}\nmain: [slow-squat: 5]\n"
        )
        assert typed(str(mine), "--sheet", str(tmp_path / "mine.html")).exit_code == 0
        assert "<title>Slow Squat</title>" in (tmp_path / "mine.html").read_text("utf-8")

    def test_another_ending_is_a_usage_error(self, typed: Typed, tmp_path: Path) -> None:
        result = typed("core-basics", "--sheet", str(tmp_path / "core.png"))
        assert result.exit_code == 2
        assert "Name one that ends with .html, .pdf or .svg." in result.stderr

    def test_a_place_that_can_not_be_written_is_told(self, typed: Typed, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        result = typed("core-basics", "--sheet", str(tmp_path / "file" / "core.html"))
        assert result.exit_code == 1
        assert "can't be used" in result.stderr

    def test_an_exercise_has_no_sheet(self, typed: Typed, tmp_path: Path) -> None:
        result = typed("squat", "--sheet", str(tmp_path / "x.html"))
        assert result.exit_code == 2
        assert "is an exercise; a sheet can be made only for a routine." in result.stderr
