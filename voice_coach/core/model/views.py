"""Sights: what a screen has to show at one moment, whatever act is under way.

A sight is the whole of it, so that a screen that missed one is right again with the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from voice_coach.core.model.exercise import Group
from voice_coach.core.model.history import Ending
from voice_coach.core.model.session_view import SessionView
from voice_coach.core.units import Seconds


class ListeningState(StrEnum):
    """What the athlete should know of the microphone."""

    OFF = "off"
    """Nobody listens."""
    LISTENING = "listening"
    VOICE = "hears a voice"
    LOST = "can't hear"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to answer, and the key that does."""

    key: str
    """As the keyboard names it: a character, or the control character of Enter."""
    label: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question that waits for its answer."""

    texts: tuple[str, ...]
    """The question, and what is said before it."""
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """Something told in full, to which no answer is expected."""

    texts: tuple[str, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One routine to choose."""

    name: str
    level: str = ""
    time: str = ""
    groups: tuple[Group, ...] = ()
    """What it trains, most first."""
    last: date | None = None
    """When it was last done, where that is known."""


@dataclass(frozen=True, slots=True)
class MenuView:
    """A menu."""

    question: str
    offers: tuple[MenuItem, ...]
    at: int | None
    """The place of the offer that Enter would take, from 0."""
    typed: str
    """The letters or figures typed so far."""
    numbers: tuple[int, ...] = ()
    """Of the offers that are left, by which each can be chosen; empty: 1, 2, 3 …"""


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """What a session came to."""

    title: str
    ending: Ending
    words: tuple[str, ...]
    """The goodbye."""
    spent: Seconds
    """Time in what was done, and in what was begun."""
    done: tuple[str, ...]
    """Names of the exercises of which at least one set was done, in the order of the routine."""
    skipped: tuple[str, ...]
    """Names of those of which none was, and what is left of others: "Crunch, 1 of 2 sets"."""
    groups: tuple[tuple[Group, Seconds], ...]
    """Time of work for each muscle group, most first."""
    options: tuple[Option, ...]


View = SessionView | QuestionView | AnnouncementView | MenuView | SessionSummary
