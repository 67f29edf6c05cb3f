"""Tones, synthesised.

Each tone is a few notes on one scale (A major), struck like a soft bell: partials that decay, the
higher the faster. The fundamentals lie between 440 and 1,500 Hz, which a laptop's speakers can play
and a room does not swallow; direction and rhythm distinguish the tones.
"""

from __future__ import annotations

import cmath
import functools
import math
from array import array
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from operator import add, mul
from typing import TYPE_CHECKING

from voice_coach.audio.clip import RATE, Clip
from voice_coach.core.model.tone import TONE_LENGTH, Tone
from voice_coach.core.units import Seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

_PEAK: dict[Tone, float] = {
    Tone.START: 0.421,
    Tone.END: 0.562,
    Tone.SWITCH: 0.524,
    Tone.BEAT: 0.344,
    Tone.PAUSE: 0.426,
    Tone.FINISH: 0.588,
}
"""Peak of each, as a share of full scale, with which it measures -16 LUFS; the beat, which is heard
in every rep, -20.4."""

_ATTACK: Seconds = 0.004
"""Short enough to be heard as a beat, long enough not to click."""

_RELEASE: Seconds = 0.02
"""The end of a note, faded to zero."""

_A4, _E5, _A5, _CIS6, _E6 = 440.0, 659.26, 880.0, 1108.73, 1318.51


@dataclass(frozen=True, slots=True)
class _Note:
    hertz: float
    begins: Seconds
    ends: Seconds
    decay: Seconds
    """Time in which the fundamental falls to 1/e."""
    glide: float = 1.0
    """Factor on the pitch at the end of the note."""


_NOTES: dict[Tone, tuple[_Note, ...]] = {
    Tone.START: (_Note(_A5, 0.0, 0.13, 0.10), _Note(_E6, 0.12, 0.30, 0.12)),
    Tone.END: (_Note(_E5, 0.0, 0.40, 0.18, glide=_A4 / _E5),),
    Tone.SWITCH: (_Note(_CIS6, 0.0, 0.12, 0.06), _Note(_CIS6, 0.16, 0.30, 0.06)),
    Tone.BEAT: (_Note(_A5, 0.0, 0.05, 0.015),),
    Tone.PAUSE: (_Note(_E6, 0.0, 0.11, 0.08), _Note(_A5, 0.10, 0.25, 0.09)),
    Tone.FINISH: (
        _Note(_A5, 0.0, 0.90, 0.35),
        _Note(_CIS6, 0.14, 0.90, 0.35),
        _Note(_E6, 0.28, 0.90, 0.35),
    ),
}

_FAINTEST = 8
"""Of 32767; still one at the lowest volume."""

_PARTIALS = ((1, 1.0), (2, 0.35), (3, 0.12))
"""Multiple of the fundamental, and its share at the strike."""


@functools.cache
def tone(kind: Tone) -> Clip:
    """The clip of a tone: `TONE_LENGTH` long, beginning and ending at zero."""
    samples = round(TONE_LENGTH[kind] * RATE)
    mixed = [0.0] * samples
    for note in _NOTES[kind]:
        first = round(note.begins * RATE)
        last = min(round(note.ends * RATE), samples)
        mixed[first:last] = map(add, mixed[first:last], _strike(note, last - first))
    loudest = max(map(abs, mixed))
    level = 32767 * _PEAK[kind] / loudest
    pcm = array("h", [round(value * level) for value in mixed])
    return Clip(pcm.tobytes())


def inaudible(seconds: Seconds) -> Clip:
    """Sound of 12 kHz at -72 dB of full scale, which nobody hears. Unlike silence, it wakes a
    Bluetooth device."""
    wave = array("h", (_FAINTEST, 0, -_FAINTEST, 0))
    return Clip((wave * (round(seconds * RATE) // len(wave))).tobytes())


def _strike(note: _Note, samples: int) -> list[float]:
    """One note: the sum of its partials, eased in and out."""
    partials = [_ring(note, multiple, share, samples) for multiple, share in _PARTIALS]
    struck = [sum(points).imag for points in zip(*partials, strict=True)]
    for edge in (
        range(round(_ATTACK * RATE)),
        range(samples - 1, -1, -1)[: round(_RELEASE * RATE)],
    ):
        for step, index in enumerate(edge):
            struck[index] *= (1 - math.cos(math.pi * step / len(edge))) / 2
    return struck


def _ring(note: _Note, multiple: int, share: float, samples: int) -> Iterator[complex]:
    """One partial, as a point that turns about zero and sinks towards it. Each step is the one
    before it times a constant, which is several times as fast as a sine and a power a sample."""
    turn = 2j * math.pi * multiple * note.hertz / RATE
    sink = multiple / (note.decay * RATE)
    bend = cmath.exp(turn * (note.glide - 1) / samples)
    turns = accumulate(chain([cmath.exp(turn - sink)], repeat(bend, samples - 2)), mul)
    return accumulate(chain([complex(share)], turns), mul)
