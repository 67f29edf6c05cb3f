"""The database: made private, brought to today's schema, and never destroyed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from voice_coach.journal.database import (
    DamagedJournalError,
    JournalError,
    connect,
    connect_to_read,
    files_of,
    journal_errors,
    migrate,
    set_aside,
    transaction,
)
from voice_coach.journal.paths import marks_folder
from voice_coach.journal.schema import MIGRATIONS, VERSION
from voice_coach.journal.session_locks import SessionLock

SCHEMAS = Path(__file__).parent / "schemas"


def test_it_is_made_for_its_owner_alone_with_all_that_belongs_to_it(path: Path) -> None:
    with closing(connect(path)):
        assert {one.stat().st_mode & 0o777 for one in path.parent.iterdir()} == {0o600}
        assert path.parent.stat().st_mode & 0o777 == 0o700


def test_it_keeps_foreign_keys_and_a_write_ahead_log_written_through_to_the_disk(
    path: Path,
) -> None:
    with closing(connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        full = 2
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == full
        assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION


def test_reading_makes_no_file(path: Path) -> None:
    assert connect_to_read(path) is None
    assert not path.parent.exists()


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_every_released_schema_is_brought_to_todays_with_what_is_in_it(
    path: Path, version: int
) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((SCHEMAS / f"{version}.sql").read_text("utf-8"))
    with closing(connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (session,) = connection.execute("SELECT * FROM session").fetchall()
        assert (session["key"], session["pain"], session["ending"]) == ("first", 2, "finished")
        assert connection.execute("SELECT count(*) FROM interval").fetchone()[0] == 2
        timers = connection.execute("SELECT began, ended FROM timer").fetchall()
        assert max(one["ended"] for one in timers) == 1773500036.0
        (trained,) = connection.execute("SELECT * FROM trained").fetchall()
        assert (trained["exercise"], trained["sets"], trained["longest"]) == ("plank", 1, 30.0)
        assert _shape(connection) == _shape_of_today()


def test_a_migration_that_fails_leaves_the_version_before_it(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE trained (in_the_way)")
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection)
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
        assert tables == [("trained",)]
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 0


def test_what_a_later_version_wrote_is_left_alone(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(JournalError, match="later version"):
        connect(path)
    assert path.read_bytes() == before


def test_what_is_damaged_is_told_and_set_aside_whole(path: Path) -> None:
    connect(path).close()
    path.write_bytes(b"no database" * 1000)
    path.with_name("journal.db-wal").write_bytes(b"its log")
    with pytest.raises(DamagedJournalError, match="damaged"):
        connect(path)
    aside = set_aside(path)
    assert aside.read_bytes().startswith(b"no database")
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"its log"
    assert set(files_of(path)) == {aside, aside.with_name(aside.name + "-wal")}


def test_a_second_one_is_set_aside_under_another_name(path: Path) -> None:
    path.parent.mkdir()
    names = []
    for _ in range(2):
        path.write_bytes(b"no database")
        names.append(set_aside(path).name)
    assert names == ["journal.db.damaged", "journal.db.damaged-2"]


def test_a_session_whose_process_is_gone_is_broken_off_and_a_live_one_is_not(path: Path) -> None:
    live = SessionLock(marks_folder(path), "live", "core-basics", "Core Basics")
    SessionLock(marks_folder(path), "gone", "core-basics", "Core Basics").leave()
    with closing(connect(path)) as connection:
        for key in ("live", "gone", "without a mark"):
            connection.execute(_UNDER_WAY, (key,))
    with closing(connect(path)) as connection:
        endings = dict(map(tuple, connection.execute("SELECT key, ending FROM session")))
    assert endings == {"live": None, "gone": "broken off", "without a mark": "broken off"}
    live.remove()


_UNDER_WAY = """
INSERT INTO session (key, routine, title, path, outcome, stage, conditions, reduced, began,
    began_offset, day, ended, ended_offset, hurt, planned, spent, commands, runs)
VALUES (?, 'core-basics', 'Core Basics', '', 'PROCEED', 1, '', 0, 0, 0, '1970-01-01', 0, 0, '',
    60, 0, 0, 1)
"""


def _shape(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {tuple(row) for row in found}


def _shape_of_today() -> set[tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for script in MIGRATIONS:
            connection.executescript(script)
        return _shape(connection)


def test_a_locked_journal_is_told_as_one_that_another_program_uses(path: Path) -> None:
    with (
        closing(connect(path)) as other,
        closing(connect(path)) as connection,
        transaction(other),
    ):
        connection.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(JournalError) as error, journal_errors(path), transaction(connection):
            pass
    assert "Another program is using it" in str(error.value)
    assert "disk" not in str(error.value)
