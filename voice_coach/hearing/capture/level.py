"""Loudness of sound."""

from __future__ import annotations

import math
from array import array
from operator import mul

_FULL = 32_768


def power(pcm: bytes) -> float:
    """Mean square of samples of signed 16 bit; full scale is 1."""
    samples = array("h", pcm)
    squares: int = sum(map(mul, samples, samples))
    return squares / (max(1, len(samples)) * _FULL**2)


def decibels(power: float) -> float:
    """A mean square in dBFS; minus infinity for silence."""
    return 10 * math.log10(power) if power > 0 else -math.inf
