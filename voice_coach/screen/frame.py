"""The frame: all there is on the full screen at one moment, as it goes from the coach to the
process that draws it.

It is whole each time, so that one that comes late can be replaced by the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from voice_coach.core.figures.figure import Figure
from voice_coach.core.model.views import ListeningState, View
from voice_coach.core.units import Seconds

KEPT = 6
"""Number of captions and notices in a frame: more than a screen shows."""


@dataclass(frozen=True, slots=True)
class HelpContent:
    """The keys and phrases that have a meaning now."""

    phrases: tuple[str, ...]
    number: int
    """Number of times it was asked for: asked again, it is shown again."""


@dataclass(frozen=True, slots=True)
class ScreenFrame:
    """All there is to see."""

    view: View | None = None
    at: Seconds = 0.0
    """The time of this view, on the clock that all processes share."""
    captions: tuple[str, ...] = ()
    """The words said since the view or the question changed, newest last."""
    notices: tuple[str, ...] = ()
    """The notices since then, newest last."""
    heard: str = ""
    """The result of recognising what the athlete said last."""
    listening: ListeningState = ListeningState.OFF
    keys: str = ""
    """The keys that can be pressed, with " · " between them."""
    help: HelpContent | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """Figures of the routine's own exercises, by slug."""
