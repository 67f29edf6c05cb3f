"""`voice-coach journal`, as it is typed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from journal.leading import account, lead, session, writer
from jumping_clock import JumpingClock

from voice_coach.cli import main
from voice_coach.config.health_file import Health, HealthFile
from voice_coach.core.events.command import Command
from voice_coach.journal.fallback_file import FallbackFile
from voice_coach.journal.paths import marks_folder
from voice_coach.journal.session_locks import SessionLock

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)


class Typed:
    """Runs voice-coach in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.database = home / "data" / "voice-coach" / "journal.db"
        self.environment = {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "LC_ALL": "C.UTF-8",
        }

    def __call__(self, *arguments: str) -> Result:
        return CliRunner(env=self.environment).invoke(main, arguments)


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    return Typed(tmp_path)


@pytest.fixture
def used(typed: Typed) -> Typed:
    """With a session that was stopped, and one in a fallback file."""
    journal = writer(typed.database)
    journal.begin(account())
    lead(session(), journal, JumpingClock((50.0, Command.QUIT)))
    journal.close()
    FallbackFile((typed.home,), typed.database, "other").write([account()], [])
    return typed


def test_all_of_it_is_exported_also_what_is_in_spare_files(used: Typed) -> None:
    told = json.loads(used("journal", "export").stdout)
    assert [one["routine"] for one in told["sessions"]] == ["short", "short"]
    assert told["sessions"][0]["intervals"][1]["exercise"] == "plank"


def test_it_is_exported_to_a_file_for_its_owner_alone(used: Typed, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    assert used("journal", "export", str(file)).exit_code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(json.loads(file.read_bytes())["sessions"]) == 2


def test_without_a_journal_the_export_is_empty_and_makes_none(typed: Typed) -> None:
    assert json.loads(typed("journal", "export").stdout)["sessions"] == []
    assert not typed.database.exists()


def test_its_files_are_shown(used: Typed) -> None:
    shown = used("journal", "where").stdout
    assert str(used.database) in shown
    assert "-other.json" in shown


def test_all_of_it_is_removed_and_what_remains_is_told(used: Typed) -> None:
    HealthFile(used.database.with_name("health.json")).save(Health())
    outcome = used("journal", "delete", "--yes")
    assert outcome.exit_code == 0
    assert "health.json" in outcome.stdout
    left = [one.name for one in used.home.rglob("*") if one.is_file()]
    assert left == ["health.json"]


def test_it_is_not_removed_unasked(used: Typed) -> None:
    outcome = used("journal", "delete")
    assert outcome.exit_code == 2
    assert "--yes" in outcome.stderr
    assert used.database.exists()


def test_it_is_not_removed_under_a_workout(used: Typed) -> None:
    mark = SessionLock(marks_folder(used.database), "live", "short", "Short")
    outcome = used("journal", "delete", "--yes")
    mark.remove()
    assert outcome.exit_code == 2
    assert used.database.exists()


def test_where_nothing_was_left_there_is_nothing_to_resume(typed: Typed) -> None:
    outcome = typed("resume", "--fit")
    assert outcome.exit_code == 2
    assert "no workout to resume" in outcome.stderr
