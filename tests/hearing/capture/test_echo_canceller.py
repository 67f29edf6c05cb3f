from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hearing import rooms

from voice_coach.audio import clip
from voice_coach.hearing.capture.echo_canceller import Canceller, webrtc
from voice_coach.hearing.ports.recogniser import RATE


@pytest.fixture
def canceller() -> Canceller:
    made = webrtc()
    assert made
    return made


def speechlike(seconds: float) -> rooms.Samples:
    """Noise of the loudness of syllables, in phrases with pauses."""
    dice = np.random.default_rng(3)
    length = round(seconds * clip.RATE)
    time = np.arange(length) / clip.RATE
    syllables = np.maximum(0, np.sin(2 * np.pi * 2 * time)) * (np.sin(2 * np.pi * time / 3) > -0.3)
    spectrum = np.fft.rfft(dice.normal(0, 1, length))
    spectrum /= 1 + np.fft.rfftfreq(length, 1 / clip.RATE) / 500
    voice = np.fft.irfft(spectrum, length) * syllables
    return np.asarray(voice / np.abs(voice).max() / 2)


def cleaned(canceller: Canceller, near: rooms.Samples, far: rooms.Samples) -> rooms.Samples:
    heard, played = rooms.pcm(near), rooms.pcm(far)
    frames = range(len(heard) // 320)
    sound = b"".join(
        canceller.clean(heard[320 * n : 320 * n + 320], played[960 * n : 960 * n + 960])
        for n in frames
    )
    return rooms.samples(sound)


def decibels(samples: rooms.Samples) -> float:
    return float(10 * np.log10(np.square(samples).mean()))


@pytest.mark.parametrize("delay", [0.05, 0.2])
def test_after_seconds_of_it_the_coach_is_down_to_the_noise_of_the_room(
    canceller: Canceller, delay: float
) -> None:
    far = speechlike(20.0)
    near = rooms.heard(far, rooms.response(delay=delay), -25)
    near += rooms.hiss(len(near), -60)
    left = cleaned(canceller, near, far)

    assert decibels(near[10 * RATE :]) > -35
    assert decibels(left[10 * RATE :]) < -55


def test_what_the_athlete_says_is_left_as_it_is(canceller: Canceller) -> None:
    voice = rooms.slower(speechlike(6.0)) / 4
    left = cleaned(canceller, voice, np.zeros(3 * len(voice)))

    assert decibels(left[RATE:]) == pytest.approx(decibels(voice[RATE:]), abs=1.5)


def test_it_brings_no_more_with_it_than_it_needs() -> None:
    source = (
        "import sys\n"
        "from voice_coach.hearing.capture.echo_canceller import webrtc\n"
        "assert webrtc()\n"
        "assert not {'numpy', 'livekit.rtc.room'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-P", "-c", source], check=True, timeout=60)


def test_where_it_is_not_installed_there_is_none() -> None:
    source = (
        "import sys\n"
        "sys.modules['livekit'] = None\n"
        "from voice_coach.hearing.capture.echo_canceller import webrtc\n"
        "assert webrtc() is None\n"
    )
    subprocess.run([sys.executable, "-P", "-c", source], check=True, timeout=60)
