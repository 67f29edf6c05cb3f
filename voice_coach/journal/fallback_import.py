"""Taking in what was kept elsewhere: spare files, and scores from before there was a journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from voice_coach.core.model.history import Ending
from voice_coach.journal.database import telling, transaction
from voice_coach.journal.fallback_file import read, spares
from voice_coach.journal.old_scores import OldScore, sessions_of
from voice_coach.journal.rows import save, save_screening


def take_in_scores(connection: sqlite3.Connection, path: Path, scores: Iterable[OldScore]) -> None:
    """Keep each as a session, once. Raises JournalError."""
    with telling(path), transaction(connection):
        for account in sessions_of(scores):
            save(connection, account)


def take_in_spares(connection: sqlite3.Connection, path: Path, folders: tuple[Path, ...]) -> None:
    """Move what is in spare files into the database; one that can't be read stays where it is.
    Raises JournalError."""
    for spare in spares(folders):
        try:
            accounts, screenings = read(spare.read_bytes())
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            continue
        with telling(path), transaction(connection):
            for account in accounts:
                # Its process is gone, or will write it again.
                account.ending = account.ending or Ending.BROKEN_OFF.value
                save(connection, account)
            for screening in screenings:
                save_screening(connection, screening)
        with suppress(OSError):
            spare.unlink()
