"""The check of the journal, in all states it can be in."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_coach.checkup.finding import FindingState
from voice_coach.checkup.journal import check_journal
from voice_coach.journal.database import connect
from voice_coach.journal.fallback_file import FallbackFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def test_before_the_first_workout_there_is_none_and_none_is_made(path: Path) -> None:
    finding = check_journal(path, (path.parent,))
    assert finding.state is FindingState.OK
    assert "first workout" in finding.found
    assert not path.exists()


def test_what_is_in_it_is_counted(path: Path) -> None:
    connect(path).close()
    finding = check_journal(path, (path.parent,))
    assert (finding.state, finding.measured["sessions"]) == (FindingState.OK, 0)


def test_spare_files_that_wait_are_told(path: Path) -> None:
    connect(path).close()
    FallbackFile((path.parent,), path, "one").write([], [])
    assert "1 in separate files" in check_journal(path, (path.parent,)).found


def test_damage_is_told_and_left_as_it_is(path: Path) -> None:
    path.write_bytes(b"no database" * 100)
    finding = check_journal(path, (path.parent,))
    assert finding.state is FindingState.NOTE
    assert "renames it" in finding.advice[0]
    assert path.read_bytes() == b"no database" * 100


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "journal.db"
    folder.mkdir()
    finding = check_journal(folder, (tmp_path,))
    assert finding.state is FindingState.NOTE
    assert "separate file" in finding.advice[1]
