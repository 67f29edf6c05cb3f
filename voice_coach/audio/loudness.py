"""Loudness and true peaks of samples at `RATE`, as ITU-R BS.1770 defines them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from voice_coach.audio.clip import RATE, Clip

if TYPE_CHECKING:
    from typing import Any

    from numpy import complex64, complex128, dtype, floating, int16, ndarray
    from numpy.typing import NDArray

    Samples = ndarray[tuple[Any, ...], dtype[floating[Any]]]
    Pcm = NDArray[int16]

_BLOCK, _STEP = 0.4, 0.1
"""Seconds of a block whose loudness is measured, and from one to the next."""

_OFFSET = -0.691
"""LUFS of a power of 1."""


def samples_of(clip: Clip) -> Samples:
    """The samples of a clip; full scale is 1."""
    return np.frombuffer(clip.pcm, dtype=np.int16).astype(np.float64) / 32_768


def loudness(samples: Samples) -> float:
    """Loudness in LUFS: of blocks of 0.4 s, those that are no pause.

    A clip shorter than a block is measured as one block of its own length.
    """
    return loudness_of_weighted(k_weighted(samples))


def loudness_of_weighted(weighted: Samples) -> float:
    """The loudness of what `k_weighted` gave."""
    squares = np.concatenate(([0.0], np.cumsum(weighted**2)))
    block, step = min(int(RATE * _BLOCK), len(weighted)), int(RATE * _STEP)
    begins = np.arange(0, len(weighted) - block + 1, step)
    return gated((squares[begins + block] - squares[begins]) / block)


def gated(powers: Samples) -> float:
    """The loudness of blocks of these powers, without those 10 dB or more below their mean."""
    powers = np.maximum(powers, 1e-12)
    loud = powers[powers >= powers.mean() / 10]
    return float(10 * np.log10(loud.mean()) + _OFFSET)


def k_weighted(samples: Samples) -> Samples:
    """`samples` as the ear weighs them: the power of what comes is the loudness."""
    # In steps of a tenth of a second: the weights of a length are used again.
    length = even_length(len(samples) + RATE // 20, RATE // 10)
    weighted: Samples = np.fft.irfft(np.fft.rfft(samples, length) * _k_weights(length), length)
    return weighted[: len(samples)]


@lru_cache(maxsize=16)
def _k_weights(length: int) -> NDArray[complex128]:
    """The response of BS.1770's two filters, whose coefficients are for 48 kHz."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(length))
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    high_pass = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    weights: NDArray[complex128] = shelf * high_pass
    return weights


def true_peaks(samples: Samples) -> Samples:
    """The highest absolute value at and around each sample, at four points a sample."""
    # In steps of a tenth of a second: the turn of a length is used again.
    length = even_length(len(samples) + RATE // 100, RATE // 10)
    # In single precision, which takes half of the time and is exact to 0.001 dB.
    spectrum = np.fft.rfft(samples.astype(np.float32), length)
    peaks: Samples = np.abs(samples).astype(np.float32)
    for _ in range(3):
        spectrum *= _quarter(length)
        between = np.fft.irfft(spectrum, length)[: len(samples)]
        np.maximum(peaks, np.abs(between), out=peaks)
    return peaks


@lru_cache(maxsize=16)
def _quarter(length: int) -> NDArray[complex64]:
    """What a spectrum is multiplied with to have the values a quarter of a sample later."""
    quarter: NDArray[complex64] = np.exp(0.5j * np.pi * np.fft.rfftfreq(length))
    return quarter.astype(np.complex64)


def even_length(length: int, unit: int = 1) -> int:
    """A length of whole units, not below `length`, of small factors: transforms of others take
    many times as long and as much memory."""
    step = unit * max(1, 1_440 // unit)
    return -(-length // step) * step
