"""Find the unfinished workout, and the place where it stopped."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from voice_coach.core.model.history import Ending
from voice_coach.core.model.position import SessionPosition
from voice_coach.core.model.timeline import Timeline, exercises_of
from voice_coach.journal.codec import from_json
from voice_coach.journal.damage import UNREADABLE
from voice_coach.journal.database import connect, journal_errors
from voice_coach.journal.fallback_file import fallback_folders
from voice_coach.journal.fallback_import import take_in_fallbacks
from voice_coach.journal.paths import marks_folder
from voice_coach.journal.records import Account
from voice_coach.journal.rows import PLAN_KEPT, load
from voice_coach.journal.session_locks import is_live

_LATEST = """
SELECT key FROM session JOIN plan ON plan.session = session.id
WHERE ending IN ('stopped', 'broken off') AND hurt = '' AND ended > ?
ORDER BY ended DESC
"""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that can be resumed."""

    account: Account
    timeline: Timeline
    """The timeline as it was when the session stopped."""
    place: SessionPosition
    """The start of the interval that it broke off in."""


def unfinished_session(
    database: Path, now: float, key: str | None = None, folders: tuple[Path, ...] | None = None
) -> Unfinished | None:
    """Return the session with that key, or the last one that was left in the last seven days; None
    if there is none, or it can't be read any more. `now`: seconds since 1970. Raises JournalError.
    """
    with closing(connect(database)) as connection:
        take_in_fallbacks(connection, database, folders or fallback_folders(database))
        with journal_errors(database):
            found = connection.execute(_LATEST, (now - PLAN_KEPT,)).fetchall()
            keys = [row["key"] for row in found if key in (None, row["key"])]
            for one in keys:
                if not is_live(marks_folder(database), one):
                    # One that is damaged is as good as none.
                    with suppress(*UNREADABLE):
                        unfinished = _unfinished(load(connection, one))
                        if unfinished is not None:
                            return unfinished
    return None


def _unfinished(account: Account | None) -> Unfinished | None:
    """Rebuild the session from its account. Raises one of UNREADABLE."""
    plan = None if account is None else account.plan
    if account is None or plan is None or not account.can_be_resumed:
        return None
    timeline = from_json(Timeline, plan.timeline)
    if not 0 <= plan.position <= len(timeline.intervals) or not timeline.intervals:
        raise ValueError(plan.position)
    if not _has_work(account, timeline, plan.position):
        return None
    place = SessionPosition(
        timeline=timeline,
        index=min(plan.position, len(timeline.intervals) - 1),
        station=0,
        offset=0.0,
        spent=account.spent,
        done=frozenset(plan.done),
        left=max((one.number + 1 for one in account.intervals), default=0),
    )
    return Unfinished(account, timeline, place)


def _has_work(account: Account, timeline: Timeline, position: int) -> bool:
    """True if a set was done, or one was under way when the program died: it may have died in the
    milliseconds between the end of a set and its being written."""
    if account.ending == Ending.BROKEN_OFF:
        return any(exercises_of(interval) for interval in timeline.intervals[: position + 1])
    return account.sets_done > 0
