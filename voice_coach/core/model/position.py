"""The position of a session, to the second, so that it can return there."""

from __future__ import annotations

from dataclasses import dataclass, field

from voice_coach.core.model.timeline import Timeline
from voice_coach.core.units import Seconds

UNDO_WITHIN: Seconds = 20.0
"""Time during which a command that moved the session can be undone: long enough to notice the slip
and to say so, and not so long that "undo" reaches a command that has been forgotten."""


@dataclass(frozen=True, slots=True)
class SessionPosition:
    """The position of a session and its progress so far."""

    timeline: Timeline
    index: int
    station: int
    offset: Seconds
    """Seconds since the start of the interval."""
    spent: Seconds
    done: frozenset[str]
    left: int = 0
    """Number of intervals that were over."""
    since: Seconds | None = field(default=None, compare=False)
    """Time at which the interval was first entered; None: not yet begun. Two positions that differ
    only in this are equal."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The last command that moved the session, which can be undone."""

    origin: SessionPosition
    """The position before it."""
    until: Seconds
    """Time from which it can no longer be undone."""
