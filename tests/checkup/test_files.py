"""The checks of settings, folders and routines, on folders of all kinds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from voice_coach.checkup.files import check_folders, check_routines, check_settings
from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.config.settings import Settings
from voice_coach.library.catalogue.paths import bundled_folder

GOOD = "version: 1\nname: Mine\nlevel: beginner\nmain: [plank: 20s]\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def check_clips(folder: Path) -> Finding:
    return check_folders(folder, folder, folder)[2]


class TestSettings:
    def test_without_a_file_the_defaults_hold(self, tmp_path: Path) -> None:
        settled = check_settings(tmp_path / "config.yaml")
        assert settled.finding.state is FindingState.OK
        assert settled.settings == Settings()

    def test_what_is_set_is_named_and_gone_on_with(self, tmp_path: Path) -> None:
        settled = check_settings(write(tmp_path / "config.yaml", "volume: 40\n"))
        assert settled.finding.found.startswith("volume from ")
        assert settled.settings.volume == 40

    def test_a_mistake_fails_with_its_line_and_the_defaults_serve(self, tmp_path: Path) -> None:
        path = write(tmp_path / "config.yaml", "talk: full\ntalc: full\n")
        settled = check_settings(path)
        assert settled.finding.state is FindingState.FAIL
        assert settled.finding.found.startswith(f"{path}:2:1: ")
        assert settled.settings == Settings()

    def test_several_mistakes_are_all_told(self, tmp_path: Path) -> None:
        path = write(tmp_path / "config.yaml", "rate: fast\nvolume: loud\n")
        advice = check_settings(path).finding.advice
        assert [line.startswith(f"{path}:") for line in advice] == [True, True, False]

    def test_a_folder_in_place_of_the_file_fails(self, tmp_path: Path) -> None:
        assert check_settings(tmp_path).finding.state is FindingState.FAIL


class TestFolders:
    def test_each_of_the_three_is_told_with_its_place(self, tmp_path: Path) -> None:
        findings = check_folders(tmp_path / "a", tmp_path / "b", tmp_path / "c")
        assert [finding.part for finding in findings] == ["config", "own folder", "clips"]
        assert [finding.measured["folder"] for finding in findings] == [
            str(tmp_path / name) for name in "abc"
        ]

    def test_one_that_is_not_there_is_made_when_needed(self, tmp_path: Path) -> None:
        folder = tmp_path / "not" / "there"
        finding = check_clips(folder)
        assert finding.state is FindingState.OK
        assert "created when needed" in finding.found
        assert not folder.parent.exists()

    def test_one_that_is_there_tells_how_much_is_in_it(self, tmp_path: Path) -> None:
        write(tmp_path / "one.wav", "x" * 2048)
        finding = check_clips(tmp_path)
        assert "1 file, 2.0 kB" in finding.found
        assert finding.measured["bytes"] == 2048

    def test_trying_leaves_nothing_in_it(self, tmp_path: Path) -> None:
        check_clips(tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_one_under_a_file_is_a_note(self, tmp_path: Path) -> None:
        finding = check_clips(write(tmp_path / "file", "") / "clips")
        assert finding.state is FindingState.NOTE
        assert "can't be written" in finding.found
        assert finding.measured["writable"] is False

    @pytest.mark.skipif(not Path("/proc/self").exists(), reason="where even root can't write")
    def test_one_that_takes_no_files_is_a_note(self) -> None:
        finding = check_clips(Path("/proc/self"))
        assert finding.state is FindingState.NOTE
        assert any("make its speech again" in line for line in finding.advice)

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full is Linux's")
    def test_a_file_in_its_place_is_a_note(self) -> None:
        assert check_clips(Path("/dev/full")).state is FindingState.NOTE


class TestRoutines:
    def test_the_bundled_ones_and_the_catalogue_are_counted(self, tmp_path: Path) -> None:
        (routines,) = check_routines(tmp_path / "mine", bundled_folder())
        assert routines.state is FindingState.OK
        assert routines.measured["exercises"] == 62

    def test_bundled_ones_that_are_gone_fail(self, tmp_path: Path) -> None:
        (routines,) = check_routines(tmp_path / "mine", tmp_path / "gone")
        assert routines.state is FindingState.FAIL
        assert any("install" in line.lower() for line in routines.advice)

    def test_a_bundled_one_that_is_damaged_fails(self, tmp_path: Path) -> None:
        path = write(tmp_path / "bundled" / "one.yaml", "name: [x\n")
        (routines,) = check_routines(tmp_path / "mine", path.parent)
        assert routines.state is FindingState.FAIL
        assert str(path) in routines.found

    def test_ones_own_with_a_mistake_is_a_note_with_its_place(self, tmp_path: Path) -> None:
        path = write(tmp_path / "bad.yaml", "version: 1\nname: [x\n")
        write(tmp_path / "good.yaml", GOOD)
        _, own = check_routines(tmp_path, bundled_folder())
        assert own.state is FindingState.NOTE
        assert own.found == "2 of your own; 1 can't be read"
        assert own.advice[0].startswith(f"{path}:2:")

    def test_ones_own_in_place_of_a_bundled_one_is_named(self, tmp_path: Path) -> None:
        write(tmp_path / "tabata.yaml", GOOD)
        _, own = check_routines(tmp_path, bundled_folder())
        assert own.state is FindingState.OK
        assert own.found == "1 of your own, of which tabata in place of bundled ones"
