"""Opening the database: made if need be, brought to today's schema, safe for several processes."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from voice_coach.errors import CoachError
from voice_coach.journal.paths import marks_folder
from voice_coach.journal.schema import MIGRATIONS, VERSION
from voice_coach.journal.session_locks import is_live, wait_for_lock
from voice_coach.system.atomic_write import PRIVATE, PRIVATE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 5.0
"""Seconds to wait for another process that is writing; each of ours writes for milliseconds."""

_HEAD = b"SQLite format 3\0"
"""What every database begins with, once something is in it."""

_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps in files beside the database."""


class JournalError(CoachError):
    """The journal can't be read or written: why, and what to do."""


class DamagedJournalError(JournalError):
    """The database is not as it was written."""


def connect(path: Path) -> sqlite3.Connection:
    """Open for reading and writing, at the schema of this program; sessions whose process is
    gone are broken off from then on. Raises JournalError."""
    with telling(path):
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


def connect_to_read(path: Path) -> sqlite3.Connection | None:
    """Open what there is, also where nothing can be written; None where nothing was ever kept.
    Raises JournalError."""
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
            "Update voice-coach; until then nothing is changed in it.",
        )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing."""
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
def telling(path: Path) -> Iterator[None]:
    """Tell what goes wrong with the database in the user's words. Raises JournalError."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise DamagedJournalError(f"The journal {path} is damaged: {error}.") from error
        raise JournalError(
            f"The journal {path} can't be used: {error}.",
            "See that its folder can be written and the disk has room.",
        ) from error
    except OSError as error:
        raise JournalError(
            f"The journal {path} can't be used: {error.strerror or error}.",
            "See that its folder can be written and the disk has room.",
        ) from error


def check(connection: sqlite3.Connection, path: Path) -> int:
    """Read all of it; how many sessions there are. Raises JournalError."""
    with telling(path):
        if not _is_whole(connection):
            raise DamagedJournalError(f"The journal {path} is damaged.")
        sessions: int = connection.execute("SELECT count(*) FROM session").fetchone()[0]
        return sessions


def set_aside(path: Path) -> Path:
    """Move a damaged database away, with all that belongs to it. Raises OSError."""
    number, aside = 1, path.with_name(f"{path.name}.damaged")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{number}")
    path.rename(aside)
    for ending in _BESIDE:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + ending))
    return aside


def renew(path: Path) -> tuple[sqlite3.Connection, Path | None]:
    """Open in place of a damaged database, and say where that was set aside; None when another
    process has done so already. Raises JournalError."""
    with telling(path), _alone(path):
        connection = None
        with suppress(DamagedJournalError):
            connection = connect(path)
        if connection is not None and _is_whole(connection):
            return connection, None
        if connection is not None:
            connection.close()
        aside = set_aside(path)
        return connect(path), aside


def files_of(path: Path) -> tuple[Path, ...]:
    """All files of the database, also those set aside."""
    damaged = sorted(path.parent.glob(f"{path.name}.damaged*"))
    endings = (*_BESIDE, ".lock")
    there = [path, *(path.with_name(path.name + ending) for ending in endings)]
    return tuple(one for one in (*there, *damaged) if one.exists())


def _make_private(path: Path) -> None:
    """Make the file with its mode from the first byte on; SQLite gives it to those beside it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    if not path.exists():
        path.parent.chmod(PRIVATE_FOLDER)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """While no other process of ours sets it aside. Raises OSError."""
    file = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, PRIVATE)
    try:
        wait_for_lock(file)
        yield
    finally:
        os.close(file)


def _is_whole(connection: sqlite3.Connection) -> bool:
    with suppress(sqlite3.DatabaseError):
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
        return bool(found[0] == "ok")
    return False


def _check_head(path: Path) -> None:
    """SQLite would throw away the log beside a file that is none of its own. Raises
    DamagedError."""
    with path.open("rb") as file:
        head = file.read(len(_HEAD))
    log = path.with_name(f"{path.name}-wal")
    if head != _HEAD and (head or (log.exists() and log.stat().st_size)):
        raise DamagedJournalError(f"The journal {path} is damaged: it is no database.")


def _opened(uri: str) -> sqlite3.Connection:
    # Transactions are our own, and a connection is handed to the thread that writes.
    connection = sqlite3.connect(
        uri, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=True
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _read_only(path: Path) -> sqlite3.Connection:
    # Where nothing can be written nobody writes: what SQLite would keep beside it isn't needed.
    connection = _opened(f"{path.absolute().as_uri()}?mode=ro&immutable=1")
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
    """The statements of a script, for `executescript` would end our transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
