"""A recogniser process for tests: it takes every piece of speech for the first phrase armed."""

from __future__ import annotations

from voice_coach.hearing.capture.endpointer import Endpointer
from voice_coach.hearing.ports.recogniser import AudioBlock, RecognisedPhrase
from voice_coach.hearing.processes.recogniser_worker import serve


class FirstPhrase:
    """Understands whatever is said as what it was told first."""

    def __init__(self) -> None:
        self._endpointer = Endpointer()
        self._phrases: tuple[str, ...] = ()

    def arm(self, phrases: tuple[str, ...]) -> None:
        self._phrases = phrases

    def hear(self, block: AudioBlock) -> tuple[RecognisedPhrase, ...]:
        self._endpointer.take(block)
        segment = self._endpointer.segment
        if not self._endpointer.over or segment is None or not self._phrases:
            return ()
        score = 1.0
        return (
            RecognisedPhrase(
                self._phrases[0],
                score,
                segment.began,
                segment.ended,
                over_coach=segment.over_coach,
            ),
        )

    def close(self) -> None:
        """Holds nothing."""


if __name__ == "__main__":
    serve(FirstPhrase)
