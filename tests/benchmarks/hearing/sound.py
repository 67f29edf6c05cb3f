"""Sound as numbers: reading, writing, levels and joining."""

from __future__ import annotations

import subprocess
import wave
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.signal import oaconvolve

if TYPE_CHECKING:
    from pathlib import Path

RATE = 16_000

Sound = NDArray[np.float32]
"""One channel, full scale at 1."""

_FRAME = RATE // 100
_SPEECH_ABOVE = 10 ** (-40 / 20)
"""Of a stretch of speech, what is counted as speech: within 40 dB of its loudest 10 ms."""


def read(path: Path) -> Sound:
    """A WAV file of 16 bit and one channel, at its own rate; a FLAC file through sox."""
    if path.suffix == ".flac":
        command = ("sox", str(path), "-t", "raw", "-e", "signed", "-b", "16", "-r", str(RATE), "-")
        pcm = subprocess.run(command, check=True, capture_output=True).stdout
    else:
        with wave.open(str(path)) as file:
            pcm = file.readframes(file.getnframes())
    return of_pcm(pcm)


def of_pcm(pcm: bytes) -> Sound:
    """From signed 16 bit little endian."""
    return np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)


def write(path: Path, sound: Sound, rate: int = RATE) -> None:
    """A WAV file of 16 bit and one channel, whole or not at all; its folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("wb") as stream, wave.open(stream, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm16(sound))
    unfinished.replace(path)


def pcm16(sound: Sound) -> bytes:
    """Signed 16 bit little endian; what is too loud is clipped."""
    return (np.clip(sound, -1, 1) * 32767).round().astype("<i2").tobytes()


def loudness(sound: Sound) -> float:
    """Root mean square of what is not silent."""
    frames = _frames(sound)
    heard = frames[frames > frames.max(initial=0) * _SPEECH_ABOVE]
    return float(np.sqrt(np.mean(heard**2))) if heard.size else 0.0


def at_level(sound: Sound, dbfs: float) -> Sound:
    """Made so loud that its loudness is `dbfs`."""
    return sound * (ratio(dbfs) / np.float32(max(loudness(sound), 1e-9)))


def edges(sound: Sound, above: float = _SPEECH_ABOVE) -> tuple[int, int]:
    """The samples between which there is sound."""
    frames = _frames(sound)
    heard = np.flatnonzero(frames > frames.max(initial=0) * above)
    if not heard.size:
        return 0, len(sound)
    return int(heard[0]) * _FRAME, min((int(heard[-1]) + 1) * _FRAME, len(sound))


def trimmed(sound: Sound) -> Sound:
    """Without the silence at either end."""
    begin, end = edges(sound)
    return sound[begin:end]


def through(response: Sound, sound: Sound) -> Sound:
    """As it is heard at the end of `response`, as long as it was."""
    return np.asarray(oaconvolve(sound, response)[: len(sound)], np.float32)


def ratio(decibels: float) -> np.float32:
    """Of amplitudes."""
    return np.float32(10 ** (decibels / 20))


def padded(sound: Sound, lead: int, tail: int) -> Sound:
    """With silence of so many samples before and after it."""
    return np.pad(sound, (lead, tail))


def _frames(sound: Sound) -> Sound:
    """Root mean square of every 10 ms."""
    whole = len(sound) // _FRAME * _FRAME
    if not whole:
        return np.zeros(0, np.float32)
    return np.asarray(np.sqrt(np.mean(sound[:whole].reshape(-1, _FRAME) ** 2, axis=1)), np.float32)
