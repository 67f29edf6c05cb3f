"""Routines are found by any of their names, and the user's come first."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from voice_coach.errors import CoachError, UsageError
from voice_coach.library.routine.finder import Shelf
from voice_coach.library.yaml.problems import BadRoutine

ROUTINE = "version: 1\nname: {}\nlevel: beginner\naliases: [{}]\nmain: [plank: 20s]\n"


def put(folder: Path, stem: str, name: str, aliases: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{stem}.yaml"
    path.write_text(ROUTINE.format(name, aliases), encoding="utf-8")
    return path


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "mine"


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    folder = tmp_path / "bundled"
    put(folder, "core-basics", "Core Basics", "core, core six")
    put(folder, "core-advanced", "Core Advanced")
    put(folder, "desk-break", "Desk Break", "office")
    return folder


@pytest.mark.parametrize(
    "name",
    ["core-basics", "Core Basics", "CORE_BASICS", "core", "Core Six", "core-b", "core  basics "],
)
def test_any_name_finds_a_routine(mine: Path, bundled: Path, name: str) -> None:
    found = Shelf(mine, bundled).find(name)
    assert (found.routine.slug, found.mine, found.shadows) == ("core-basics", False, False)


def test_a_unique_beginning_is_enough(mine: Path, bundled: Path) -> None:
    assert Shelf(mine, bundled).find("desk").routine.slug == "desk-break"
    assert Shelf(mine, bundled).find("off").routine.slug == "desk-break"


@pytest.mark.parametrize("name", ["of", "o", "desks", "Desk-Breaks"])
def test_less_than_three_letters_choose_nothing_and_a_plural_is_no_other_name(
    mine: Path, bundled: Path, name: str
) -> None:
    if len(name) > 2:
        assert Shelf(mine, bundled).find("Desk-Breaks").routine.slug == "desk-break"
        return
    with pytest.raises(UsageError) as error:
        Shelf(mine, bundled).find(name)
    assert error.value.instead == "Did you mean desk-break?"


@pytest.mark.parametrize("name", ["./plan.json", "plan.json", "plan"])
def test_a_file_that_exists_is_read_whatever_its_ending(
    mine: Path, bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / Path(name).name).write_text("{}", encoding="utf-8")
    with pytest.raises(BadRoutine):
        Shelf(mine, bundled).find(name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /dev")
def test_a_file_without_an_end_is_said_to_be_one(mine: Path, bundled: Path) -> None:
    with pytest.raises(UsageError, match="is not an ordinary file"):
        Shelf(mine, bundled).find("/dev/null")


def test_a_beginning_of_several_names_the_candidates(mine: Path, bundled: Path) -> None:
    with pytest.raises(UsageError) as error:
        Shelf(mine, bundled).find("cor")
    assert str(error.value) == (
        '"cor" could be any of core-advanced, core-basics. Write the full name of one.'
    )


@pytest.mark.parametrize("name", ["core-basis", "cor basics", "coer-basics", "basics"])
def test_a_near_miss_is_asked_about(mine: Path, bundled: Path, name: str) -> None:
    with pytest.raises(UsageError) as error:
        Shelf(mine, bundled).find(name)
    assert error.value.instead == "Did you mean core-basics?"


@pytest.mark.parametrize("name", ["", "  ", "zumba", "x" * 100_000, "\x1b[2J"])
def test_a_name_like_no_other_points_to_the_list(mine: Path, bundled: Path, name: str) -> None:
    with pytest.raises(UsageError) as error:
        Shelf(mine, bundled).find(name)
    assert error.value.instead == "`voice-coach list` shows what there is."
    assert len(str(error.value)) < 200
    assert str(error.value).isprintable()


def test_a_users_routine_of_the_same_file_name_wins(mine: Path, bundled: Path) -> None:
    put(mine, "core-basics", "My Core")
    found = Shelf(mine, bundled).find("Core Basics")
    assert (found.routine.name, found.mine, found.shadows) == ("My Core", True, True)


def test_a_users_routine_of_the_same_title_wins(mine: Path, bundled: Path) -> None:
    put(mine, "monday", "core basics")
    found = Shelf(mine, bundled).find("core-basics")
    assert (found.routine.slug, found.mine, found.shadows) == ("monday", True, True)


def test_a_users_alias_wins_over_a_bundled_name(mine: Path, bundled: Path) -> None:
    put(mine, "monday", "Monday", "desk break")
    shelf = Shelf(mine, bundled)
    assert shelf.find("desk-break").routine.slug == "monday"
    assert [entry.slug for entry in shelf.entries() if entry.shadows] == ["monday"]
    assert "desk-break" not in [entry.slug for entry in shelf.entries()]


def test_the_entries_say_whose_they_are_and_what_they_replace(mine: Path, bundled: Path) -> None:
    put(mine, "core-basics", "My Core")
    put(mine, "monday", "Monday")
    entries = Shelf(mine, bundled).entries()
    assert [(entry.slug, entry.mine, entry.shadows) for entry in entries] == [
        ("core-advanced", False, False),
        ("core-basics", True, True),
        ("desk-break", False, False),
        ("monday", True, False),
    ]


def test_a_broken_file_keeps_no_other_from_being_found(mine: Path, bundled: Path) -> None:
    put(mine, "good", "Good")
    (mine / "bad.yaml").write_text("name: [", encoding="utf-8")
    (mine / "worse.yaml").write_bytes(b"\xff\xfe\x00")
    shelf = Shelf(mine, bundled)
    assert shelf.find("good").routine.name == "Good"
    assert shelf.find("office").routine.slug == "desk-break"
    broken = {entry.slug: entry for entry in shelf.entries() if entry.problem}
    assert set(broken) == {"bad", "worse"}
    assert isinstance(broken["bad"].problem, BadRoutine)
    with pytest.raises(BadRoutine):
        shelf.find("bad")


def test_a_broken_file_still_has_the_names_it_says(mine: Path, bundled: Path) -> None:
    path = put(mine, "monday", "Heavy Day")
    path.write_text(path.read_text(encoding="utf-8") + "oops: 1\n", encoding="utf-8")
    with pytest.raises(BadRoutine) as bad:
        Shelf(mine, bundled).find("heavy day")
    assert bad.value.problems[0].file == str(path)


def test_a_path_is_read_wherever_it_is(mine: Path, bundled: Path, tmp_path: Path) -> None:
    path = put(tmp_path / "elsewhere", "core-basics", "Elsewhere")
    found = Shelf(mine, bundled).find(str(path))
    assert (found.routine.name, found.path) == ("Elsewhere", path)
    assert (found.mine, found.shadows) == (True, False)


def test_the_name_of_a_file_finds_it_on_the_shelf_unless_there_is_one_here(
    mine: Path, bundled: Path
) -> None:
    put(mine, "monday", "Monday")
    assert Shelf(mine, bundled).find("monday.yaml").routine.name == "Monday"


@pytest.mark.parametrize("name", ["none.yaml", "folder", "x" * 5000 + ".yaml", "nul\0.yaml"])
def test_a_path_that_is_no_file_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="There is no file"):
        Shelf(tmp_path, tmp_path).find(str(tmp_path / name))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes among files")
def test_a_pipe_is_not_waited_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.yaml")
    shelf = Shelf(tmp_path, tmp_path / "none")
    assert shelf.entries() == ()
    with pytest.raises(CoachError):
        shelf.find(str(tmp_path / "x.yaml"))


def test_two_files_of_one_name_are_told_apart_by_path(mine: Path, bundled: Path) -> None:
    put(mine, "my-core", "One")
    put(mine, "my_core", "Two")
    with pytest.raises(UsageError) as error:
        Shelf(mine, bundled).find("my core")
    assert str(mine / "my-core.yaml") in str(error.value)
    assert str(mine / "my_core.yaml") in str(error.value)


def test_no_folder_of_ones_own_is_no_error(tmp_path: Path, bundled: Path) -> None:
    shelf = Shelf(tmp_path / "none", bundled)
    assert shelf.slugs() == ("core-advanced", "core-basics", "desk-break")


def test_a_slug_is_found_without_reading_other_files(mine: Path, bundled: Path) -> None:
    put(mine, "monday", "Monday")
    shelf = Shelf(mine, bundled)
    for other in (*bundled.iterdir(),):
        other.unlink()
    assert shelf.find("monday").routine.name == "Monday"


def test_a_beginning_or_another_name_is_not_what_a_routine_is_called() -> None:
    found = Shelf().find("seven")
    whole = ("seven-minute-circuit", "Seven-Minute Circuit", str(found.path))
    assert all(map(found.is_called, whole))
    assert not any(map(found.is_called, ("seven", "7-minute workout")))
