"""Rooms made of numbers: what a microphone hears of what is played in them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voice_coach.audio import clip
from voice_coach.core.units import Seconds
from voice_coach.hearing.ports.recogniser import RATE

Samples = NDArray[np.float64]
"""One channel; full scale is 1."""


def response(reverberation: Seconds = 0.4, delay: Seconds = 0.1, seed: int = 1) -> Samples:
    """A room's answer to a click, at the rate of clips: after `delay` the direct sound, and noise
    that dies away by 60 dB within `reverberation`."""
    length = round(reverberation * clip.RATE)
    dice = np.random.default_rng(seed)
    tail = dice.normal(0, 0.05, length) * np.geomspace(1, 1e-3, length)
    tail[0] = 1.0
    return np.concatenate([np.zeros(round(delay * clip.RATE)), tail])


def heard(played: Samples, room: Samples, dbfs: float) -> Samples:
    """What a microphone hears of what is played, at such a level where it is not silent, and at
    the rate of recognisers. The speaker distorts a little, as small ones do."""
    size = len(played) + len(room)
    spectrum = np.fft.rfft(played, size) * np.fft.rfft(room, size)
    echo = np.fft.irfft(spectrum, size)[: len(played)]
    loud = np.sqrt(np.square(echo[np.abs(echo) > np.abs(echo).max() / 100]).mean())
    at_level = echo / loud * 10 ** (dbfs / 20)
    return np.asarray(slower(np.tanh(1.5 * at_level) / 1.5))


def slower(samples: Samples) -> Samples:
    """From the rate of clips to that of recognisers, without what would fold over."""
    spectrum = np.fft.rfft(samples)[: len(samples) // 6 + 1]
    return np.fft.irfft(spectrum, len(samples) // 3) / (clip.RATE / RATE)


def hiss(samples: int, dbfs: float = -60, seed: int = 1) -> Samples:
    """The noise of a microphone."""
    return np.random.default_rng(seed).normal(0, 10 ** (dbfs / 20), samples)


def pcm(samples: Samples) -> bytes:
    """Signed 16 bit."""
    return np.clip(np.round(samples * 32_767), -32_768, 32_767).astype("<i2").tobytes()


def samples(sound: bytes) -> Samples:
    """The reverse."""
    return np.frombuffer(sound, "<i2") / 32_768
