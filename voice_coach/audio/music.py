"""The user's own music under a recording: read piece by piece, lowered under every cue.

It is read twice. The first time its loudness is taken in steps of a tenth of a second, from which
follows how loud each step may be; the second time it is mixed. So nothing grows with the length but
two figures a step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from voice_coach.audio.clip import RATE
from voice_coach.audio.loudness import k_weighted, samples_of
from voice_coach.audio.score import Note
from voice_coach.audio.tracks import NoMusicError, over_and_over
from voice_coach.core.units import Seconds
from voice_coach.errors import UsageError

if TYPE_CHECKING:
    from voice_coach.audio.loudness import Samples

STEP = RATE // 10
"""Samples of a step."""

BELOW = 8.0
"""dB between speech and the music beside it."""

BELOW_AT_WORDS = 14.0
"""dB between speech and the loudest of the music under it, where no limiter takes from speech."""

_LEAST_BELOW = 13.0
"""dB between what the limiter has left of speech and the loudest of the music; 12 are promised."""

_BEFORE, _AFTER = 4, 7
"""Steps before and after a cue in which the music stays low, so that it does not swell between
counts a second apart."""

_FALL = 5
"""Steps in which it falls and rises."""

_LEVELLED_OVER = 600
"""Steps over which music is made even: softer pieces come up, and within a piece little changes."""

FADE_IN: Seconds = 2.0
FADE_OUT: Seconds = 4.0

_SHARE_AT_WORDS = 0.2
"""Of the highest peak, what music may take under a cue."""


@dataclass(frozen=True, slots=True)
class Bed:
    """Music of a certain length, and its loudness."""

    tracks: tuple[Path, ...]
    end: int
    """The sample after its last."""
    powers: Samples
    """Weighted energy of each step, of both channels."""
    peaks: Samples
    """The highest absolute sample of each step."""

    def curve(self, notes: Sequence[Note], speech: float) -> Samples:
        """The gain of each step under these notes, with speech of that loudness (LUFS)."""
        beside = evened(self._power, speech)
        under = power_of(speech - BELOW_AT_WORDS) / self._momentary
        lowered = np.where(_near(notes, len(beside)), np.minimum(beside, under), beside)
        return _gently(np.sqrt(lowered))

    def gains(self, notes: Sequence[Note], curve: Samples, gain: float, peak: float) -> Samples:
        """The curve at a gain, with fades; under these notes, as they will be heard, nowhere above
        its share of the highest peak, nor too near to a word."""
        share = np.where(_near(notes, len(curve)), _SHARE_AT_WORDS, 1.0)
        # What lies between two samples may be a little higher than both.
        least = share * peak / np.maximum(self.peaks * 1.2, 1e-6)
        room = np.sqrt(_powers_left(notes, len(curve)) / self._momentary)
        least = np.minimum(least, room)
        faded = np.minimum(curve * gain, _gently(np.minimum(curve * gain, least)))
        at = (np.arange(len(faded)) + 0.5) * STEP / RATE
        ends = np.minimum(at / FADE_IN, (self.end / RATE - at) / FADE_OUT)
        gains: Samples = faded * np.clip(ends, 0.0, 1.0)
        return gains

    @property
    def _power(self) -> Samples:
        power: Samples = np.maximum(self.powers / STEP, 1e-12)
        return power

    @property
    def _momentary(self) -> Samples:
        return momentary(self._power)

    def blocks(self) -> Iterator[Samples]:
        """The music a second at a time: two columns."""
        return _played(self.tracks, self.end)


def weighted_energies(samples: Samples) -> Samples:
    """The weighted energy of each step of one channel."""
    energies: Samples = np.reshape(k_weighted(samples) ** 2, (-1, STEP)).sum(axis=1)
    return energies


def evened(power: Samples, speech: float) -> Samples:
    """How much louder each step becomes beside speech of that loudness (LUFS), as a power."""
    around = np.ones(min(_LEVELLED_OVER, len(power)))
    usual = np.convolve(power, around, "same") / np.convolve(np.ones(len(power)), around, "same")
    louder = power_of(speech - BELOW) / np.maximum(usual, power_of(-50.0))
    # A loud passage may stand out, but not like speech.
    most = power_of(speech - BELOW + 4.0) / momentary(power)
    beside: Samples = np.minimum(louder, most)
    return beside


def momentary(power: Samples) -> Samples:
    """The power of the loudest 0.4 s around each step."""
    padded = np.pad(power, 2, mode="edge")
    return _highest(np.convolve(padded, np.ones(4) / 4, "same")[2:-2], 2)


def power_of(lufs: float) -> float:
    """The weighted power that has this loudness."""
    return float(10 ** ((lufs + 0.691) / 10))


def measured(tracks: tuple[Path, ...], end: int) -> Bed:
    """The bed of these tracks, over and over until `end`. Raises UsageError if none can be read."""
    powers, peaks = [], []
    try:
        for block in _played(tracks, end):
            padded = np.pad(block, ((0, -len(block) % STEP), (0, 0)))
            powers.append(sum(weighted_energies(padded[:, channel]) for channel in (0, 1)))
            peaks.append(np.abs(padded).max(axis=1).reshape(-1, STEP).max(axis=1))
    except NoMusicError as error:
        raise UsageError(f"{error}.", "Name another file or folder.") from error
    return Bed(tracks, end, np.concatenate(powers), np.concatenate(peaks))


def _near(notes: Sequence[Note], steps: int) -> Samples:
    """True for the steps at and around a cue."""
    near = np.zeros(steps, bool)
    for note in notes:
        near[max(0, note.first // STEP - _BEFORE) : note.end // STEP + 1 + _AFTER] = True
    return near


def _powers_left(notes: Sequence[Note], steps: int) -> Samples:
    """The most that music may have in each step for the words in it to stay above."""
    left = np.full(steps, np.inf)
    below: dict[int, float] = {}
    for note in notes:
        if note.spoken:
            if id(note.clip) not in below:
                speech = 2 * float(np.mean(k_weighted(samples_of(note.clip)) ** 2))
                below[id(note.clip)] = speech * 10 ** (-_LEAST_BELOW / 10)
            words = slice(note.first // STEP, note.end // STEP + 1)
            left[words] = np.minimum(left[words], below[id(note.clip)])
    return left


def _gently(gains: Samples) -> Samples:
    """Nowhere above `gains`, and never in a jump."""
    width = 2 * _FALL + 1
    padded = np.pad(gains, width, mode="edge")
    lowest = np.lib.stride_tricks.sliding_window_view(padded, width).min(axis=1)
    smooth: Samples = np.convolve(lowest, np.ones(width) / width, "valid")
    spare = (len(smooth) - len(gains)) // 2
    return smooth[spare : spare + len(gains)]


def _highest(values: Samples, around: int) -> Samples:
    padded = np.pad(values, around, mode="edge")
    highest: Samples = np.lib.stride_tricks.sliding_window_view(padded, 2 * around + 1).max(axis=1)
    return highest


def _played(tracks: tuple[Path, ...], end: int) -> Iterator[Samples]:
    """The tracks one after another, over and over, in blocks of a second."""
    parts: list[Samples] = []
    held = sent = 0
    for _, _, part in over_and_over(tracks):
        parts.append(part)
        held += len(part)
        while held >= RATE or sent + held >= end:
            joined = np.concatenate(parts)
            block = joined[: min(RATE, end - sent)]
            yield block
            sent += len(block)
            if sent >= end:
                return
            parts, held = [joined[len(block) :]], held - len(block)
