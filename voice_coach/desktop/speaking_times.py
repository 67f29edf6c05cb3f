"""The times at which the coach speaks, and those at which others are to be lower."""

from __future__ import annotations

import math

from voice_coach.core.events.playback import Cancel, Silence
from voice_coach.core.units import Seconds
from voice_coach.desktop.messages import DesktopOrder, Speaks

BEFORE: Seconds = 0.3
"""Others are lower this long before a word: a player needs some time to obey."""

AFTER: Seconds = 1.0
"""They stay lower this long after one, so that they don't come up between two sentences."""


class SpeakingTimes:
    """Spans of speech that were announced and not called off."""

    def __init__(self) -> None:
        self._spans: list[Speaks] = []

    def take(self, order: DesktopOrder, now: Seconds) -> None:
        """Note a span, or that spans are called off. Spans that are over are forgotten."""
        match order:
            case Speaks():
                self._spans.append(order)
            case Cancel(after):
                self._spans = [one for one in self._spans if one.at < after]
            case Silence():
                begun = (one for one in self._spans if one.at <= now)
                self._spans = [Speaks(one.at, min(one.until, now)) for one in begun]
        self._spans = [one for one in self._spans if one.until + AFTER > now]

    @property
    def left(self) -> tuple[Speaks, ...]:
        """The spans that are not known to be over."""
        return tuple(self._spans)

    def is_lower(self, now: Seconds) -> bool:
        """True if others are to be lower now."""
        return any(one.at - BEFORE <= now < one.until + AFTER for one in self._spans)

    def next_change(self, now: Seconds) -> Seconds | None:
        """The next time at which `is_lower` may change; None if none is known."""
        edges = (edge for one in self._spans for edge in (one.at - BEFORE, one.until + AFTER))
        soonest = min((edge for edge in edges if edge > now), default=math.inf)
        return None if soonest == math.inf else soonest
