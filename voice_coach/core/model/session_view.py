"""The view: a session at one moment, as a screen shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voice_coach.core.model.timeline import Interval, Station
from voice_coach.core.units import Seconds


class SessionPhase(StrEnum):
    """The phase of a session."""

    READY = "ready"
    """Before the start."""
    OPENING = "opening"
    """The greeting is being said."""
    RUNNING = "running"
    PAUSED = "paused"
    COUNT_IN = "count-in"
    """About to go on: "three, two, one"."""
    CONFIRM_STOP = "confirm stop"
    """Paused; asks for confirmation to end the session."""
    CONFIRM_PAIN = "confirm pain"
    """Paused; asks for confirmation that something hurts."""
    HURT = "hurt"
    """Stopped because of pain, until the questions about it are answered."""
    CLOSING = "closing"
    """The goodbye is being said."""
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session at one moment."""

    phase: SessionPhase
    title: str
    index: int
    """Index of the interval, from 0."""
    of: int
    """Number of intervals."""
    interval: Interval
    elapsed: Seconds
    """Seconds since the start of this interval."""
    left: Seconds | None
    """Time left in this interval; None if it lasts as long as the athlete takes."""
    total_left: Seconds
    total: Seconds
    next_work: Interval | None
    station: Station | None
    """The current exercise of an AMRAP; None elsewhere."""
    volume: int
    rate: int
