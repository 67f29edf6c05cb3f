"""Keeping a session as it happens: what it costs whoever tells the journal, and when it is safe."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from statistics import median, quantiles
from threading import Event
from typing import TYPE_CHECKING

from benchmarks.table import Row, Table

from voice_coach.core.events.facts import Ended, Entered, Fact, Left, outcome_of
from voice_coach.core.model.history import Ending
from voice_coach.core.model.unroll import unroll
from voice_coach.core.safety.clearance import CLEAR
from voice_coach.journal.records import ClockOrigin, account_of
from voice_coach.journal.writer import JournalWriter
from voice_coach.library.routine.finder import Shelf
from voice_coach.system import clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.workshop import Workshop

    from voice_coach.core.model.timeline import Timeline
    from voice_coach.core.units import Seconds

_ROUTINE = "core-basics"
_SESSIONS = 6


def measure(workshop: Workshop) -> Table:
    """Tell whole sessions, entry by entry, and look when each interval is in the database."""
    path = workshop.home().folder / "journal.db"
    told: list[Seconds] = []
    safe: list[Seconds] = []
    for _ in range(_SESSIONS):
        _keep(path, told, safe)
    rows = (
        Row("telling it, median", "ms", median(told) * 1e3, goal=1.0),
        Row("telling it, 99 of 100", "ms", quantiles(told, n=100)[98] * 1e3),
        Row("until an interval is saved, median", "ms", median(safe) * 1e3),
        Row("until it is, worst", "ms", max(safe) * 1e3),
    )
    note = f"{len(told)} entries of {_SESSIONS} sessions of {_ROUTINE}; each is committed at once"
    return Table("", rows, (note, "nobody on the clock path waits for the disk"))


def _keep(path: Path, told: list[Seconds], safe: list[Seconds]) -> None:
    timeline = unroll(Shelf().find(_ROUTINE).routine)
    account = account_of(
        _ROUTINE, timeline, CLEAR, clock.wall(), path="", document="", reduced=False
    )
    writer = JournalWriter(
        lambda _: None, ClockOrigin(clock.now(), clock.wall()), path, (path.parent,)
    )
    writer.begin(account)
    over = 0
    for entry in _entries(timeline):
        began = clock.now()
        writer.take(entry)
        told.append(clock.now() - began)
        if isinstance(entry, Entered):
            _wait(path, account.key, over)
            safe.append(clock.now() - began)
        over += isinstance(entry, Left)
    writer.close()


def _entries(timeline: Timeline) -> Iterator[Fact]:
    now = clock.now()
    for index, interval in enumerate(timeline.intervals):
        yield Entered(now, timeline, index, 0.0, 0.0, frozenset())
        outcome = outcome_of(interval.expected, done=True)
        yield Left(now, index, index, interval, now, interval.expected, outcome)
    yield Ended(now, Ending.FINISHED, timeline.total)


def _wait(path: Path, key: str, over: int) -> None:
    """Until so many intervals of the session can be read by another."""
    query = (
        "SELECT count(*) FROM plan JOIN session ON session.id = plan.session WHERE key = ?"
        " AND position = ?"
    )
    while True:
        if path.exists():
            with closing(sqlite3.connect(path)) as connection:
                try:
                    if connection.execute(query, (key, over)).fetchone()[0]:
                        return
                except sqlite3.OperationalError:
                    pass  # Its tables are being made.
        Event().wait(0.0005)
