"""Views: everything a screen has to show at one moment, during any act.

A view is always complete, so that a screen that missed one is right again with the next.
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
    """The state of the microphone as shown to the athlete."""

    OFF = "off"
    """The microphone is not used."""
    LISTENING = "listening"
    VOICE = "hears a voice"
    LOST = "can't hear"


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer and its key."""

    key: str
    """The key as the keyboard names it: a character, or the control character of Enter."""
    label: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question that waits for its answer."""

    texts: tuple[str, ...]
    """The question and the sentences before it."""
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """Text told in full, to which no answer is expected."""

    texts: tuple[str, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One routine to choose."""

    name: str
    level: str = ""
    time: str = ""
    groups: tuple[Group, ...] = ()
    """The muscle groups it trains, most first."""
    last: date | None = None
    """The day it was last done, if known."""


@dataclass(frozen=True, slots=True)
class MenuView:
    """A menu."""

    question: str
    offers: tuple[MenuItem, ...]
    at: int | None
    """Index of the offer that Enter takes, from 0."""
    typed: str
    """The letters or digits typed so far."""
    numbers: tuple[int, ...] = ()
    """Numbers of the remaining offers, by which each can be chosen; empty: 1, 2, 3 …"""


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """The result of a session."""

    title: str
    ending: Ending
    words: tuple[str, ...]
    """The goodbye."""
    spent: Seconds
    """Time in finished intervals and in those begun."""
    done: tuple[str, ...]
    """Names of the exercises with at least one set done, in the order of the routine."""
    skipped: tuple[str, ...]
    """Names of the exercises without a set done, and the rest of others: "Crunch, 1 of 2 sets"."""
    groups: tuple[tuple[Group, Seconds], ...]
    """Time of work for each muscle group, most first."""
    options: tuple[Option, ...]


View = SessionView | QuestionView | AnnouncementView | MenuView | SessionSummary
