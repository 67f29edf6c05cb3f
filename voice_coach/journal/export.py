"""Export or remove the whole journal."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from voice_coach.journal.damage import UNREADABLE
from voice_coach.journal.database import (
    DamagedJournalError,
    damaged_ones,
    files_of,
    journal_errors,
    untouched,
)
from voice_coach.journal.fallback_file import fallback_folders, fallbacks, written
from voice_coach.journal.fallback_import import open_to_read
from voice_coach.journal.paths import marks_folder
from voice_coach.journal.records import Account, KeptScreening
from voice_coach.journal.rows import load_all
from voice_coach.journal.session_locks import marks


def everything(database: Path, folders: tuple[Path, ...] | None = None) -> bytes:
    """Return the whole journal as JSON, with the fallback files and what can be read of
    damaged databases. Raises JournalError."""
    accounts: dict[str, Account] = {}
    screenings: dict[str, KeptScreening] = {}
    for found in _all_of(database, folders or fallback_folders(database)):
        accounts = {one.key: one for one in found[0]} | accounts
        screenings = {one.key: one for one in found[1]} | screenings
    ordered = sorted(accounts.values(), key=lambda one: one.began)
    return written(ordered, list(screenings.values()))


def _all_of(
    database: Path, folders: tuple[Path, ...]
) -> list[tuple[list[Account], list[KeptScreening]]]:
    damaged = damaged_ones(database)
    found = []
    try:
        with journal_errors(database):
            connection = open_to_read(database, folders)
            if connection is not None:
                with closing(connection):
                    found.append(load_all(connection))
    except DamagedJournalError:
        damaged = (database, *damaged)
    for path in damaged:
        with suppress(sqlite3.Error, *UNREADABLE), closing(untouched(path)) as connection:
            found.append(load_all(connection))
    return found


def is_under_way(database: Path) -> bool:
    """Return whether a workout is being written at this moment."""
    return any(one.live for one in marks(marks_folder(database)))


def all_files(database: Path) -> tuple[Path, ...]:
    """Return every file of the journal: the database with what belongs to it, what was set aside,
    the marks of unfinished workouts, and fallback files."""
    marked = sorted(marks_folder(database).glob("*.json"))
    return (*files_of(database), *marked, *fallbacks(fallback_folders(database), database))


def remove(files: tuple[Path, ...], database: Path) -> None:
    """Remove these files, and the folder of the marks. Raises OSError."""
    for path in files:
        path.unlink(missing_ok=True)
    with suppress(OSError):
        marks_folder(database).rmdir()
