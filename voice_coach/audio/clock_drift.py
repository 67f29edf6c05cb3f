"""Keeps a stream in step with the clock.

A sound card counts its own seconds (up to about 100 ppm off), and a stream that ran dry goes on
late. The only thing visible is when the device asks for more, and that is no fixed time before it
is heard: a device asks for many periods at once, a busy machine asks late, and now and then a
server asks early. So not one request counts but many: the smallest lateness of each half second,
and of twenty seconds of these the lower quartile.

The first twenty seconds set the reference; a stream that keeps near it is left alone. So no jitter
of the requests ever moves a cue.
"""

from __future__ import annotations

from collections import deque

from voice_coach.core.units import Seconds

_FILLING: Seconds = 0.3
"""Time in which a newly opened device fills its buffer: it asks for all of that long before its
time. The stream is held back by as much in the first silence."""

_HOLD: Seconds = 0.002
"""Change of the usual lateness that is left alone. On PulseAudio it was measured to wander by 0.1
ms, and by up to 2 ms where the server's periods and ours have no common multiple."""

_SLIP: Seconds = 0.015
"""Lateness of all requests of a second that no drift explains: the stream ran dry."""

_STALL: Seconds = 1.0
"""Lateness of a single request that means a standstill: the machine slept."""

_SPAN: Seconds = 0.5
_SPANS = 40


class ClockDrift:
    """The lateness of a stream against the clock."""

    def __init__(self) -> None:
        self._least: deque[Seconds] = deque(maxlen=_SPANS)
        """Smallest lateness of each span, the present one last."""
        self._last: Seconds = 0.0
        self._habit: Seconds | None = None
        """The usual lateness when it was first known."""
        self._slipped = False
        """The stream ran dry and has not been brought back yet."""
        self._filling = True
        self._filled: Seconds = float("-inf")
        """The time at which the device has filled its buffer."""
        self._span_ends: Seconds = float("-inf")

    def observe(self, lateness: Seconds, now: Seconds) -> None:
        """Take a request at `now`, `lateness` after its first sample was due."""
        if not self._least:
            self._filled = now + _FILLING
        if now >= self._filled and lateness > -_HOLD:
            self._filling = False
        if now >= self._span_ends:
            if self._habit is None and len(self._least) == _SPANS:
                self._habit = self._usual
            self._least.append(lateness)
            self._span_ends = now + _SPAN
        self._least[-1] = min(self._least[-1], lateness)
        self._last = lateness
        if self._slip > _SLIP:
            self._slipped = True
            # What was seen before it ran dry tells nothing of how late it is now.
            while len(self._least) > 2:
                self._least.popleft()
        elif self._slip < _HOLD:
            self._slipped = False

    @property
    def stalled(self) -> bool:
        """True if the stream stood still: what was due meanwhile is no longer worth hearing."""
        return self._last > _STALL

    @property
    def error(self) -> Seconds:
        """Lateness of the stream, negative if early; 0 while in doubt."""
        if self._filling:
            return min(self._last, 0.0)
        if self._slipped:
            return self._slip
        if self._habit is None or len(self._least) < _SPANS:
            return 0.0
        change = self._usual - self._habit
        return change if abs(change) >= _HOLD else 0.0

    def corrected(self, by: Seconds) -> None:
        """Note that the stream was brought forward by `by`, or held back if negative."""
        self._last -= by
        for index in range(len(self._least)):
            self._least[index] -= by

    @property
    def _usual(self) -> Seconds:
        return sorted(self._least)[len(self._least) // 4]

    @property
    def _slip(self) -> Seconds:
        """Lateness of the earliest request of the last second, against the usual."""
        if len(self._least) < 2:
            return 0.0
        return min(self._least[-1], self._least[-2]) - (self._habit or 0.0)
