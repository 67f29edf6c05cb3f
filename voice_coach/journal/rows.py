"""Write accounts to the database, only what is new and in one transaction, and read them back."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, fields
from typing import Any

from voice_coach.core.model.history import Ending
from voice_coach.journal.codec import as_json, from_json
from voice_coach.journal.damage import UNREADABLE, readable
from voice_coach.journal.records import (
    Account,
    KeptCommand,
    KeptInterval,
    KeptPlan,
    KeptScreening,
    KeptTimer,
)

PLAN_KEPT = 7 * 24 * 3600.0
"""Seconds after which an unfinished session can't be resumed any more."""

_LISTED = ("conditions", "hurt")
_ELSEWHERE = ("intervals", "commands", "timers", "plan", "document", "_laid_out")
_COLUMNS = tuple(one.name for one in fields(Account) if one.name not in _ELSEWHERE)


def save(
    connection: sqlite3.Connection,
    account: Account,
    *,
    intervals: int = 0,
    commands: int = 0,
    timers: int = 0,
) -> None:
    """Write an account, within a transaction; of its intervals, commands and timers only those from
    these numbers on: earlier ones are there already."""
    session = _save_session(connection, account)
    connection.execute(
        "DELETE FROM interval WHERE session = ? AND number >= ?", (session, intervals)
    )
    connection.executemany(
        f"INSERT INTO interval VALUES ({_marks(19)})",  # noqa: S608 - nothing but marks.
        ((session, *astuple(one)) for one in account.intervals if one.number >= intervals),
    )
    connection.executemany(
        f"INSERT OR REPLACE INTO command VALUES ({_marks(6)})",  # noqa: S608 - the same.
        ((session, *astuple(one)) for one in account.commands[commands:]),
    )
    connection.execute("DELETE FROM timer WHERE session = ? AND number >= ?", (session, timers))
    connection.executemany(
        "INSERT INTO timer VALUES (?, ?, ?, ?)",
        (
            (session, number, one.began, one.ended)
            for number, one in enumerate(account.timers)
            if number >= timers
        ),
    )
    _save_plan(connection, session, account)


def save_screening(connection: sqlite3.Connection, screening: KeptScreening) -> None:
    """Write the result of a screening."""
    connection.execute("INSERT OR IGNORE INTO screening VALUES (?, ?, ?, ?)", astuple(screening))


def load(connection: sqlite3.Connection, key: str) -> Account | None:
    """Return the whole account of that key. Raises one of UNREADABLE if it is damaged."""
    row = connection.execute(
        "SELECT session.*, document.text FROM session"
        " LEFT JOIN document ON document.id = session.document WHERE key = ?",
        (key,),
    ).fetchone()
    return None if row is None else _account(connection, row)


def load_all(connection: sqlite3.Connection) -> tuple[list[Account], list[KeptScreening]]:
    """Return all accounts that can be read, in the order in which they were written."""
    keys = [row["key"] for row in _until_damage(connection, "SELECT key FROM session NOT INDEXED")]
    accounts = []
    for key in keys:
        with suppress(sqlite3.Error, *UNREADABLE):
            account = load(connection, key)
            accounts += [] if account is None else [account]
    screenings = _until_damage(connection, "SELECT * FROM screening ORDER BY at, key")
    return accounts, list(readable(screenings, lambda row: KeptScreening(*row)))


def _until_damage(connection: sqlite3.Connection, query: str) -> Iterator[sqlite3.Row]:
    """Return the rows of a query, up to the first damaged one."""
    with suppress(sqlite3.DatabaseError):
        yield from connection.execute(query)


def forget_plans(connection: sqlite3.Connection, now: float) -> None:
    """Remove the plans of sessions that can't be resumed any more."""
    connection.execute(
        "DELETE FROM plan WHERE session IN (SELECT session.id FROM plan JOIN session"
        " ON session.id = plan.session WHERE ending = 'finished' OR ended < ?)",
        (now - PLAN_KEPT,),
    )


def _save_session(connection: sqlite3.Connection, account: Account) -> int:
    values: dict[str, Any] = {name: getattr(account, name) for name in _COLUMNS}
    values |= {name: " ".join(values[name]) for name in _LISTED}
    values["document"] = _document(connection, account.document)
    values["commands"] = len(account.commands)
    # What the athlete said of it afterwards may have been written elsewhere.
    rated = {name: f"coalesce(excluded.{name}, {name})" for name in ("pain", "effort")}
    updates = ", ".join(f"{name} = {rated.get(name, f'excluded.{name}')}" for name in values)
    query = (
        f"INSERT INTO session ({', '.join(values)}) VALUES ({_marks(len(values))})"  # noqa: S608
        f" ON CONFLICT (key) DO UPDATE SET {updates} RETURNING id"  # - names of columns of ours.
    )
    (session,) = connection.execute(query, tuple(map(_storable, values.values()))).fetchall()
    number: int = session[0]
    return number


def _storable(value: Any) -> Any:
    """Return text as the database can store it: bytes if it is not UTF-8, as a path may be."""
    if not isinstance(value, str):
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogateescape")
    return value


def _document(connection: sqlite3.Connection, text: str) -> int | None:
    if not text:
        return None
    digest = hashlib.sha256(text.encode()).hexdigest()
    connection.execute(
        "INSERT OR IGNORE INTO document (digest, text) VALUES (?, ?)", (digest, text)
    )
    found = connection.execute("SELECT id FROM document WHERE digest = ?", (digest,))
    number: int = found.fetchone()[0]
    return number


def _save_plan(connection: sqlite3.Connection, session: int, account: Account) -> None:
    plan = account.plan
    if plan is None or account.ending == Ending.FINISHED:
        connection.execute("DELETE FROM plan WHERE session = ?", (session,))
        return
    timeline = json.dumps(plan.timeline, ensure_ascii=False, separators=(",", ":"))
    connection.execute(
        "INSERT OR REPLACE INTO plan VALUES (?, ?, ?, ?)",
        (session, timeline, plan.position, " ".join(plan.done)),
    )


def _account(connection: sqlite3.Connection, row: sqlite3.Row) -> Account:
    values = {name: _text(row[name]) for name in _COLUMNS}
    values |= {name: values[name].split() for name in _LISTED}
    values["reduced"] = bool(values["reduced"])
    intervals = connection.execute(
        "SELECT * FROM interval WHERE session = ? ORDER BY number, part", (row["id"],)
    )
    commands = connection.execute(
        "SELECT * FROM command WHERE session = ? ORDER BY number", (row["id"],)
    )
    timers = connection.execute(
        "SELECT began, ended FROM timer WHERE session = ? ORDER BY number", (row["id"],)
    )
    plan = connection.execute("SELECT * FROM plan WHERE session = ?", (row["id"],)).fetchone()
    account = Account(
        **values,
        document=row["text"] or "",
        intervals=[_interval(*tuple(one)[1:]) for one in intervals],
        commands=[_command(*tuple(one)[1:]) for one in commands],
        timers=[KeptTimer(*one) for one in timers],
        plan=None if plan is None else _plan(plan),
    )
    # SQLite keeps whatever it is given, and what was damaged may be of another type.
    return from_json(Account, as_json(account))


def _text(value: Any) -> Any:
    """Return the text that `_storable` made into bytes."""
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value


def _interval(*columns: Any) -> KeptInterval:
    kept = dict(zip((one.name for one in fields(KeptInterval)), columns, strict=True))
    flags = {name: bool(kept[name]) for name in ("split", "held")}
    return KeptInterval(**{**kept, **flags})


def _command(number: int, at: float, command: str, obeyed: int, spoken: int) -> KeptCommand:
    return KeptCommand(number, at, command, bool(obeyed), bool(spoken))


def _plan(row: sqlite3.Row) -> KeptPlan:
    return KeptPlan(json.loads(row["timeline"]), row["position"], row["done"].split())


def _marks(count: int) -> str:
    return ", ".join("?" * count)
