"""Where the journal is."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def journal_path() -> Path:
    """The database; it may not be there yet."""
    return platformdirs.user_data_path("voice-coach", appauthor=False) / "journal.db"


def marks_folder(database: Path) -> Path:
    """Beside the database: the marks of sessions that are not finished."""
    return database.with_name("unfinished")
