"""The coach's echo left after cancelling, judged by loudness."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from voice_coach.hearing.capture.level import decibels

_AMBIENT = 125
"""Blocks that give the loudness of the room: 4 s in which the coach is silent."""

_AMBIENT_KNOWN = 16

_LEAST_AMBIENT = 1e-7
"""Lowest power believed of a room, -70 dB: microphones that suppress noise give nothing at all
while nobody speaks."""

_WINDOW = 16
"""Blocks with the coach's sound judged at a time: half a second."""

_AUDIBLE = 4.0
"""Power of an audible echo, as a multiple of the room's: 6 dB. Measured: the rest was below it from
1.5 s of the coach's sound on, and no voice was found in it any more."""

_CANCELLED_AFTER = 4
"""Windows in a row with an echo and none left, after which the canceller has learnt the room."""

_NONE_AFTER = 2
"""Windows in a row in which the coach spoke without an echo, as with a headset. One alone might be
too early."""

_SPOKE = 0.1
"""Share of the greatest power played in any window from which the coach counts as speaking in one,
not only dying away."""

_LOST_AFTER = 6
"""Windows in a row in which the canceller removed nothing, after which it has to learn the room
again. A person who talks for so long looks the same, but not a shorter speech."""

_CANCELS = 4.0
"""Factor on the power by which it removes something at all."""

_LOUDER = 4.0
"""Factor on the power played without an echo at which there may be one."""


@dataclass(frozen=True, slots=True)
class EchoLeft:
    """The result of a window of half a second."""

    heard: float
    """Level of the microphone, in dBFS."""
    left: float
    """Level left after cancelling, in dBFS."""
    ambient: float
    """Level while the coach is silent, in dBFS."""


class Echo:
    """Decides whether the coach would hear itself."""

    def __init__(self) -> None:
        self._ambient: deque[float] = deque(maxlen=_AMBIENT)
        """Powers of blocks in which the coach was silent."""
        self.forget()

    def forget(self) -> None:
        """Forget what was learnt: the sound played is different from now on."""
        self._window: list[tuple[float, float, float]] = []
        """Observations of the window under way."""
        self._cancelled_for = 0
        """Windows in a row in which an echo was removed."""
        self._none_for = 0
        """Windows in a row without an echo."""
        self._lost_for = 0
        """Windows in a row in which nothing was removed."""
        self._most = 0.0
        """Greatest mean power played in a window."""
        self._inaudible = 0.0
        """Greatest power played without an echo; 0 if there was one."""
        self.gone = False
        """Nothing is left that could be taken for a voice."""
        self.last: EchoLeft | None = None
        """The result of the last window."""

    def rest(self, cleaned: float) -> None:
        """Take the power of the next block, in which none of the played sound is heard."""
        self._ambient.append(cleaned)

    def observe(self, near: float, cleaned: float, far: float) -> None:
        """Take the powers of the next block: of the microphone, of the rest after cancelling, and
        of the played sound."""
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
