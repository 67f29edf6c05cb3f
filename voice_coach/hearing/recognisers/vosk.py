"""Vosk as an engine: a Kaldi decoder whose grammar is the armed phrases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Protocol

from voice_coach.core.voice_commands.grammar import WAKE_WORD
from voice_coach.errors import CoachError
from voice_coach.hearing.ports.recogniser import RATE, Recogniser
from voice_coach.hearing.recognisers.segmented import Guess, Segmented
from voice_coach.hearing.recognisers.transcript import guess, log_odds

_OTHER = "[unk]"
"""Vosk's word for everything outside the grammar; without it, all speech would be forced into an
armed phrase."""


class Kaldi(Protocol):
    """The part of `vosk.KaldiRecognizer` used here."""

    def SetWords(self, enable_words: bool) -> None: ...  # noqa: N802 - Vosk's.
    def AcceptWaveform(self, data: bytes) -> int: ...  # noqa: N802 - Vosk's.
    def FinalResult(self) -> str: ...  # noqa: N802 - Vosk's.


class VoskModule(Protocol):
    """The part of the module `vosk` used here."""

    def SetLogLevel(self, level: int) -> object: ...  # noqa: N802 - Vosk's.
    def Model(self, model_path: str) -> object: ...  # noqa: N802 - Vosk's.
    def KaldiRecognizer(self, model: object, rate: float, grammar: str) -> Kaldi: ...  # noqa: N802


class VoskDecoder:
    """Recognises by a grammar of the phrases, with and without the wake word."""

    def __init__(self, library: VoskModule, model: Path) -> None:
        """Load the model. Raise CoachError if it is none."""
        self._library = library
        # It writes pages about itself on the terminal.
        library.SetLogLevel(-1)
        try:
            self._model = library.Model(str(model))
        except Exception as error:  # Vosk raises nothing more telling.
            raise CoachError(
                f"Vosk can't read the model in {model}: {error}.",
                "Unpack it anew, and give the folder that has `conf` in it.",
            ) from error
        self._phrases: tuple[str, ...] = ()
        self._kaldi: Kaldi | None = None

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these and the wake word, and nothing else, from now on."""
        self._phrases = phrases
        woken = (f"{WAKE_WORD} {phrase}" for phrase in phrases)
        grammar = json.dumps([*phrases, *woken, WAKE_WORD, _OTHER])
        self._kaldi = self._library.KaldiRecognizer(self._model, RATE, grammar)
        self._kaldi.SetWords(True)

    def decode(self, pcm: bytes) -> Guess | None:
        """The phrase said; None if it is none of the armed ones."""
        if self._kaldi is None:
            return None
        self._kaldi.AcceptWaveform(pcm)
        # The final result also makes it ready for the next speech.
        result: dict[str, Any] = json.loads(self._kaldi.FinalResult())
        certain = min((word["conf"] for word in result.get("result", ())), default=0.0)
        return guess(result["text"], log_odds(certain), self._phrases)

    def close(self) -> None:
        """Release the model."""
        self._kaldi = self._model = None


def make(model: Path) -> Recogniser:
    """Make a recogniser from a model folder. Raise CoachError, or ImportError without Vosk."""
    import vosk  # noqa: PLC0415 - a package that need not be there.

    return Segmented(VoskDecoder(vosk, model))
