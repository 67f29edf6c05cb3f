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


def _across_the_room(sound: Sound, _about: str) -> Sound:
    return at_level(through(_room(), sound), _LEVEL)


@cache
def _room() -> Sound:
    """The way from a loudspeaker to an ear on a mat 2 m away; it dies away within 0.38 s."""
    size = (4.4, 3.6, 2.5)
    absorption, reflections = pyroomacoustics.inverse_sabine(0.38, size)
    room = pyroomacoustics.ShoeBox(
        size,
        fs=RATE,
        materials=pyroomacoustics.Material(absorption),
        max_order=min(reflections, 20),
    )
    room.add_source((1.0, 1.2, 0.75))
    room.add_microphone(np.array((2.6, 2.3, 0.35)))
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


SCENES: dict[str, Callable[[Sound, str], Sound]] = {
    "clean": _as_it_is,
    "room": _across_the_room,
    "pink 15": _in("pink", 15.0),
    "music 5": _in("music", 5.0),
    "music 0": _in("music", 0.0),
}
"""Each makes of a voice what is heard; the number is how many dB it is above the noise."""

NOISY = ("pink 15", "music 5", "music 0")
