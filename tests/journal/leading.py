"""A workout led by the real coach in time that jumps, with the real journal beside it."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone
from pathlib import Path

from fakes import CRUNCH, EXERCISES, PLANK, SIDE_PLANK, hold, length_of, reps, step, timeline
from jumping_clock import START, JumpingClock

from voice_coach.app.coach import Coach
from voice_coach.app.ports import Journal
from voice_coach.audio.clip import Clip
from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import EffortRated, Fact, PainRated
from voice_coach.core.model.history import Effort, PastSession
from voice_coach.core.model.position import SessionPosition
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.safety.clearance import CLEAR
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.resume_point import prepared
from voice_coach.core.session.session import Session
from voice_coach.journal.reader import JournalReader
from voice_coach.journal.records import Account, ClockOrigin, account_of
from voice_coach.journal.reports import JournalChanged
from voice_coach.journal.resume import Unfinished
from voice_coach.journal.writer import JournalWriter
from voice_coach.library.catalogue.scripts import load_script
from voice_coach.screen.port import Blank
from voice_coach.system.event_log import EventLog

WALL = datetime(2026, 3, 14, 18, 0, tzinfo=timezone(timedelta(hours=1)))
NOW = WALL.timestamp() + 3600.0
"""An hour later."""

SHORT = timeline(
    step(PLANK, hold(20), hold(20)),
    step(SIDE_PLANK, hold(15)),
    step(CRUNCH, reps(5)),
)
"""Eleven intervals, five of them work."""


class Mute:
    """An output and a voice of which nothing is heard."""

    def place(self, sound: int, at: float, clip: Clip | None, spoken: bool = False) -> None: ...
    def hush(self, on: bool) -> None: ...
    def cancel(self, after: float) -> None: ...
    def silence(self) -> None: ...
    def set_volume(self, volume: float) -> None: ...
    def close(self) -> None: ...
    def want(self, texts: object) -> None: ...
    def set_rate(self, rate: int) -> None: ...
    def clip(self, text: str) -> Clip | None: ...

    def pass_over(self, _text: str) -> None: ...

    def wait_ready(self, _texts: object, _timeout: float) -> bool:
        return True


class Silence:
    """A journal that keeps nothing."""

    def take(self, fact: Fact) -> None: ...


def account(document: str = "version: 1") -> Account:
    """The account of a session of SHORT that is about to begin."""
    path = "/home/me/short.yaml"
    return account_of("short", SHORT, CLEAR, WALL, path=path, document=document, reduced=False)


def session(begins: SessionPosition | None = None) -> Session:
    """A session of SHORT, or of what was left of it."""
    lines = SHORT if begins is None else begins.timeline
    return Session(
        lines, length_of, EXERCISES.get, CoachingStyle(load_script(), TalkLevel.MINIMAL), begins
    )


def place_of(unfinished: Unfinished) -> SessionPosition:
    """Where a session goes on that was left, with time to get into position."""
    place = unfinished.place
    lines = prepared(unfinished.timeline, place.index)
    return SessionPosition(lines, place.index, 0, 0.0, place.spent, place.done, place.left)


def lead(led: Session, journal: Journal, clock: JumpingClock | None = None) -> Session:
    """Lead it to its end."""
    mute = Mute()
    log = EventLog(io.StringIO(), START)
    Coach(clock or JumpingClock(), mute, mute, Blank(), log, journal=journal).play(led)
    return led


def writer(path: Path, told: list[JournalChanged] | None = None) -> JournalWriter:
    """One that writes to `path`, with its fallback files beside it."""
    tell = (lambda _: None) if told is None else told.append
    return JournalWriter(tell, ClockOrigin(START, WALL, WALL.tzinfo), path, (path.parent,))


def led(path: Path, *happenings: tuple[float, Command]) -> tuple[list[JournalChanged], str]:
    """What was told while a session was led, and after it."""
    told: list[JournalChanged] = []
    journal = writer(path, told)
    journal.begin(account())
    lead(session(), journal, JumpingClock(*happenings))
    journal.take(PainRated(NOW, 2))
    journal.take(EffortRated(NOW, Effort.RIGHT))
    journal.close()
    return told, journal.last_words


def kept(path: Path) -> tuple[PastSession, ...]:
    with JournalReader(path) as journal:
        return journal.sessions()
