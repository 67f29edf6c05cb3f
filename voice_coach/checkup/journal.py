"""Check that the journal can be read and written."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from voice_coach.checkup.finding import Finding, FindingState, MeasuredValue
from voice_coach.errors import CoachError
from voice_coach.journal.database import DamagedJournalError, check, connect
from voice_coach.journal.fallback_file import fallback_folders, fallbacks


def check_journal(database: Path, folders: tuple[Path, ...] | None = None) -> Finding:
    """Read it completely. `folders`: where fallback files may be."""
    waiting = fallbacks(folders or fallback_folders(database), database)
    measured: dict[str, MeasuredValue] = {"file": str(database), "spare_files": len(waiting)}
    if not database.exists():
        found = f"{database}, created with the first workout"
        return Finding("journal", FindingState.OK, found, measured=measured)
    try:
        with closing(connect(database)) as connection:
            measured["sessions"] = sessions = check(connection, database)
    except DamagedJournalError as error:
        later = ("The next workout renames it and starts a new one.",)
        return Finding("journal", FindingState.NOTE, error.what, later, measured)
    except CoachError as error:
        advice = (
            error.instead,
            "Workouts still work; they are saved in a separate file for now.",
        )
        return Finding("journal", FindingState.NOTE, error.what, advice, measured)
    told = f"{sessions} workout" if sessions == 1 else f"{sessions} workouts"
    found = f"{database}, {told}"
    if waiting:
        found += f"; {len(waiting)} in separate files, added at the next workout"
    return Finding("journal", FindingState.OK, found, measured=measured)
