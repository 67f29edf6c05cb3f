"""The port of recognisers: blocks of sound in, scored phrases out.

A recogniser is given every block, in order, also those without a voice, and says what it
understood as soon as it knows. So one that finds the end of speech itself can take the place
of one that is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from voice_coach.core.units import Seconds

RATE = 16_000
"""Samples a second of all that is listened to: one channel, signed 16 bit little endian."""

WIDTH = 2
"""Bytes a sample."""

BLOCK = 512
"""Samples a block: what the voice detector takes at a time."""

BLOCK_LENGTH: Seconds = BLOCK / RATE


@dataclass(frozen=True, slots=True)
class AudioBlock:
    """A block of the microphone's sound, rid of what the coach itself says."""

    pcm: bytes = field(repr=False)
    """`BLOCK` samples."""
    voice: float
    """How likely there is a voice in it, 0 to 1."""
    over_coach: bool = False
    """Whether the coach was speaking meanwhile."""


@dataclass(frozen=True, slots=True)
class RecognisedPhrase:
    """A phrase that was understood."""

    phrase: str
    """One of those armed, or empty when only the wake word was said."""
    score: float
    """Log odds that the phrase was said: 0 is even."""
    began: Seconds
    """Of the speech, counted in the blocks heard since the recogniser was made."""
    ended: Seconds
    wake: bool = False
    """Whether the wake word came before it."""
    over_coach: bool = False
    """Whether the coach was speaking at any moment of it."""


class Recogniser(Protocol):
    """Understands the phrases that are armed."""

    def arm(self, phrases: tuple[str, ...]) -> None:
        """From the next speech on, understand these and the wake word, and nothing else."""

    def hear(self, block: AudioBlock) -> tuple[RecognisedPhrase, ...]:
        """Take the next block; what was understood with it."""

    def close(self) -> None:
        """Give back what it holds."""
