"""The place: where a session stands, to the very second, so that it can return there."""

from __future__ import annotations

from dataclasses import dataclass, field

from voice_coach.core.model.timeline import Timeline
from voice_coach.core.units import Seconds

UNDO_WITHIN: Seconds = 20.0
"""How long a command that moved the session can be taken back: long enough to notice what
happened and to say so, and not so long that "undo" would undo what one has forgotten."""


@dataclass(frozen=True, slots=True)
class SessionPosition:
    """Where a session stands, and what it had come to by then."""

    timeline: Timeline
    index: int
    station: int
    offset: Seconds
    """In the interval."""
    spent: Seconds
    done: frozenset[str]
    left: int = 0
    """Intervals that were over."""
    since: Seconds | None = field(default=None, compare=False)
    """When the interval was first entered; None: it had yet to begin. It is the same place at any
    time."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The last command that moved the session, to be taken back."""

    origin: SessionPosition
    """Where it stood before."""
    until: Seconds
    """When it is too late."""
