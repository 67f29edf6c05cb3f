"""The view: what a screen shows of a session at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voice_coach.core.model.timeline import Interval, Station
from voice_coach.core.units import Seconds


class SessionPhase(StrEnum):
    """Where a session stands."""

    READY = "ready"
    """Nothing has begun."""
    OPENING = "opening"
    """The greeting is being said."""
    RUNNING = "running"
    PAUSED = "paused"
    COUNT_IN = "count-in"
    """About to go on: "three, two, one"."""
    CONFIRM_STOP = "confirm stop"
    """Paused, and asking whether to stop for good."""
    CONFIRM_PAIN = "confirm pain"
    """Paused, and asking whether something hurts."""
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
    """Of the interval, from 0."""
    of: int
    """How many intervals there are."""
    interval: Interval
    elapsed: Seconds
    """In this interval."""
    left: Seconds | None
    """Of this interval; None when it lasts as long as the athlete takes."""
    total_left: Seconds
    total: Seconds
    next_work: Interval | None
    station: Station | None
    """Of an AMRAP, the one under way; None elsewhere."""
    volume: int
    rate: int
