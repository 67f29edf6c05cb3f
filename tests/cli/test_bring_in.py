"""`voice-coach import`, as it is typed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from foreign_files import FILES
from quick_speech import speak_quickly

from voice_coach.cli import main

Run = Callable[..., Result]


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


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a file of each shape."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", FILES)
def test_each_shape_becomes_routines_that_pass_check(run: Run, files: Path, name: str) -> None:
    result = run("import", str(files / name))
    assert result.exit_code == 0, result.output
    wrote = [
        line.removeprefix("Wrote ")
        for line in result.output.splitlines()
        if line.startswith("Wrote ")
    ]
    assert wrote
    for path in wrote:
        checked = run("check", path)
        assert checked.exit_code == 0, checked.output


def test_it_is_found_by_the_name_it_is_given(run: Run, files: Path, home: Path) -> None:
    result = run("import", str(files / "morning.json"), "--as", "Leg day")
    path = home / "config" / "voice-coach" / "routines" / "leg-day.yaml"
    if os.name == "posix":
        assert f"Wrote {path}\n" in result.output
    assert "voice-coach check leg-day" in result.output
    assert "Leg day" in run("show", "leg-day").output


def test_what_is_not_carried_over_is_listed(run: Run, files: Path) -> None:
    told = run("import", str(files / "timers.json")).output
    assert "not carried over: the behaviour vibration\n" in told
    told = run("import", str(files / "plan.csv")).output
    assert 'not carried over: the column "Weight"\n' in told


def test_a_file_that_is_there_is_kept_and_nothing_else_is_written(
    run: Run, files: Path, home: Path
) -> None:
    assert run("import", str(files / "old.json")).exit_code == 0
    result = run("import", str(files / "backup.json"))
    assert result.exit_code == 2
    assert "already exists" in result.output
    folder = home / "config" / "voice-coach" / "routines"
    if folder.exists():
        assert [path.name for path in folder.iterdir()] == ["old.yaml"]


def test_several_workouts_under_one_name_are_numbered(run: Run, files: Path) -> None:
    told = run("import", str(files / "backup.json"), "--as", "mine").output
    assert "mine.yaml" in told
    assert "mine-2.yaml" in told
    assert run("import", str(files / "backup.json"), "-o", "x.yaml").exit_code == 2


def test_another_place_can_be_named(run: Run, files: Path, tmp_path: Path) -> None:
    path = tmp_path / "there" / "x.yaml"
    result = run("import", str(files / "short.zwo"), "-o", str(path))
    assert f"voice-coach check {path}" in result.output
    assert path.read_text("utf-8").startswith("# Short one, brought in from short.zwo (Zwift).")


def test_a_foreign_file_is_refused_with_what_was_looked_for(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}")
    result = run("import", str(path))
    assert result.exit_code == 2
    assert "no known program writes such a file" in result.output
    assert "Just Another Workout Timer: `title` and `sets`" in result.output


def test_check_names_import_for_a_file_of_another_program(run: Run, files: Path) -> None:
    for name in ("seven.feeel", "example.yaml", "evening.txt"):
        path = str(files / name)
        result = run("check", path)
        assert result.exit_code == 1
        assert f"voice-coach import {path}" in result.output


def test_check_takes_a_folder_and_ends_with_a_summary(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "patients"
    folder.mkdir()
    assert run("check", str(folder)).exit_code == 2
    good = "version: 1\nname: Good\nlevel: advanced\nwarm_up: [walk-in-place]\nmain: [squat: 8]\n"
    for name, text in (("a.yaml", good), ("b.yml", good), ("notes.txt", "none")):
        (folder / name).write_text(text)
    result = run("check", str(folder))
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "2 checked: no mistakes.")
    (folder / "c.yaml").write_text("version: 1\n")
    result = run("check", str(folder))
    last = result.output.splitlines()[-1]
    assert (result.exit_code, last) == (1, "3 checked: 1 with mistakes.")


@pytest.mark.parametrize(("form", "suffix"), [("jawt", "json"), ("csv", "csv"), ("fit", "fit")])
def test_a_routine_is_written_for_other_programs(
    run: Run, tmp_path: Path, form: str, suffix: str
) -> None:
    path = tmp_path / f"out.{suffix}"
    result = run("export", "tabata", "--as", form, "-o", str(path))
    assert (result.exit_code, path.stat().st_size > 100) == (0, True)
    assert run("export", "tabata", "--as", form, "-o", str(path)).exit_code == 2
    if form != "fit":
        assert run("import", str(path), "--as", f"again {form}").exit_code == 0


def test_a_folder_of_routines_is_listed_alone(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "patients"
    folder.mkdir()
    assert "No routine matches." in run("list", "--folder", str(folder)).output
    text = "version: 1\nname: Knee A\nlevel: recovery\nauthor: B. Cee\nmain: [glute-bridge]\n"
    (folder / "knee-a.yaml").write_text(text)
    told = run("list", "--folder", str(folder)).output
    assert "knee-a" in told
    assert "core-basics" not in told
    assert f"voice-coach start {folder / 'knee-a.yaml'}" in told


def test_the_author_and_the_note_stand_on_the_page(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "knee.yaml"
    text = "version: 1\nname: Knee A\nlevel: recovery\nauthor: B. Cee\n"
    path.write_text(f"{text}note: Ring me if it swells.\nmain: [glute-bridge]\n")
    for name in ("page.html", "page.svg"):
        assert run("show", str(path), "--sheet", str(tmp_path / name)).exit_code == 0
        page = (tmp_path / name).read_text("utf-8")
        assert "by B. Cee" in page
        assert "Ring me if it swells." in page


@pytest.mark.parametrize("name", ["morning.json", "example.yaml", "evening.txt", "short.zwo"])
@pytest.mark.parametrize("command", ["start --fit", "show", "render", "check", "export --as csv"])
def test_a_command_that_is_given_one_names_import(
    run: Run, files: Path, name: str, command: str
) -> None:
    verb, *options = command.split()
    result = run(verb, str(files / name), *options)
    assert result.exit_code in (1, 2)
    assert f"voice-coach import {files / name}" in result.output
    assert "problems" not in result.output


def test_a_routine_with_mistakes_is_told_them_and_not_to_bring_it_in(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "mine.yaml").write_text("version: 1\nname: Mine\nlevel: beginner\nmain: []\n")
    for command in ("check", "show"):
        result = run(command, str(tmp_path / "mine.yaml"))
        assert "mine.yaml:4" in result.output
        assert "import" not in result.output
