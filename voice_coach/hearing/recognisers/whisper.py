"""faster-whisper as an engine: it transcribes speech on this machine.

SpeechRecognition has a call for it too, which loads the model anew for every piece of speech.
"""

from __future__ import annotations

import io
import math
import wave
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Protocol

from voice_coach.errors import CoachError
from voice_coach.hearing.ports.recogniser import RATE, WIDTH, Recogniser
from voice_coach.hearing.recognisers.segmented import Guess, Segmented
from voice_coach.hearing.recognisers.transcript import guess, log_odds


class WhisperSegment(Protocol):
    """The part of `faster_whisper.transcribe.Segment` used here."""

    @property
    def text(self) -> str: ...
    @property
    def avg_logprob(self) -> float: ...
    @property
    def no_speech_prob(self) -> float: ...


class Model(Protocol):
    """The part of `faster_whisper.WhisperModel` used here."""

    def transcribe(
        self,
        audio: BinaryIO,
        *,
        language: str,
        without_timestamps: bool,
        condition_on_previous_text: bool,
    ) -> tuple[Iterable[WhisperSegment], object]: ...


class WhisperModule(Protocol):
    """The part of the module `faster_whisper` used here."""

    def WhisperModel(  # noqa: N802 - its name there.
        self, model_size_or_path: str, *, device: str, compute_type: str, local_files_only: bool
    ) -> Model: ...


class WhisperDecoder:
    """Transcribes speech, and compares."""

    def __init__(self, library: WhisperModule, model: Path) -> None:
        """Load the model, once. Raise CoachError if it is none."""
        try:
            self._model: Model | None = library.WhisperModel(
                str(model), device="cpu", compute_type="int8", local_files_only=True
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise CoachError(
                f"faster-whisper can't read the model in {model}: {error}.", "Download it anew."
            ) from error
        self._phrases: tuple[str, ...] = ()

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these and the wake word, and nothing else, from now on."""
        self._phrases = phrases

    def decode(self, pcm: bytes) -> Guess | None:
        """The phrase said; None if it is none of the armed ones."""
        if self._model is None:
            return None
        found, _ = self._model.transcribe(
            _wav(pcm),
            language="en",
            without_timestamps=True,
            # Or it goes on in the style of what it has misheard before.
            condition_on_previous_text=False,
        )
        segments = tuple(found)
        text = " ".join(segment.text for segment in segments)
        certain = min(map(_certainty, segments), default=0.0)
        return guess(text, log_odds(certain), self._phrases)

    def close(self) -> None:
        """Release the model."""
        self._model = None


def make(model: Path) -> Recogniser:
    """Make a recogniser with the model in a folder. Raise CoachError, or ImportError without
    faster-whisper."""
    import faster_whisper  # noqa: PLC0415 - a package that need not be there.

    return Segmented(WhisperDecoder(faster_whisper, model))


def _certainty(segment: WhisperSegment) -> float:
    """Probability of the text: the mean likelihood of its tokens, times that of speech."""
    return math.exp(segment.avg_logprob) * (1 - segment.no_speech_prob)


def _wav(pcm: bytes) -> BinaryIO:
    """The sound as a WAV file in memory, which the model takes."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((1, WIDTH, RATE, 0, "NONE", ""))
        writer.writeframes(pcm)
    file.seek(0)
    return file
