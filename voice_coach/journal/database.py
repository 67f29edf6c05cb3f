"""Open the database: create or migrate it if needed, and share it between processes."""

from __future__ import annotations

import glob
import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from voice_coach.errors import CoachError
from voice_coach.journal.damage import UNREADABLE
from voice_coach.journal.paths import marks_folder
from voice_coach.journal.schema import MIGRATIONS, VERSION
from voice_coach.journal.session_locks import is_live, wait_for_lock
from voice_coach.system.atomic_write import PRIVATE, PRIVATE_FOLDER, free_name_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 5.0
"""Seconds to wait for another process that is writing; each of ours writes for milliseconds."""

_HEAD = b"SQLite format 3\0"
"""The first bytes of every database that is not empty."""

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
"""SQLITE_ERROR is a table or column that is not there: the queries are ours, and fixed."""

_SEE_FOLDER = "Check that its folder is writable and the disk has free space."
_SEE_OTHERS = "Another program is using it. Close that one, or wait until it has ended."
_INSTEAD = {sqlite3.SQLITE_BUSY: _SEE_OTHERS, sqlite3.SQLITE_LOCKED: _SEE_OTHERS}

_BESIDE = ("-wal", "-shm", "-journal")
"""The endings of the files that SQLite keeps beside the database."""


class JournalError(CoachError):
    """The journal can't be read or written: why, and what to do."""


class DamagedJournalError(JournalError):
    """The database is damaged."""

    def __init__(self, what: str) -> None:
        super().__init__(
            what,
            "The next workout moves it aside and starts a new one. `voice-coach journal export "
            "FILE` saves everything in it that can still be read.",
        )


def connect(path: Path) -> sqlite3.Connection:
    """Open for reading and writing, at the schema of this program; sessions whose process is gone
    are marked as broken off. Raises JournalError."""
    with journal_errors(path):
        _make_private(path)
        _check_head(path)
        connection = _opened(f"{path.absolute().as_uri()}?mode=rw")
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # Written through to the disk: an empty battery takes no more than a crash does.
            connection.execute("PRAGMA synchronous = FULL")
            migrate(connection)
            _break_off(connection, marks_folder(path))
        except BaseException:
            connection.close()
            raise
        return connection


def put_off_flushing(connection: sqlite3.Connection) -> None:
    """Have a commit return as soon as the system has the data, which the end of this process can't
    undo; `flush` then has it on the disk. In between, a second one need not wait."""
    connection.execute("PRAGMA synchronous = NORMAL")


def flush(path: Path) -> None:
    """Write through to the disk what was committed. Raises JournalError."""
    with journal_errors(path), suppress(FileNotFoundError):
        # No lock of SQLite's is on this file, so closing it releases none.
        file = os.open(f"{path}-wal", os.O_RDWR)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def connect_to_read(path: Path) -> sqlite3.Connection | None:
    """Open the existing database, even where nothing can be written; None if there is no journal
    yet. Raises JournalError."""
    if not path.exists():
        return None
    try:
        return connect(path)
    except DamagedJournalError:
        raise
    except JournalError as error:
        with suppress(sqlite3.Error):
            return _read_only(path)
        raise error from None


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database to today's schema, each step whole or not at all. Raises JournalError when
    a later version wrote it."""
    while (version := _version(connection)) < VERSION:
        # The version is read again inside: another process may have been faster.
        with transaction(connection):
            if _version(connection) == version:
                for statement in _statements(MIGRATIONS[version]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
    if version > VERSION:
        raise JournalError(
            "The journal was written by a later version of voice-coach.",
            "Update voice-coach. Until then, the journal is not changed.",
        )


def in_memory(copy_of: sqlite3.Connection | None = None) -> sqlite3.Connection:
    """Make a database of today's schema in memory, with the content of another one."""
    connection = _opened("file::memory:")
    if copy_of is not None:
        copy_of.backup(connection)
    migrate(connection)
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # A full disk may have rolled back already.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def journal_errors(path: Path) -> Iterator[None]:
    """Report errors of the database in words for the user. Raises JournalError."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED:
            raise DamagedJournalError(f"The journal {path} is damaged: {error}.") from error
        raise JournalError(
            f"The journal {path} can't be used: {error}.", _INSTEAD.get(code, _SEE_FOLDER)
        ) from error
    except UNREADABLE as error:
        raise DamagedJournalError(f"The journal {path} is damaged: {error}.") from error
    except OSError as error:
        raise JournalError(
            f"The journal {path} can't be used: {error.strerror or error}.", _SEE_FOLDER
        ) from error


def check_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Read all pages of it, as is done before anything is written: what is written to a damaged
    table may be lost without a word. Ten years of daily workouts (14 MB) take 80 ms, in the
    journal's own thread; comparing each index with its table, as `check` does, takes 130. Raises
    DamagedJournalError."""
    if not _is_whole(connection, "quick_check"):
        raise DamagedJournalError(f"The journal {path} is damaged.")


def check(connection: sqlite3.Connection, path: Path) -> int:
    """Read all of it, compare each index with its table, and return the number of sessions.
    Raises JournalError."""
    with journal_errors(path):
        if not _is_whole(connection, "integrity_check"):
            raise DamagedJournalError(f"The journal {path} is damaged.")
        sessions: int = connection.execute("SELECT count(*) FROM session").fetchone()[0]
        return sessions


def set_aside(path: Path) -> Path:
    """Move a damaged database away, with all that belongs to it. Raises OSError."""
    aside = path.rename(free_name_beside(path))
    for ending in _BESIDE:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + ending))
    return aside


def renew(path: Path) -> tuple[sqlite3.Connection, Path | None]:
    """Open a new database in place of a damaged one, and return where that was moved to; None if
    another process has done so already. Raises JournalError."""
    with journal_errors(path), _alone(path):
        connection = None
        with suppress(DamagedJournalError):
            connection = connect(path)
        if connection is not None and _is_whole(connection, "integrity_check"):
            return connection, None
        if connection is not None:
            connection.close()
        aside = set_aside(path)
        return connect(path), aside


def files_of(path: Path) -> tuple[Path, ...]:
    """All files of the database, also those set aside."""
    endings = (*_BESIDE, ".lock")
    there = [path, *(path.with_name(path.name + ending) for ending in endings)]
    return tuple(one for one in (*there, *_aside(path)) if one.exists())


def damaged_ones(path: Path) -> tuple[Path, ...]:
    """Return the databases that were set aside."""
    return tuple(one for one in _aside(path) if not one.name.endswith(_BESIDE))


def _aside(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{glob.escape(path.name)}.damaged*"))


def _make_private(path: Path) -> None:
    """Create the file with its private mode from the first byte on; SQLite copies the mode to the
    files beside it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    if not path.exists():
        path.parent.chmod(PRIVATE_FOLDER)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock that stops our other processes from setting the file aside. Raises OSError."""
    file = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, PRIVATE)
    try:
        wait_for_lock(file)
        yield
    finally:
        os.close(file)


def _is_whole(
    connection: sqlite3.Connection, how: Literal["quick_check", "integrity_check"]
) -> bool:
    with suppress(sqlite3.DatabaseError, *UNREADABLE):
        found = connection.execute(f"PRAGMA {how}(1)").fetchone()
        return bool(found[0] == "ok") and _schema_of(connection) == _todays_schema()
    return False


def _schema_of(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    found = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
    )
    return [(row[0], row[1]) for row in found]


def _todays_schema() -> list[tuple[str, str]]:
    with closing(in_memory()) as connection:
        return _schema_of(connection)


def _check_head(path: Path) -> None:
    """Check that the file is a database: SQLite would delete the log beside one that is not. Raises
    DamagedJournalError."""
    with path.open("rb") as file:
        head = file.read(len(_HEAD))
    log = path.with_name(f"{path.name}-wal")
    if head != _HEAD and (head or (log.exists() and log.stat().st_size)):
        raise DamagedJournalError(f"The journal {path} is damaged: it is not a database.")


def _opened(uri: str) -> sqlite3.Connection:
    # Transactions are our own, and a connection is handed to the thread that writes.
    connection = sqlite3.connect(
        uri, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=True
    )
    connection.row_factory = sqlite3.Row
    # A path need not be UTF-8, and neither is what was damaged.
    connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def untouched(path: Path) -> sqlite3.Connection:
    """Open a database in whatever state it is, and write nothing. Raises sqlite3.Error."""
    # Where nothing can be written nobody writes: what SQLite would keep beside it isn't needed.
    return _opened(f"{path.absolute().as_uri()}?mode=ro&immutable=1")


def _read_only(path: Path) -> sqlite3.Connection:
    connection = untouched(path)
    if _version(connection) != VERSION:
        connection.close()
        raise sqlite3.OperationalError("another schema")
    return connection


def _break_off(connection: sqlite3.Connection, marks: Path) -> None:
    under_way = connection.execute("SELECT key FROM session WHERE ending IS NULL").fetchall()
    for (key,) in under_way:
        if not is_live(marks, key):
            connection.execute(
                "UPDATE session SET ending = 'broken off' WHERE key = ? AND ending IS NULL", (key,)
            )


def _version(connection: sqlite3.Connection) -> int:
    with closing(connection.execute("PRAGMA user_version")) as found:
        version: int = found.fetchone()[0]
        return version


def _statements(script: str) -> Iterator[str]:
    """Split a script into statements: `executescript` would end our transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
