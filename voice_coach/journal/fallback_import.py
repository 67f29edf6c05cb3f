"""Import fallback files: what was kept elsewhere while the database could not be written."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from voice_coach.core.model.history import Ending
from voice_coach.journal.damage import UNREADABLE
from voice_coach.journal.database import (
    JournalError,
    connect_to_read,
    in_memory,
    journal_errors,
    transaction,
)
from voice_coach.journal.fallback_file import fallbacks, read
from voice_coach.journal.rows import save, save_screening
from voice_coach.system.bounded_read import read_regular


def take_in_fallbacks(
    connection: sqlite3.Connection, path: Path, folders: tuple[Path, ...]
) -> None:
    """Move fallback files into the database; one that can't be read stays where it is.
    Raises JournalError."""
    for fallback in fallbacks(folders, path):
        if _take_in(connection, path, fallback):
            with suppress(OSError):
                fallback.unlink()


def open_to_read(path: Path, folders: tuple[Path, ...]) -> sqlite3.Connection | None:
    """Open the database for reading, with the content of fallback files; None without a journal.
    Fallback files that can't be imported are added to a copy in memory. Raises JournalError."""
    connection = connect_to_read(path)
    if connection is not None:
        with suppress(JournalError):
            take_in_fallbacks(connection, path, folders)
    left = fallbacks(folders, path)
    if not left:
        return connection
    with journal_errors(path):
        copy = in_memory(connection)
        if connection is not None:
            connection.close()
        for fallback in left:
            _take_in(copy, path, fallback)
        return copy


def _take_in(connection: sqlite3.Connection, path: Path, fallback: Path) -> bool:
    """Return True once a fallback file's content is in the database. Raises JournalError."""
    try:
        accounts, screenings = read(read_regular(fallback))
    except (OSError, *UNREADABLE):
        return False
    with journal_errors(path), transaction(connection):
        for account in accounts:
            # Its process is gone, or will write it again.
            account.ending = account.ending or Ending.BROKEN_OFF.value
            save(connection, account)
        for screening in screenings:
            save_screening(connection, screening)
    return True
