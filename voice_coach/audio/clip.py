"""The clip: PCM as the mixer takes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from voice_coach.core.units import Seconds

RATE = 48_000
"""Samples a second of all sound that the coach plays."""

WIDTH = 2
"""Bytes a sample: signed 16 bit, little endian, one channel."""


@dataclass(frozen=True, slots=True)
class Clip:
    """PCM at `RATE`, mono, signed 16 bit little endian, without silence at either end."""

    pcm: bytes = field(repr=False)

    @property
    def samples(self) -> int:
        """Number of samples."""
        return len(self.pcm) // WIDTH

    @property
    def length(self) -> Seconds:
        """Length in seconds."""
        return self.samples / RATE
