"""A recogniser made of an endpointer and a decoder that takes whole segments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from voice_coach.hearing.capture.endpointer import Endpointer
from voice_coach.hearing.ports.recogniser import AudioBlock, RecognisedPhrase


@dataclass(frozen=True, slots=True)
class Guess:
    """The most likely phrase of a piece of speech."""

    phrase: str
    """One of the armed phrases, or empty for the wake word alone."""
    score: float
    """Log odds that it was said: 0 is even."""
    wake: bool = False
    """The wake word came before it."""
    nearest: tuple[tuple[str, float], ...] = ()
    """The armed phrases that came nearest, each with its score, the best first."""
    clear: bool = False
    """So certain, and so unlikely to go on, that nobody need wait for the certain end of speech."""


NEAREST = 3
"""Number of phrases that are told as the nearest."""


def nearest_of(scores: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """The nearest of the phrases with these scores."""
    return tuple(sorted(scores.items(), key=lambda one: -one[1])[:NEAREST])


class Decoder(Protocol):
    """Recognises a complete piece of speech."""

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these and the wake word, and nothing else, from now on."""

    def decode(self, pcm: bytes) -> Guess | None:
        """The phrase in sound at `ports.recogniser.RATE`; None if it is none of the armed ones."""

    def close(self) -> None:
        """Release resources."""


class Segmented:
    """A recogniser around a decoder.

    The decoder is asked as soon as speech may have ended. A clear answer counts when that is
    probable, any other when it is certain; what follows a clear one without a pause is not listened
    to. Of speech too long for a command, the end is decoded, and its answer waits for certainty.
    """

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self._endpointer = Endpointer()
        self._guess: Guess | None = None
        self._told = False
        """A phrase of the speech under way has been told."""

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these and the wake word, and nothing else, from the next speech on."""
        self._decoder.arm(phrases)

    def hear(self, block: AudioBlock) -> tuple[RecognisedPhrase, ...]:
        """Take the next block; return the phrases recognised with it."""
        self._endpointer.take(block)
        over, told = self._endpointer.over, self._told
        self._told = told and not over
        segment = self._endpointer.segment
        if segment is None or told:
            return ()
        if self._endpointer.perhaps_over:
            self._guess = self._decoder.decode(segment.pcm)
        guess = self._guess
        early = self._endpointer.probably_over and not self._endpointer.long
        if guess is None or not (over or (early and guess.clear)):
            return ()
        self._told = not over
        return (
            RecognisedPhrase(
                guess.phrase,
                guess.score,
                segment.began,
                segment.ended,
                guess.wake,
                segment.over_coach,
                guess.nearest,
            ),
        )

    def close(self) -> None:
        """Release the decoder's resources."""
        self._decoder.close()
