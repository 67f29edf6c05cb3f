"""What reaches an ear: the voice as it is, across a room, and in noise as loud as is said."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyroomacoustics
from benchmarks.hearing.backgrounds import background
from benchmarks.hearing.sound import RATE, Sound, at_level, loudness, ratio, through
from scipy.signal import resample_poly

if TYPE_CHECKING:
    from collections.abc import Callable

    from voice_coach.audio.clip import Clip

_LEVEL = -23.0
"""dBFS of the voice while it speaks, in every scene."""

_SILENCE = np.zeros(RATE // 2, np.float32)


def heard(clip: Clip) -> Sound:
    """A clip at the rate of the recogniser, at one loudness, with half a second around it."""
    samples = np.frombuffer(clip.pcm, "<i2").astype(np.float32) / 32_768
    lower = np.asarray(resample_poly(samples, 1, 3), np.float32)
    return np.concatenate((_SILENCE, at_level(lower, _LEVEL), _SILENCE))


def _across_the_room(ear: tuple[float, float]) -> Callable[[Sound, str], Sound]:
    """With the ear there on a mat, 2 m from the loudspeaker."""

    def mixed(sound: Sound, _about: str) -> Sound:
        return at_level(through(_room(ear), sound), _LEVEL)

    return mixed


@cache
def _room(ear: tuple[float, float]) -> Sound:
    """The way from a loudspeaker to an ear 0.35 m above the floor; it dies away within 0.38 s."""
    size = (4.4, 3.6, 2.5)
    absorption, reflections = pyroomacoustics.inverse_sabine(0.38, size)
    room = pyroomacoustics.ShoeBox(
        size,
        fs=RATE,
        materials=pyroomacoustics.Material(absorption),
        max_order=min(reflections, 20),
    )
    room.add_source((1.0, 1.2, 0.75))
    room.add_microphone(np.array((*ear, 0.35)))
    room.compute_rir()
    response = np.asarray(room.rir[0][0], np.float32)
    return response[max(int(np.abs(response).argmax()) - 16, 0) :]


def _in(kind: str, decibels: float) -> Callable[[Sound, str], Sound]:
    """In a background that is so much fainter than the voice."""

    def mixed(sound: Sound, about: str) -> Sound:
        noise = background(kind, "test", len(sound), about)
        faint = ratio(-decibels) * np.float32(loudness(sound) / max(loudness(noise), 1e-9))
        return np.asarray(sound + faint * noise, np.float32)

    return mixed


def _as_it_is(sound: Sound, _about: str) -> Sound:
    return sound


_EARS = ((2.6, 2.3), (2.95, 1.4), (1.4, 3.1), (2.1, 2.82))
"""Metres from two walls. A word that one place swallows is heard at another: at four of them the
same phrases tell more."""

ROOM = tuple(f"room {number}" for number, _ in enumerate(_EARS, 1))

SCENES: dict[str, Callable[[Sound, str], Sound]] = {
    "clean": _as_it_is,
    **{name: _across_the_room(ear) for name, ear in zip(ROOM, _EARS, strict=True)},
    "pink 15": _in("pink", 15.0),
    "music 5": _in("music", 5.0),
    "music 0": _in("music", 0.0),
}
"""Each makes of a voice what is heard; the number is how many dB it is above the noise."""

NOISY = ("pink 15", "music 5", "music 0")
