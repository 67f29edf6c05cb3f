"""What was left unfinished, and where it stood."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from voice_coach.core.model.position import SessionPosition
from voice_coach.core.model.timeline import Timeline
from voice_coach.journal.codec import from_json
from voice_coach.journal.database import JournalError, connect, telling
from voice_coach.journal.fallback_file import spare_folders
from voice_coach.journal.fallback_import import take_in_spares
from voice_coach.journal.paths import marks_folder
from voice_coach.journal.records import Account
from voice_coach.journal.rows import PLAN_KEPT, load
from voice_coach.journal.session_locks import is_live

_LATEST = """
SELECT key FROM session JOIN plan ON plan.session = session.id
WHERE ending IN ('stopped', 'broken off') AND hurt = '' AND ended > ?
    AND EXISTS (SELECT 1 FROM trained WHERE trained.session = session.id AND sets > 0)
ORDER BY ended DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that can be gone on with."""

    account: Account
    timeline: Timeline
    """As it had become by then."""
    place: SessionPosition
    """The start of the interval that it broke off in."""


def take_up(
    database: Path, now: float, key: str | None = None, folders: tuple[Path, ...] | None = None
) -> Unfinished | None:
    """The session of that key, or the last one that was left in the last seven days; None where
    there is none. `now`: seconds since 1970. Raises JournalError."""
    with closing(connect(database)) as connection:
        take_in_spares(connection, database, folders or spare_folders(database))
        with telling(database):
            if key is None:
                latest = connection.execute(_LATEST, (now - PLAN_KEPT,)).fetchone()
                key = None if latest is None else latest["key"]
            try:
                account = None if key is None else load(connection, key)
                if account is None or is_live(marks_folder(database), account.key):
                    return None
                return _unfinished(account)
            except (ValueError, TypeError, KeyError) as error:
                raise JournalError("Where it was left can't be read any more.") from error


def _unfinished(account: Account) -> Unfinished | None:
    plan = account.plan
    if plan is None or not account.can_be_resumed:
        return None
    timeline = from_json(Timeline, plan.timeline)
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
