"""What is spoken can be understood: a recogniser tells the countdown's words apart."""

from __future__ import annotations

import miniaudio
import pytest

from tests.speech.conftest import LONG
from voice_coach.audio.clip import RATE
from voice_coach.hearing.recognisers import own
from voice_coach.speech.worker_client import Renderer

COUNT = ("five", "four", "three", "two", "one")
HEARING_RATE = 16_000


@pytest.mark.parametrize("rate", [140, 165, 190])
def test_the_countdown_is_understood(rate: int) -> None:
    listener = own.load()
    listener.arm(COUNT)
    with Renderer() as renderer:
        renderer.open("system", "en-us", "en", LONG)
        clips = [renderer.render(word, rate, LONG).pcm for word in COUNT]
    assert tuple(heard(listener, clip) for clip in clips) == COUNT


def heard(listener: own.Understanding, pcm: bytes) -> str:
    signed16 = miniaudio.SampleFormat.SIGNED16
    sound = miniaudio.convert_frames(signed16, 1, RATE, pcm, signed16, 1, HEARING_RATE)
    guess = listener.decode(bytes(sound))
    assert guess is not None
    return guess.phrase
