"""The loudness of a recording, set for the whole of it: as podcasts and music have it.

Nothing is mixed for it. Clips do not overlap, so that the loudness of the whole follows from the
weighted power of each clip and from where it lies, and its peaks are those of the clips. A limiter
holds these down, clip by clip. So ten hours are measured in seconds, and as often as need be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from voice_coach.audio.clip import RATE, Clip
from voice_coach.audio.loudness import (
    gated,
    k_weighted,
    loudness_of_weighted,
    samples_of,
    true_peaks,
)
from voice_coach.audio.score import Note

if TYPE_CHECKING:
    from voice_coach.audio.loudness import Samples

TARGET = -16.0
"""LUFS of a whole recording: what Apple asks of podcasts, and AES TD1008 of speech."""

SPEECH = -16.0
"""LUFS of a clip of speech before the whole is made louder, which is that of a tone."""

_FRAME = RATE // 1000
"""Samples over which power and peaks are taken."""

_AROUND = 8
"""Frames before and after a peak in which the limiter's gain falls and rises."""

_STEP = RATE // 10
_BLOCK = 4
"""Steps in a block whose loudness counts (EBU Tech 3341)."""

_CLOSE = 0.02
"""dB from the target that are near enough."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """A clip in frames."""

    powers: Samples
    """Weighted energy."""
    peaks: Samples
    gain: float
    """What makes speech as loud as any other."""

    def limiter(self, gain: float, ceiling: float) -> Samples:
        """The factor of each frame that keeps it below the ceiling at that gain."""
        needed = np.minimum(1.0, ceiling / np.maximum(self.peaks * gain * self.gain, 1e-9))
        # The lowest around, then the mean around: nowhere above what is needed.
        width = 2 * _AROUND + 1
        padded = np.pad(needed, width, constant_values=1.0)
        held = np.lib.stride_tricks.sliding_window_view(padded, width).min(axis=1)
        smooth: Samples = np.convolve(held, np.ones(width) / width, "valid")
        spare = (len(smooth) - len(needed)) // 2
        return smooth[spare : spare + len(needed)]

    def limited_powers(self, gain: float, ceiling: float) -> Samples:
        """The energies at that gain."""
        limited: Samples = self.powers * (gain * self.gain * self.limiter(gain, ceiling)) ** 2
        return limited


class Levelled(NamedTuple):
    """Notes that together have their loudness."""

    notes: list[Note]
    gain: float
    """The gain of everything, before the limiter."""


def levelled(
    notes: Sequence[Note], ceiling: float, target: float = TARGET, bed: Samples | None = None
) -> Levelled:
    """The same notes, together as loud as `target` (LUFS), none with a true peak above `ceiling`
    (dBTP). Speech is as loud in each as in any other. `bed`: the weighted energy, in each tenth of
    a second, of music in two channels that lies under them, before the gain."""
    peak = 10 ** (ceiling / 20)
    clips = {id(note.clip): note for note in notes}
    measured = {key: _measured(note) for key, note in clips.items()}
    gain = _gain(notes, measured, peak, target, bed)
    louder = {key: _at(note.clip, measured[key], gain, peak) for key, note in clips.items()}
    return Levelled([note._replace(clip=louder[id(note.clip)]) for note in notes], gain)


def integrated(powers: Samples) -> float:
    """LUFS of a recording, from its energy in each step."""
    padded = np.pad(powers, (0, max(0, _BLOCK - len(powers))))
    blocks = np.convolve(padded, np.ones(_BLOCK), "valid") / (_BLOCK * _STEP)
    heard = blocks[blocks > 10**-6.931]  # -70 LUFS
    return gated(heard) if len(heard) else -70.0


def _measured(note: Note) -> _Measured:
    samples = samples_of(note.clip)
    weighted = k_weighted(samples)
    return _Measured(
        _framed(weighted**2).sum(axis=1),
        _framed(true_peaks(samples)).max(axis=1),
        10 ** ((SPEECH - loudness_of_weighted(weighted)) / 20) if note.spoken else 1.0,
    )


def _framed(samples: Samples) -> Samples:
    return np.pad(samples, (0, -len(samples) % _FRAME)).reshape(-1, _FRAME)


def _gain(
    notes: Sequence[Note],
    measured: dict[int, _Measured],
    peak: float,
    target: float,
    bed: Samples | None,
) -> float:
    """The gain at which the limited whole has its loudness, by bisection: louder never makes it
    softer."""
    low, high = 0.01, 100.0
    if not notes:
        return 1.0
    while True:
        gain = float(np.sqrt(low * high))
        powers = _powers_at(gain, notes, measured, peak)
        if bed is not None:
            # Speech is in both channels.
            powers = 2 * np.pad(powers, (0, max(0, len(bed) - len(powers))))[: len(bed)]
            powers += bed * gain**2
        found = integrated(powers)
        if abs(found - target) < _CLOSE or high / low < 1.001:
            return gain
        low, high = (gain, high) if found < target else (low, gain)


def _powers_at(
    gain: float, notes: Sequence[Note], measured: dict[int, _Measured], peak: float
) -> Samples:
    """The energy of all notes in each step."""
    powers = {key: one.limited_powers(gain, peak) for key, one in measured.items()}
    steps = np.zeros(notes[-1].end // _STEP + 1)
    for note in notes:
        energy = powers[id(note.clip)]
        at = (note.first + np.arange(len(energy)) * _FRAME) // _STEP
        share = np.bincount(at - at[0], energy)
        steps[at[0] : at[0] + len(share)] += share[: len(steps) - at[0]]
    return steps


def _at(clip: Clip, measured: _Measured, gain: float, peak: float) -> Clip:
    """The clip, louder and limited."""
    curve = measured.limiter(gain, peak)
    samples = samples_of(clip)
    at = np.arange(len(samples)) / _FRAME - 0.5
    louder = samples * gain * measured.gain * np.interp(at, np.arange(len(curve)), curve)
    return Clip(np.rint(louder * 32_767).astype("<i2").tobytes())
