"""Keeping a stream in step with the clock.

A sound card counts its own seconds (up to about 100 ppm off), and a stream that ran dry goes
on late. All that can be seen is when the device asks for more: at the due time, or later,
because it asks for many periods at once or because the machine is busy; but never earlier.

So a request before its time is proof that the stream is early, by so much at least. That it is
late shows only in the least lateness of a while, and is left alone while it is small: the
jitter of the requests never moves a cue.
"""

from __future__ import annotations

from collections import deque

from voice_coach.core.exercise import Seconds

_HOLD: Seconds = 0.0015
"""Lateness that is left alone. The least of ten seconds was measured to wander by less."""

_SLIP: Seconds = 0.040
"""Lateness of all requests of a second that no drift and no bundling of them explains: the
stream ran dry. The least of one second was measured to wander by 9 ms."""

_STALL: Seconds = 1.0
"""Lateness of a single request that is no jitter but a standstill: the machine slept."""

_SPAN: Seconds = 0.5
"""Length of one span of observation."""

_SPANS = 20
"""Spans remembered: ten seconds, in which 100 ppm makes one millisecond."""


class Pace:
    """How late a stream is against the clock."""

    def __init__(self) -> None:
        self._least: deque[Seconds] = deque(maxlen=_SPANS)
        """The least lateness of each span, the present one last."""
        self._last: Seconds = 0.0
        self._span_ends: Seconds = float("-inf")

    def observe(self, lateness: Seconds, now: Seconds) -> None:
        """A request came at `now`, `lateness` after the moment its first sample was due."""
        if now >= self._span_ends:
            self._least.append(lateness)
            self._span_ends = now + _SPAN
        self._least[-1] = min(self._least[-1], lateness)
        self._last = lateness

    @property
    def stalled(self) -> bool:
        """Whether the stream stood still: what was due meanwhile is no longer worth hearing."""
        return self._last > _STALL

    @property
    def error(self) -> Seconds:
        """By how much the stream is late, or early if below zero; 0 while that is in doubt."""
        if self._last < 0.0:
            return self._last
        recent = min(list(self._least)[-2:], default=0.0)
        if len(self._least) >= 2 and recent > _SLIP:
            return recent
        lasting = min(self._least, default=0.0)
        return lasting if len(self._least) == _SPANS and lasting > _HOLD else 0.0

    def corrected(self, by: Seconds) -> None:
        """The stream was brought forward by `by`, or held back if below zero."""
        self._last -= by
        for index in range(len(self._least)):
            self._least[index] -= by
