"""Journals with damaged bytes and damaged values: no workout is stopped, and none is lost."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from journal.leading import NOW, SHORT, account, lead, session, writer
from jumping_clock import JumpingClock

from voice_coach.core.events.command import Command
from voice_coach.errors import CoachError
from voice_coach.journal import statistics
from voice_coach.journal.export import everything
from voice_coach.journal.reader import JournalReader
from voice_coach.journal.resume import unfinished_session

if TYPE_CHECKING:
    from torture.conftest import Torture

ROUNDS = 40


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of three sessions, of which one can be gone on with."""
    path = tmp_path_factory.mktemp("whole") / "journal.db"
    for stopped_at in (None, None, 60.0):
        journal = writer(path)
        journal.begin(account())
        happenings = () if stopped_at is None else ((stopped_at, Command.QUIT),)
        lead(session(), journal, JumpingClock(*happenings))
        journal.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def read_all(path: Path) -> None:
    """Read it in every way there is. Raises CoachError where that can't be."""
    with JournalReader(path) as journal:
        for past in journal.sessions():
            journal.session(past.key)
        journal.last_done()
        statistics.summaries(journal)
        statistics.count(journal)
        statistics.routines(journal)
        statistics.totals(journal, date(2026, 1, 1))


def bear(path: Path) -> None:
    """What must hold of a journal in whatever state."""
    for read in (
        lambda: read_all(path),
        lambda: json.loads(everything(path, (path.parent,))),
        lambda: unfinished_session(path, NOW, folders=(path.parent,)),
    ):
        with suppress(CoachError):
            read()
    told: list[object] = []
    journal = writer(path, told)
    kept = account()
    journal.begin(kept)
    assert lead(session(), journal).over
    journal.close()
    assert not journal.last_words or "is kept in" in journal.last_words, told
    exported = json.loads(everything(path, (path.parent,)))["sessions"]
    (found,) = [one for one in exported if one["key"] == kept.key]
    assert (found["ending"], len(found["intervals"])) == ("finished", len(SHORT.intervals))


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Some bytes of it changed, most of them where the schema is."""
    found = bytearray(data)
    kind = chance.choice(("schema", "schema", "anywhere", "high", "cut", "zeros"))
    if kind == "cut":
        return bytes(found[: chance.randrange(len(found))])
    if kind == "zeros":
        place = chance.randrange(len(found))
        found[place : place + 4096] = bytes(4096)
        return bytes(found[: len(data)])
    for _ in range(chance.randint(1, 40)):
        place = chance.randrange(4096 if kind == "schema" else len(found))
        found[place] = chance.randrange(0x80, 0x100) if kind == "high" else chance.randrange(256)
    return bytes(found)


def test_damaged_bytes_stop_no_workout(whole: Path, tmp_path: Path, torture: Torture) -> None:
    for number in torture.rounds(ROUNDS):
        path = tmp_path / str(number) / "journal.db"
        path.parent.mkdir()
        path.write_bytes(damaged(whole.read_bytes(), torture.chance))
        bear(path)
        shutil.rmtree(path.parent)


COLUMNS = (
    *(("session", name) for name in ("routine", "title", "began", "began_offset", "day", "ended")),
    *(("session", name) for name in ("outcome", "conditions", "hurt", "planned", "spent", "runs")),
    *(("interval", name) for name in ("kind", "muscle_group", "side", "reps", "began", "met")),
    *(("plan", name) for name in ("timeline", "position", "done")),
    *(("trained", name) for name in ("muscle_group", "seconds", "longest", "exercise_kind")),
)
VALUES = (
    *(None, "", "nonsense", 1e300, -1e18, 10**18, float("inf"), -1, 0, "2026-02-31"),
    *(b"\xff\xfe", b"\x80", "[" * 5000, '{"intervals": [], "title": "x"}', "null", "\x1b[2J"),
)


def test_damaged_values_stop_no_workout(whole: Path, tmp_path: Path, torture: Torture) -> None:
    for number in torture.rounds(ROUNDS):
        path = tmp_path / str(number) / "journal.db"
        path.parent.mkdir()
        shutil.copy(whole, path)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            table, column = torture.chance.choice(COLUMNS)
            value = torture.chance.choice(VALUES)
            written = "CAST(? AS TEXT)" if isinstance(value, bytes) else "?"
            one = " WHERE rowid = 1" if table in ("session", "plan") else ""
            query = f"UPDATE OR IGNORE {table} SET {column} = {written}{one}"  # noqa: S608 - ours.
            try:
                connection.execute(query, (value,))
                connection.commit()
            except sqlite3.IntegrityError:
                continue
        bear(path)
        shutil.rmtree(path.parent)


@pytest.mark.parametrize("mark", ["[" * 100_000, "{}", "null", '{"done": 1e999}', "\x00"])
def test_a_damaged_mark_is_no_mark(whole: Path, tmp_path: Path, mark: str) -> None:
    path = tmp_path / "journal.db"
    shutil.copy(whole, path)
    folder = tmp_path / "unfinished"
    folder.mkdir()
    (folder / "x.json").write_text(mark)
    bear(path)
