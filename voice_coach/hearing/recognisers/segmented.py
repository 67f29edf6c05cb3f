"""A recogniser made of an endpointer and a decoder that wants speech in one piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from voice_coach.hearing.capture.endpointer import Endpointer
from voice_coach.hearing.ports.recogniser import AudioBlock, RecognisedPhrase


@dataclass(frozen=True, slots=True)
class Guess:
    """What a piece of speech most likely was."""

    phrase: str
    """One of those armed, or empty for the wake word alone."""
    score: float
    """Log odds that it was said: 0 is even."""
    wake: bool = False
    """Whether the wake word came before it."""


class Decoder(Protocol):
    """Understands speech that lies before it from beginning to end."""

    def arm(self, phrases: tuple[str, ...]) -> None:
        """From now on, understand these and the wake word, and nothing else."""

    def decode(self, pcm: bytes) -> Guess | None:
        """What was said, at `port.RATE`; None where it is none of what is armed."""

    def close(self) -> None:
        """Give back what it holds."""


class Segmented:
    """A recogniser by means of a decoder.

    The decoder is asked as soon as speech has probably ended, so that its answer is there when
    that is certain.
    """

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self._endpointer = Endpointer()
        self._guess: Guess | None = None

    def arm(self, phrases: tuple[str, ...]) -> None:
        """From the next speech on, understand these and the wake word, and nothing else."""
        self._decoder.arm(phrases)

    def hear(self, block: AudioBlock) -> tuple[RecognisedPhrase, ...]:
        """Take the next block; what was understood with it."""
        self._endpointer.take(block)
        segment = self._endpointer.segment
        if segment is None:
            return ()
        if self._endpointer.probably_over:
            self._guess = self._decoder.decode(segment.pcm)
        guess = self._guess
        if not self._endpointer.over or guess is None:
            return ()
        return (
            RecognisedPhrase(
                guess.phrase,
                guess.score,
                segment.began,
                segment.ended,
                guess.wake,
                segment.over_coach,
            ),
        )

    def close(self) -> None:
        """Give back what the decoder holds."""
        self._decoder.close()
