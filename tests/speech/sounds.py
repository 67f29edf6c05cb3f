"""Sound files for the tests."""

from __future__ import annotations

import math
import struct
from array import array
from collections.abc import Sequence

ENGINE_RATE = 22_050


def tone(seconds: float, level: float = 0.5, rate: int = ENGINE_RATE) -> list[int]:
    """A 400 Hz tone that is at its loudest at once, as the onset of a voice never is."""
    return [
        round(level * 32_767 * math.cos(2 * math.pi * 400 * at / rate))
        for at in range(round(seconds * rate))
    ]


def silence(seconds: float, rate: int = ENGINE_RATE) -> list[int]:
    return [0] * round(seconds * rate)


def wav(samples: Sequence[int], rate: int = ENGINE_RATE, channels: int = 1) -> bytes:
    pcm = struct.pack(f"<{len(samples)}h", *samples)
    width = 2 * channels
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, rate, rate * width, width, 16)
    chunks = form + struct.pack("<4sI", b"data", len(pcm)) + pcm
    return struct.pack("<4sI4s", b"RIFF", 4 + len(chunks), b"WAVE") + chunks


def aiff(samples: Sequence[int], rate: int = ENGINE_RATE) -> bytes:
    """What macOS writes, whatever the file is called."""
    pcm = struct.pack(f">{len(samples)}h", *samples)
    exponent = rate.bit_length() - 1
    extended = struct.pack(">HQ", 16_383 + exponent, rate << (63 - exponent))
    common = struct.pack(">4sIhIh", b"COMM", 18, 1, len(samples), 16) + extended
    sound = struct.pack(">4sIII", b"SSND", 8 + len(pcm), 0, 0) + pcm
    return struct.pack(">4sI4s", b"FORM", 4 + len(common) + len(sound), b"AIFF") + common + sound


def samples_of(pcm: bytes) -> array[int]:
    return array("h", pcm)
