"""Sounds of training that are no speech, made and not recorded."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.hearing.chance import choices, numbers
from benchmarks.hearing.sound import RATE, Sound
from scipy.signal import butter, sosfilt

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.hearing.manifest import Split

_MINUTES = 4
"""Of each background, from which pieces are cut."""


def background(kind: str, split: Split, samples: int, about: object) -> Sound:
    """A piece of a background, at some level; `about` decides where it begins."""
    chance = choices("background", kind, split, about)
    whole = _known_minute(kind, split, chance.randrange(_MINUTES))
    if samples >= len(whole):
        return np.resize(whole, samples)
    begin = chance.randrange(len(whole) - samples)
    return np.asarray(whole[begin : begin + samples])


def minute(kind: str, split: Split, number: int) -> Sound:
    """A minute of a background, mean power 1; another for every number."""
    made = _MAKERS[kind](numbers("minute", kind, split, number), 60 * RATE)
    return np.asarray(made / np.sqrt(np.mean(made**2)), np.float32)


_known_minute = cache(minute)


def _coloured(chance: np.random.Generator, samples: int, slope: float) -> np.ndarray:
    """Noise whose amplitude falls with the frequency to the power of `slope`."""
    spectrum = np.fft.rfft(chance.standard_normal(samples))
    frequency = np.maximum(np.fft.rfftfreq(samples, 1 / RATE), 30)
    return np.asarray(np.fft.irfft(spectrum / frequency**slope, samples))


def _pink(chance: np.random.Generator, samples: int) -> np.ndarray:
    return _coloured(chance, samples, 0.5)


def _room(chance: np.random.Generator, samples: int) -> np.ndarray:
    """A quiet room: a fan or the street, and a little hum."""
    noise = _coloured(chance, samples, 0.8)
    hum = np.sin(2 * np.pi * 100 * np.arange(samples) / RATE)
    return np.asarray(noise / noise.std() + 0.2 * hum)


def _band(noise: np.ndarray, low: float, high: float) -> np.ndarray:
    return np.asarray(sosfilt(butter(2, (low, high), "bandpass", fs=RATE, output="sos"), noise))


def _breathing(chance: np.random.Generator, samples: int) -> np.ndarray:
    """In through the nose, out through the mouth, 18 to 40 times a minute."""
    air = chance.standard_normal(samples)
    inwards, outwards = _band(air, 700, 4500), _band(air, 250, 2600)
    made = np.zeros(samples)
    at = 0
    while at < samples:
        cycle = int(RATE * 60 / chance.uniform(18, 40))
        for sound, begins, lasts, loud in (
            (inwards, 0.0, 0.36, chance.uniform(0.3, 0.7)),
            (outwards, 0.42, 0.46, chance.uniform(0.7, 1.2)),
        ):
            begin = at + int(begins * cycle)
            swell = np.hanning(int(lasts * cycle)) ** 0.7 * loud
            swell = swell[: max(0, samples - begin)]
            made[begin : begin + len(swell)] += sound[begin : begin + len(swell)] * swell
        at += cycle
    return np.asarray(made + 0.01 * made.std() * air)


def _steps(chance: np.random.Generator, samples: int) -> np.ndarray:
    """Feet on a floor: marching, jumping jacks, now and then a dumbbell put down."""
    made = 1e-3 * chance.standard_normal(samples)
    at, pace = 0.0, 120.0
    while (begin := int(at * RATE)) < samples:
        if chance.random() < 0.05:
            pace = chance.uniform(90, 170)
        clank = chance.random() < 0.03
        length = min(int(RATE * (0.6 if clank else 0.18)), samples - begin)
        time = np.arange(length) / RATE
        thud = np.sin(2 * np.pi * chance.uniform(55, 120) * time) * np.exp(-time * 28)
        scuff = chance.standard_normal(length) * np.exp(-time * chance.uniform(60, 160)) * 0.4
        sound = (thud + scuff) * chance.uniform(0.5, 1.2)
        if clank:
            tones = (chance.uniform(600, 5000) for _ in range(5))
            sound += sum(np.sin(2 * np.pi * tone * time) for tone in tones) * np.exp(-time * 9)
        made[begin : begin + length] += sound
        at += 60 / pace * chance.uniform(0.93, 1.07)
    return made


def _music(chance: np.random.Generator, samples: int) -> np.ndarray:
    """Four chords and a drum, nobody singing."""
    made = np.zeros(samples)
    beat = 60 / chance.uniform(95, 145)
    root = chance.uniform(100, 160)
    progression = chance.permutation([0, 3, 5, 7, 8, 10])[:4]
    lead = [int(note) for note in chance.choice([0, 2, 4, 7, 9, 12, 14], 16)]
    for number in range(int(samples / RATE / beat) + 1):
        chord = root * 2 ** (int(progression[number // 4 % 4]) / 12)
        _add(made, number * beat, _kick())
        _add(made, (number + 0.5) * beat, 0.25 * _hat(chance))
        if number % 2:
            _add(made, number * beat, 0.8 * _snare(chance))
        _add(made, number * beat, 0.9 * _note(chord / 2, beat * 0.9, 6, 3.0))
        note = 2 * root * 2 ** (lead[number % 16] / 12)
        _add(made, number * beat, 0.5 * _note(note, beat * 0.8, 10, 4.0))
        if number % 4 == 0:
            for step in (0, 4, 7):
                _add(made, number * beat, 0.35 * _note(chord * 2 ** (step / 12), beat * 4, 12, 0.4))
    return made


def _add(made: np.ndarray, at: float, sound: np.ndarray) -> None:
    begin = int(at * RATE)
    piece = sound[: max(0, len(made) - begin)]
    made[begin : begin + len(piece)] += piece


def _note(frequency: float, length: float, overtones: int, decay: float) -> np.ndarray:
    time = np.arange(int(length * RATE)) / RATE
    parts = (
        np.sin(2 * np.pi * frequency * over * time) / over
        for over in range(1, overtones + 1)
        if frequency * over < RATE / 2
    )
    attack = np.minimum(time / 0.01, 1)
    return np.asarray(sum(parts) * attack * np.exp(-time * decay))


def _kick() -> np.ndarray:
    time = np.arange(int(0.25 * RATE)) / RATE
    falling = 50 * time + 4 * (1 - np.exp(-time * 25))
    return np.asarray(2 * np.sin(2 * np.pi * falling) * np.exp(-time * 14))


def _snare(chance: np.random.Generator) -> np.ndarray:
    time = np.arange(int(0.2 * RATE)) / RATE
    return chance.standard_normal(len(time)) * np.exp(-time * 22)


def _hat(chance: np.random.Generator) -> np.ndarray:
    time = np.arange(int(0.06 * RATE)) / RATE
    return np.diff(chance.standard_normal(len(time) + 1)) * np.exp(-time * 70)


_MAKERS: dict[str, Callable[[np.random.Generator, int], np.ndarray]] = {
    "pink": _pink,
    "music": _music,
    "breathing": _breathing,
    "steps": _steps,
    "room": _room,
}
