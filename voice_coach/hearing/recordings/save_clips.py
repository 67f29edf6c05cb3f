"""Saves recognised speech on request: the only sound of a microphone ever written."""

from __future__ import annotations

import wave
from collections import deque
from pathlib import Path

from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError
from voice_coach.hearing.ports.recogniser import (
    BLOCK_LENGTH,
    RATE,
    WIDTH,
    AudioBlock,
    RecognisedPhrase,
    Recogniser,
)
from voice_coach.system.atomic_write import PRIVATE_FOLDER, private_file

_AROUND: Seconds = 0.3
"""Seconds saved before and after the speech."""

_LATELY: Seconds = 8.0
"""Seconds of recent sound kept: longer than any phrase and its recognition."""


class Keeping:
    """A recogniser that writes each phrase to a folder, a WAV each, numbered and named by its
    phrase."""

    def __init__(self, recogniser: Recogniser, folder: Path) -> None:
        """Make the folder. Raise CoachError."""
        self._recogniser = recogniser
        self._folder = folder
        self._blocks: deque[bytes] = deque(maxlen=round(_LATELY / BLOCK_LENGTH))
        self._heard = 0
        """Blocks so far."""
        self._kept = 0
        """Number of the last file."""
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        except OSError as error:
            raise _refused(folder, error) from error

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these and the wake word, and nothing else, from the next speech on."""
        self._recogniser.arm(phrases)

    def hear(self, block: AudioBlock) -> tuple[RecognisedPhrase, ...]:
        """Take the next block; return the phrases recognised and written. Raise CoachError if
        writing fails."""
        self._heard += 1
        self._blocks.append(block.pcm)
        understood = self._recogniser.hear(block)
        for spoken in understood:
            self._write(spoken)
        return understood

    def close(self) -> None:
        """Release the recogniser's resources."""
        self._recogniser.close()

    def _write(self, spoken: RecognisedPhrase) -> None:
        first = self._heard - len(self._blocks)
        begin = max(0, round((spoken.began - _AROUND) / BLOCK_LENGTH) - first)
        end = max(0, round((spoken.ended + _AROUND) / BLOCK_LENGTH) - first)
        file = self._folder / self._name(spoken)
        try:
            with private_file(file) as stream, wave.open(stream, "wb") as wav:
                wav.setparams((1, WIDTH, RATE, 0, "NONE", ""))
                wav.writeframes(b"".join(list(self._blocks)[begin:end]))
        except OSError as error:
            raise _refused(self._folder, error) from error

    def _name(self, spoken: RecognisedPhrase) -> str:
        """A file name that is not taken."""
        self._kept += 1
        while any(self._folder.glob(f"{self._kept:03}-*.wav")):
            self._kept += 1
        words = (*(["coach"] if spoken.wake else []), *spoken.phrase.split())
        return f"{self._kept:03}-{'-'.join(words)}.wav"


def _refused(folder: Path, error: OSError) -> CoachError:
    return CoachError(
        f"What is heard can't be kept in {folder}: {error.strerror or error}.",
        "Choose another folder.",
    )
