"""Past sessions put into a journal at once, as if they had been led."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from voice_coach.core.model.history import PastInterval, PastSession
from voice_coach.journal.database import connect, transaction

_SESSION = """
INSERT INTO session (key, routine, title, path, outcome, stage, conditions, reduced, began,
    began_offset, day, ended, ended_offset, ending, hurt, planned, spent, commands, runs, pain,
    effort)
VALUES (?, ?, ?, '', 'proceed', 1, '', 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?, ?)
"""
_INTERVAL = """
INSERT INTO interval (session, number, part, kind, exercise, name, muscle_group, also_trains,
    exercise_kind, met, side, split, set_number, reps, held, planned, spent, began, deed)
VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def keep(path: Path, sessions: Iterable[PastSession]) -> None:
    """Add them to the journal at `path`, which is made if need be."""
    with closing(connect(path)) as connection, transaction(connection):
        for session in sessions:
            added = connection.execute(_SESSION, tuple(_session(session))).lastrowid
            connection.executemany(
                _INTERVAL,
                (
                    (added, number, *_interval(interval))
                    for number, interval in enumerate(session.intervals)
                ),
            )


def _session(session: PastSession) -> Iterator[object]:
    yield from (session.key, session.routine, session.title)
    for moment in (session.began, session.ended):
        offset = moment.utcoffset()
        assert offset is not None
        yield from (moment.timestamp(), offset.total_seconds())
        if moment is session.began:
            yield moment.date().isoformat()
    yield from (session.ending, " ".join(session.hurt), session.planned, session.spent)
    yield from (session.pain, session.effort)


def _interval(interval: PastInterval) -> Iterator[object]:
    yield from (interval.kind, interval.exercise, interval.name, interval.group)
    yield from (" ".join(interval.also_trains), interval.exercise_kind, interval.met)
    yield from (interval.side, interval.split, interval.set_number)
    yield from (interval.reps, interval.held, interval.planned, interval.spent)
    yield from (interval.began.timestamp(), interval.outcome)
