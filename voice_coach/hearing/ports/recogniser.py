"""The recogniser port: blocks of sound in, scored phrases out.

A recogniser gets every block, in order, also those without a voice, and returns a phrase with the
first block after it knows. So one that finds the end of speech itself can replace one that is told,
and one that works in a process of its own one that works at once.

Which phrases count is data: `arm` takes any, at any time, and every later score is against these.
The engine that comes with the coach scores a phrase from its pronunciation, so a new command, a
number or the name of a user's routine needs no training. It is understood best with three
phonemes or more that differ from every other armed phrase's. Write it as it is spoken, in lower
case, numbers as words ("add twenty seconds"), no punctuation but the apostrophe. Phrases of one
meaning in `core.voice_commands.grammar` support each other; any other phrase is a meaning of its
own. A new phrase of the grammar works at once; `python tests/training` teaches it to the network
as well, which makes it surer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from voice_coach.core.units import Seconds

RATE = 16_000
"""Samples a second of recorded sound: one channel, signed 16 bit little endian."""

WIDTH = 2
"""Bytes a sample."""

BLOCK = 512
"""Samples a block, the size the voice detector takes."""

BLOCK_LENGTH: Seconds = BLOCK / RATE


Voiceprint = tuple[float, ...]
"""Numbers that tell which words were said and in what way; not the sound."""


@dataclass(frozen=True, slots=True)
class AudioBlock:
    """A block of the microphone's sound after echo cancelling."""

    pcm: bytes = field(repr=False)
    """`BLOCK` samples."""
    voice: float
    """Likelihood of a voice in it, 0 to 1."""
    over_coach: bool = False
    """The coach was speaking meanwhile."""


@dataclass(frozen=True, slots=True)
class RecognisedPhrase:
    """A recognised phrase."""

    phrase: str
    """One of the armed phrases, or empty for the wake word alone."""
    score: float
    """Log odds that the phrase was said: 0 is even."""
    began: Seconds
    """Begin of the speech, in seconds of blocks heard since the recogniser was made."""
    ended: Seconds
    wake: bool = False
    """The wake word came before it."""
    over_coach: bool = False
    """The coach was speaking at some moment of it."""
    nearest: tuple[tuple[str, float], ...] = ()
    """The armed phrases that came nearest, each with its score, the best first; empty if the
    recogniser tells of one only."""
    voiceprint: Voiceprint = ()
    """The voiceprint of the speech; empty unless asked for."""


class Recogniser(Protocol):
    """Recognises the armed phrases."""

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these and the wake word, and nothing else, from the next speech on."""

    def hear(self, block: AudioBlock) -> tuple[RecognisedPhrase, ...]:
        """Take the next block; return what has been recognised since the last. Recognising may
        take longer than a block: what is returned belongs to the times in it, not to this block."""

    def close(self) -> None:
        """Release resources."""
