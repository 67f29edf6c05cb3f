"""How much of the coach is left in what the microphone hears, judged by how loud it is."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from voice_coach.hearing.capture.level import decibels

_AMBIENT = 125
"""Blocks from which the loudness of the room is taken, 4 s in which the coach is silent."""

_AMBIENT_KNOWN = 16

_LEAST_AMBIENT = 1e-7
"""Power below which a room is not believed to be, -70 dB: microphones that suppress noise give
nothing at all while nobody speaks."""

_WINDOW = 16
"""Blocks with the coach's sound in them that are judged at a time: half a second."""

_AUDIBLE = 4.0
"""Times the power of the room at which an echo counts as heard: 6 dB. Measured: what was left
was below it from 1.5 s of the coach's sound on, and no voice was found in it any more."""

_CANCELLED_AFTER = 4
"""Windows in a row in which an echo came in and none was left, after which the canceller has
learnt the room."""

_NONE_AFTER = 2
"""Windows in a row in which the coach spoke and no echo came in, as with a headset. One might be
too early for it."""

_SPOKE = 0.1
"""Share of the greatest power that was played in any window, from which on the coach spoke in one,
and did not only die away."""

_LOST_AFTER = 6
"""Windows in a row in which the canceller took out nothing of what came in, after which it has to
learn the room again. Somebody who talks for so long looks the same, and no shorter."""

_CANCELS = 4.0
"""Times the power by which it takes out at least something."""

_LOUDER = 4.0
"""Times the power of what was played without an echo at which there may be one."""


@dataclass(frozen=True, slots=True)
class EchoLeft:
    """What a window of half a second showed."""

    heard: float
    """What the microphone gave, in dBFS."""
    left: float
    """What was left of it."""
    ambient: float
    """What it gives while the coach is silent."""


class Echo:
    """Knows whether the coach would hear itself."""

    def __init__(self) -> None:
        self._ambient: deque[float] = deque(maxlen=_AMBIENT)
        """Powers of blocks in which the coach was silent."""
        self.forget()

    def forget(self) -> None:
        """What is played sounds otherwise from now on: take nothing for granted."""
        self._window: list[tuple[float, float, float]] = []
        """What was observed in the window under way."""
        self._cancelled_for = 0
        """Windows in a row in which an echo was taken out."""
        self._none_for = 0
        """Windows in a row in which none came in."""
        self._lost_for = 0
        """Windows in a row in which nothing was taken out."""
        self._most = 0.0
        """The greatest mean power that was played in a window."""
        self._inaudible = 0.0
        """The greatest power that was played and did not come in; 0 if it did."""
        self.gone = False
        """Whether nothing that could be taken for a voice is left."""
        self.last: EchoLeft | None = None
        """What the last window showed."""

    def rest(self, cleaned: float) -> None:
        """The power of the next block, in which nothing is heard of what was played."""
        self._ambient.append(cleaned)

    def observe(self, near: float, cleaned: float, far: float) -> None:
        """The powers of the next block: of what the microphone gave, of what was left of it, and
        of what was played."""
        if self._inaudible and far > _LOUDER * self._inaudible:
            self.forget()
        self._window.append((near, cleaned, far))
        if len(self._window) == _WINDOW:
            if len(self._ambient) >= _AMBIENT_KNOWN:
                self._judge()
            self._window = []

    def _judge(self) -> None:
        ambient = max(sorted(self._ambient)[len(self._ambient) // 2], _LEAST_AMBIENT)
        near, cleaned, far = (sum(powers) / _WINDOW for powers in zip(*self._window, strict=True))
        self.last = EchoLeft(decibels(near), decibels(cleaned), decibels(ambient))
        self._most = max(self._most, far)
        if near > _AUDIBLE * ambient:
            left = cleaned > _AUDIBLE * ambient
            self._cancelled_for = 0 if left else self._cancelled_for + 1
            self._lost_for = self._lost_for + 1 if left and near < _CANCELS * cleaned else 0
            self._none_for = 0
        elif far > _SPOKE * self._most:
            self._none_for += 1
            self._lost_for = 0
        self._conclude()

    def _conclude(self) -> None:
        if self._cancelled_for == _CANCELLED_AFTER:
            self.gone, self._inaudible = True, 0.0
        elif self._none_for >= _NONE_AFTER and (self._inaudible or not self.gone):
            self.gone = True
            self._inaudible = max(self._inaudible, *(far for _, _, far in self._window))
        elif self._lost_for == _LOST_AFTER:
            self.gone = False
