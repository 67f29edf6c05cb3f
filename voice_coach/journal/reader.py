"""Read the journal: past sessions, as values."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta, timezone
from functools import cache, partial
from typing import TYPE_CHECKING, Self

from voice_coach.core.model.exercise import Group
from voice_coach.core.model.history import (
    Effort,
    Ending,
    IntervalOutcome,
    PastInterval,
    PastSession,
    TimerRun,
)
from voice_coach.core.model.timeline import IntervalKind, Side
from voice_coach.journal.damage import readable
from voice_coach.journal.database import journal_errors
from voice_coach.journal.fallback_file import fallback_folders
from voice_coach.journal.fallback_import import open_to_read
from voice_coach.journal.paths import journal_path
from voice_coach.journal.records import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# As `PastSession.counts` has it. It belongs to the connection, so that the file may be read-only.
_COUNTED = """
CREATE TEMP VIEW IF NOT EXISTS counted AS
SELECT * FROM session
WHERE ending IS NOT NULL AND (planned = 0 OR EXISTS (
    SELECT 1 FROM interval
    WHERE interval.session = session.id AND exercise IS NOT NULL AND deed <> 'skipped'
))
"""


class JournalReader:
    """The journal, for reading.

    A context manager: leaving it closes it. Raises JournalError if the database can't be read; if
    there is no journal yet it is empty, and no file is made.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or journal_path()
        self._connection = open_to_read(self.path, fallback_folders(self.path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()

    def rows(
        self, query: str, values: tuple[object, ...] | Mapping[str, object] = ()
    ) -> list[sqlite3.Row]:
        """Run a query on the tables in `schema`; no rows if there is no journal yet.
        A session with an `ending` of NULL is under way in another process; `counted` has the
        sessions that count as past. Raises JournalError.
        """
        if self._connection is None:
            return []
        with journal_errors(self.path):
            self._connection.execute(_COUNTED)
            return self._connection.execute(query, values).fetchall()

    def sessions(
        self,
        limit: int | None = None,
        routine: str | None = None,
    ) -> tuple[PastSession, ...]:
        """Return past sessions, the newest first; at most `limit`, and with the slug of a `routine`
        only those of it."""
        found = self.rows(
            "SELECT * FROM session WHERE ending IS NOT NULL AND (? IS NULL OR routine = ?)"
            " ORDER BY began DESC, id DESC LIMIT ?",
            (routine, routine, -1 if limit is None else limit),
        )
        if not found:
            return ()
        since = (found[-1]["began"], routine, routine)
        intervals = self._by_session(
            "SELECT interval.* FROM session JOIN interval ON interval.session = session.id"
            " WHERE session.began >= ? AND (? IS NULL OR routine = ?) AND exercise IS NOT NULL"
            " ORDER BY interval.session, number, part",
            since,
        )
        timers = self._by_session(
            "SELECT timer.* FROM session JOIN timer ON timer.session = session.id"
            " WHERE session.began >= ? AND (? IS NULL OR routine = ?)"
            " ORDER BY timer.session, number",
            since,
        )
        return tuple(
            readable(
                found,
                lambda row: _session(row, intervals.get(row["id"], ()), timers.get(row["id"], ())),
            )
        )

    def _by_session(self, query: str, values: tuple[object, ...]) -> dict[int, list[sqlite3.Row]]:
        found: dict[int, list[sqlite3.Row]] = {}
        for row in self.rows(query, values):
            found.setdefault(row["session"], []).append(row)
        return found

    def session(self, key: str) -> PastSession | None:
        """Return the past session with that key."""
        for row in self.rows("SELECT * FROM session WHERE key = ? AND ending IS NOT NULL", (key,)):
            intervals = self.rows(
                "SELECT * FROM interval WHERE session = ? AND exercise IS NOT NULL"
                " ORDER BY number, part",
                (row["id"],),
            )
            timers = self.rows(
                "SELECT * FROM timer WHERE session = ? ORDER BY number", (row["id"],)
            )
            with journal_errors(self.path):
                return _session(row, intervals, timers)
        return None

    def last_done(self) -> dict[str, datetime]:
        """Return when each routine was last finished with some of its work, by slug."""
        found = self.rows(
            "SELECT routine, max(ended) AS ended, ended_offset FROM counted"
            " WHERE ending = 'finished' GROUP BY routine"
        )
        return dict(
            readable(
                found, lambda row: (row["routine"], _moment(row["ended"], row["ended_offset"]))
            )
        )


def _session(
    row: sqlite3.Row, intervals: Iterable[sqlite3.Row], timers: Iterable[sqlite3.Row]
) -> PastSession:
    zone = timezone(timedelta(seconds=row["began_offset"]))
    return PastSession(
        key=row["key"],
        routine=row["routine"],
        title=row["title"],
        began=datetime.fromtimestamp(row["began"], zone),
        ended=_moment(row["ended"], row["ended_offset"]),
        ending=Ending(row["ending"]),
        planned=float(row["planned"]),
        spent=float(row["spent"]),
        pain=None if row["pain"] is None else int(row["pain"]),
        effort=None if row["effort"] is None else Effort(row["effort"]),
        intervals=tuple(readable(intervals, lambda one: _interval(one, zone))),
        hurt=tuple(row["hurt"].split()),
        timer=_timer(row, timers, zone),
    )


def _timer(
    session: sqlite3.Row, timers: Iterable[sqlite3.Row], zone: timezone
) -> tuple[TimerRun, ...]:
    """The runs of the timer; without the interval that a session broke off in, which `spent`
    doesn't count either."""
    ended = float(session["ended"])
    runs: Iterable[tuple[float, float]] = readable(
        timers,
        lambda one: (
            float(one["began"]),
            ended if one["ended"] is None else float(one["ended"]),
        ),
    )
    if session["ending"] == Ending.BROKEN_OFF:
        runs = counted(runs, float(session["spent"]))
    moment = partial(datetime.fromtimestamp, tz=zone)
    return tuple(readable(runs, lambda run: TimerRun(*map(moment, run))))


def _interval(row: sqlite3.Row, zone: timezone) -> PastInterval:
    return PastInterval(
        exercise=row["exercise"],
        name=row["name"],
        group=_group(row["muscle_group"]),
        also_trains=_groups(row["also_trains"]),
        exercise_kind=row["exercise_kind"],
        met=None if row["met"] is None else float(row["met"]),
        kind=_kind(row["kind"]),
        side=_side(row["side"]),
        split=bool(row["split"]),
        set_number=int(row["set_number"]),
        reps=None if row["reps"] is None else int(row["reps"]),
        held=bool(row["held"]),
        planned=float(row["planned"]),
        spent=float(row["spent"]),
        began=datetime.fromtimestamp(row["began"], zone),
        outcome=_deed(row["deed"]),
    )


# Of tens of thousands of intervals each has one of a few words.
_group, _kind, _deed = cache(Group), cache(IntervalKind), cache(IntervalOutcome)


@cache
def _side(word: str | None) -> Side | None:
    return None if word is None else Side(word)


@cache
def _groups(words: str) -> tuple[Group, ...]:
    return tuple(map(Group, words.split()))


def _moment(at: float, offset: int) -> datetime:
    return datetime.fromtimestamp(at, timezone(timedelta(seconds=offset)))
