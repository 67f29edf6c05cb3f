"""The same words as other throats would say them elsewhere: each example another."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.hearing import sound
from benchmarks.hearing.backgrounds import background

if TYPE_CHECKING:
    from random import Random

    from benchmarks.hearing.manifest import Split
    from benchmarks.hearing.rooms import Responses

_SPLIT: Split = "tune"

_IN_A_ROOM = 0.7
_NOISY = 0.25
_OTHER_THROAT = 0.7
"""Shares of what is said."""

_LEAD, _TAIL = (0.15, 0.40), (0.06, 0.25)
"""Seconds that the endpointer leaves around speech, more or less."""

_LEVEL = (-42.0, -18.0)
"""dBFS."""


def varied(spoken: sound.Sound, where: tuple[Responses, ...], chance: Random) -> sound.Sound:
    """Speech without silence around it, as the decoder may get it."""
    heard = _by_another(spoken, chance)
    lead, tail = (round(chance.uniform(*around) * sound.RATE) for around in (_LEAD, _TAIL))
    heard = sound.padded(heard, lead, tail)
    if chance.random() < _IN_A_ROOM:
        heard = _in_a_room(heard, where, chance)
    level = chance.uniform(*_LEVEL)
    return sound.at_level(heard, level) + _noise(len(heard), level, chance)


def _by_another(spoken: sound.Sound, chance: Random) -> sound.Sound:
    """By a throat of another size, at another tempo."""
    if chance.random() >= _OTHER_THROAT:
        return _altered(spoken, chance.uniform(0.92, 1.08), 1.0)
    speed = chance.uniform(0.84, 1.42)
    return _altered(spoken, speed, chance.uniform(0.85, 1.15) / speed)


def _altered(spoken: sound.Sound, speed: float, tempo: float) -> sound.Sound:
    form = ("-t", "raw", "-r", str(sound.RATE), "-e", "signed", "-b", "16", "-c", "1", "-")
    effects = ("gain", "-3", "speed", f"{speed:.4f}", "tempo", "-s", f"{tempo:.4f}")
    command = ("sox", "-D", *form, *form, *effects)
    pcm = sound.pcm16(sound.at_level(spoken, -20))
    done = subprocess.run(command, check=True, input=pcm, capture_output=True)
    return sound.of_pcm(done.stdout)


def _in_a_room(spoken: sound.Sound, where: tuple[Responses, ...], chance: Random) -> sound.Sound:
    """Somewhere in a room, half the time one that is more bare or more furnished, and half the
    time by a microphone of another colour."""
    response = chance.choice(chance.choice(where).athlete)
    if chance.random() < 0.5:
        seconds = np.arange(len(response), dtype=np.float32) / sound.RATE
        response = response * np.exp(seconds * np.float32(chance.uniform(-6, 6)))
    heard = sound.through(response, spoken)
    if chance.random() < 0.5:
        heard[1:] += np.float32(chance.uniform(-0.6, 0.6)) * heard[:-1]
    return heard


def _noise(samples: int, level: float, chance: Random) -> sound.Sound:
    """What sounds beside speech of that level: a room, or now and then a training."""
    if chance.random() < _NOISY:
        kind, snr = chance.choice(("pink", "music", "breathing", "steps")), chance.uniform(4, 22)
    else:
        kind, snr = chance.choice(("pink", "room")), chance.uniform(14, 40)
    noise = background(kind, _SPLIT, samples, chance.random())
    return sound.at_level(noise, level - snr)
