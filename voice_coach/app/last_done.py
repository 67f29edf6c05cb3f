"""The day each routine was last done, for menus and lists."""

from __future__ import annotations

from datetime import date

from voice_coach.errors import CoachError
from voice_coach.journal.paths import journal_path


def last_done() -> dict[str, date]:
    """The day on which each routine was last finished, by its slug; empty if the journal can't be
    read."""
    if not journal_path().exists():
        return {}
    # Imported here: before the first workout nobody needs the database.
    from voice_coach.journal.reader import JournalReader  # noqa: PLC0415

    try:
        with JournalReader() as journal:
            return {slug: at.date() for slug, at in journal.last_done().items()}
    except CoachError:
        return {}
