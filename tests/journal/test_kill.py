"""Sessions whose process is killed, at hundreds of random moments."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from journal.leading import NOW, account, lead, place_of, session, writer
from jumping_clock import JumpingClock

from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import Ended, Entered, Fact, Left, TakenBack
from voice_coach.journal.database import connect
from voice_coach.journal.resume import unfinished_session
from voice_coach.journal.writer import JournalWriter
from voice_coach.system import clock

KILLS = 200
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="it forks")

State = tuple[int, int | None, str | None]
"""Intervals that are over, the place of the one under way, and how it ended, if it did."""

_IN_DATABASE = """
SELECT (SELECT count(DISTINCT number) FROM interval WHERE interval.session = session.id),
    position, CASE ending WHEN 'broken off' THEN NULL ELSE ending END
FROM session LEFT JOIN plan ON plan.session = session.id WHERE key = ?
"""


@dataclass
class Telling:
    """A journal that tells of each entry before it hands it on, and of each time when all of it
    had been written before time passed: for a fast clock leaves the disk none."""

    journal: JournalWriter
    pipe: int
    path: Path
    key: str
    state: State
    settled: bool = True

    def take(self, entry: Fact) -> None:
        after = follow(self.state, entry)
        if after != self.state:
            self.state, self.settled = after, False
            self._tell(after)
        self.journal.take(entry)

    def settle(self) -> None:
        if self.settled or self.state[1] is None:
            return
        with closing(sqlite3.connect(self.path, timeout=5.0)) as connection:
            while not self._is_written(connection):
                threading.Event().wait(0.0003)
        self.settled = True
        self._tell("settled")

    def _is_written(self, connection: sqlite3.Connection) -> bool:
        try:
            row = connection.execute(_IN_DATABASE, (self.key,)).fetchone()
        except sqlite3.OperationalError:
            return False
        number, position, ending = self.state
        return row in ((number, position, ending), (number, None, ending))

    def _tell(self, what: object) -> None:
        os.write(self.pipe, f"{json.dumps(what)}\n".encode())


def follow(state: State, entry: Fact) -> State:
    """What an entry makes of where it stood."""
    number, position, ending = state
    match entry:
        case Entered(index=index):
            return number, index, None
        case Left(number=int(left)):
            return left + 1, position, ending
        case TakenBack(left=left):
            return left, position, ending
        case Ended(ending=ended):
            return number, position, ended.value
    return state


def happenings(chance: random.Random) -> list[tuple[float, Command]]:
    """What the athlete asks for on the way."""
    commands = (Command.NEXT, Command.BACK, Command.UNDO, Command.LOUDER, Command.EASIER)
    return [(chance.uniform(0, 150), chance.choice(commands)) for _ in range(6)]


def lead_and_tell(path: Path, pipe: int, seed: int) -> None:
    """Go on with what was left, or begin anew, and lead it to its end."""
    unfinished = unfinished_session(path, NOW, folders=(path.parent,))
    kept = account() if unfinished is None else unfinished.account
    begins = None if unfinished is None else place_of(unfinished)
    state = (0, None, None) if begins is None else (begins.left, begins.index, None)
    journal = writer(path)
    journal_errors = Telling(journal, pipe, path, kept.key, state)
    journal_errors._tell([kept.key, begins is not None, *state])
    journal.begin(kept)
    moments = happenings(random.Random(seed))  # noqa: S311 - no secret.
    lead(session(begins), journal_errors, JumpingClock(*moments, passing=journal_errors.settle))
    journal.close()


def get_ready(path: Path) -> None:
    """Lead it once in this process, which then has all that those it forks would load."""
    journal = writer(path)
    journal.begin(account())
    lead(session(), journal)
    journal.close()


def run_and_kill(path: Path, seed: int, after: float) -> list[Any]:
    """Have a process lead it, and kill that after so many seconds; what it had told by then."""
    reading, pipe = os.pipe()
    child = os.fork()
    if child == 0:
        failed = 1
        try:
            lead_and_tell(path, pipe, seed)
            failed = 0
        finally:
            os._exit(failed)
    os.close(pipe)
    told = b""
    ends: float | None = clock.now() + after
    with open(reading, "rb", buffering=0) as stream:  # noqa: PTH123 - a pipe has no path.
        while True:
            left = None if ends is None else max(0.0, ends - clock.now())
            ready, _, _ = select.select([stream], [], [], left)
            if not ready:
                os.kill(child, signal.SIGKILL)
                ends = None
                continue
            more = stream.read(65536)
            if not more:
                break
            told += more
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, told.decode()
    return [json.loads(line) for line in told.decode().splitlines()]


def possible(told: list[Any]) -> list[State]:
    """Where the journal may stand: where it stood when it was last settled, or anywhere after."""
    states: list[State] = []
    for line in told:
        if line == "settled":
            states = states[-1:]
        else:
            states.append(tuple(line[-3:]))
    return states


@FORKS
def test_a_process_killed_at_any_moment_loses_the_interval_under_way_at_most(
    tmp_path: Path,
) -> None:
    path, chance = tmp_path / "journal.db", random.Random(1)  # noqa: S311 - no secret.
    get_ready(tmp_path / "other" / "journal.db")
    connect(path).close()
    whole = clock.now()
    told = run_and_kill(path, 0, 20.0)
    assert any(line[-1] == "finished" for line in told if line != "settled")
    whole = clock.now() - whole
    finished = resumed = 0
    key, stood = "", None
    for seed in range(1, KILLS + 1):
        told = run_and_kill(path, seed, chance.uniform(0.0, whole * 0.7))
        if not told:
            continue
        began = told[0]
        if stood is not None and key:
            assert (began[0], began[3]) == (key, stood), "it goes on where it was left"
            resumed += 1
        key = began[0]
        with closing(connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            row = connection.execute(_IN_DATABASE, (key,)).fetchone()
        if row is None:
            assert "settled" not in told
            key, stood = "", None
            continue
        number, position, ending = tuple(row)
        allowed = possible(told)
        assert any(
            (number, ending) == (one[0], one[2]) and position in (one[1], None) for one in allowed
        ), (tuple(row), allowed)
        left = unfinished_session(path, NOW, folders=(path.parent,))
        if ending == "finished":
            finished += 1
            assert left is None
            key, stood = "", None
        elif left is None:
            key, stood = "", None
        else:
            assert left.account.key == key
            stood = left.place.index
            assert stood in [one[1] for one in allowed]
    assert finished
    assert resumed > KILLS / 10
