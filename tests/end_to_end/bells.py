"""A sound of an athlete's own."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from voice_coach.audio.clip import RATE


def write_bell(path: Path) -> Path:
    """A sound of 0.7 s."""
    at = np.arange(round(0.7 * RATE)) / RATE
    sound = np.sin(2 * np.pi * 620 * at) * np.exp(-4 * at)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((sound * 20_000).astype("<i2").tobytes())
    return path
