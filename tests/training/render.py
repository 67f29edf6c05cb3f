"""Natural speech to learn from: rendered by Kokoro once, and kept as FLAC at 16 kHz."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile
from scipy.signal import resample_poly

from voice_coach.speech.natural.model import Kokoro
from voice_coach.speech.natural.phonemes import EspeakPhonemes

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from training.speakers import Speaker

RATE = 16_000

_STYLE_ROWS = 510

_AUDIBLE = 10 ** (-40 / 20)
"""Share of the loudest 10 ms below which an edge is silence."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text, spoken."""

    speaker: Speaker
    text: str
    speed: float = 1.0

    def path(self, folder: Path) -> Path:
        """Its file."""
        key = sha256(f"{self.text}|{self.speed:.2f}".encode()).hexdigest()[:16]
        return folder / self.speaker.split / self.speaker.name / f"{key}.flac"


class Renderer:
    """Kokoro, with the styles of a folder."""

    def __init__(self, styles: Path) -> None:
        self._kokoro = Kokoro()
        self._phonemes = EspeakPhonemes()
        self._folder = styles

    def render(self, said: Said, into: Path) -> None:
        """Write the file of `said`, if it isn't there yet."""
        path = said.path(into)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        spoken = self.sound(said, said.speaker.language)
        soundfile.write(unfinished, spoken, RATE, subtype="PCM_16", format="FLAC")
        unfinished.replace(path)

    def sound(self, said: Said, language: str) -> NDArray[np.float32]:
        """Samples of `said` in a language, without silence around them."""
        speaker = said.speaker
        self._kokoro._styles[speaker.name] = self._style(speaker.styles)
        phonemes = self._phonemes.of(said.text, language)
        spoken = self._kokoro.sound(phonemes, speaker.name, said.speed)
        return _trimmed(resample_poly(spoken, 2, 3).astype(np.float32))

    @cache  # noqa: B019 - one renderer a process.
    def _style(self, names: tuple[str, ...]) -> NDArray[np.float32]:
        read = [np.fromfile(self._folder / f"{name}.bin", "<f4") for name in names]
        return np.asarray(np.mean(read, axis=0), np.float32).reshape(_STYLE_ROWS, -1)


def _trimmed(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sound without the silence at either end, at a peak of 0.7."""
    frame = RATE // 100
    loud = np.abs(sound[: len(sound) // frame * frame]).reshape(-1, frame).max(axis=1)
    heard = np.flatnonzero(loud > loud.max() * _AUDIBLE)
    sound = sound[heard[0] * frame : (heard[-1] + 1) * frame]
    return np.asarray(sound * (0.7 / np.abs(sound).max()), np.float32)
