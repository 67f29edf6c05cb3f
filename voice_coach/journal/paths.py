"""The paths of the journal."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def journal_path() -> Path:
    """Return the path of the database; it may not exist yet."""
    return platformdirs.user_data_path("voice-coach", appauthor=False) / "journal.db"


def marks_folder(database: Path) -> Path:
    """Return the folder of the marks of unfinished sessions, beside the database."""
    return database.with_name("unfinished")
