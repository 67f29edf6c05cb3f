"""All of the journal: given out, and removed."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from voice_coach.journal.database import connect_to_read, files_of, telling
from voice_coach.journal.fallback_file import read, spare_folders, spares, written
from voice_coach.journal.paths import marks_folder
from voice_coach.journal.records import Account, KeptScreening
from voice_coach.journal.rows import load_all
from voice_coach.journal.session_locks import marks


def everything(database: Path, folders: tuple[Path, ...] | None = None) -> bytes:
    """The whole journal as JSON, with what is still in spare files. Raises JournalError."""
    accounts: list[Account] = []
    screenings: list[KeptScreening] = []
    with telling(database):
        connection = connect_to_read(database)
        if connection is not None:
            with closing(connection):
                accounts, screenings = load_all(connection)
    known = {one.key for one in accounts}
    for path in spares(folders or spare_folders(database)):
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            more, others = read(path.read_bytes())
            accounts += [one for one in more if one.key not in known]
            screenings += [one for one in others if one not in screenings]
    return written(sorted(accounts, key=lambda one: one.began), screenings)


def is_under_way(database: Path) -> bool:
    """Whether a workout is being written at this moment."""
    return any(one.live for one in marks(marks_folder(database)))


def all_files(database: Path, folders: tuple[Path, ...] | None = None) -> tuple[Path, ...]:
    """Every file of the journal there is: the database with what belongs to it, what was set
    aside, the marks of unfinished workouts, and spare files."""
    marked = sorted(marks_folder(database).glob("*.json"))
    return (*files_of(database), *marked, *spares(folders or spare_folders(database)))


def remove(files: tuple[Path, ...], database: Path) -> None:
    """Remove them, and the folder of the marks. Raises OSError."""
    for path in files:
        path.unlink(missing_ok=True)
    with suppress(OSError):
        marks_folder(database).rmdir()
