"""What it is compared with: the usual few lines, `Recognizer.listen` and `recognize_sphinx`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Self

import speech_recognition
from benchmarks.hearing import sound
from benchmarks.hearing.trial import Trial, Understood, armed_for

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.hearing.manifest import Entry

_SENSITIVITY = 1.0
"""Of every keyword, as in SpeechRecognition's own example. With less, up to 0.5, it heard a third
as many of the tuning half and made four times the mistakes."""

_SURE = 10.0
"""It gives no score: all it finds is taken."""


class _Source(speech_recognition.AudioSource):
    """A file in place of a microphone."""

    SAMPLE_RATE = sound.RATE
    SAMPLE_WIDTH = 2
    CHUNK = 1024

    def __init__(self, pcm: bytes) -> None:
        self._pcm = pcm
        self._at = 0
        self.stream = self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, samples: int) -> bytes:
        """The next samples, as of PyAudio's stream."""
        piece = self._pcm[self._at : self._at + samples * self.SAMPLE_WIDTH]
        self._at += len(piece)
        return piece

    @property
    def heard(self) -> float:
        """Seconds that were read."""
        return self._at / self.SAMPLE_WIDTH / self.SAMPLE_RATE

    @property
    def over(self) -> bool:
        """Whether all was read."""
        return self._at >= len(self._pcm)


def hear(entries: tuple[Entry, ...], folder: Path) -> tuple[Trial, ...]:
    """What comes of some files."""
    return tuple(_hear(entry, folder) for entry in entries)


def _hear(entry: Entry, folder: Path) -> Trial:
    source = _Source(sound.pcm16(sound.read(folder / entry.file)))
    recognizer = speech_recognition.Recognizer()
    keywords = [(phrase, _SENSITIVITY) for phrase in armed_for(entry)]
    understood = []
    busy = 0.0
    with source:
        while not source.over:
            audio = recognizer.listen(source)
            before = time.process_time()
            text = _understood(recognizer, audio, keywords)
            took = time.process_time() - before
            busy += took
            phrase = _first(text, keywords)
            if phrase:
                decided = source.heard + took
                understood.append(Understood(phrase, _SURE, source.heard, source.heard, decided))
    return Trial(entry, tuple(understood), busy)


def _understood(
    recognizer: speech_recognition.Recognizer,
    audio: speech_recognition.AudioData,
    keywords: list[tuple[str, float]],
) -> str:
    try:
        return str(recognizer.recognize_sphinx(audio, keyword_entries=keywords))
    except speech_recognition.UnknownValueError:
        return ""


def _first(text: str, keywords: list[tuple[str, float]]) -> str:
    """The keyword that a text begins with; it strings together all that were found."""
    found = (phrase for phrase, _ in keywords if f"{text.strip()} ".startswith(f"{phrase} "))
    return max(found, key=len, default="")
