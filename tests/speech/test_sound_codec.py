"""Clips as FLAC and Opus: the same samples, at the same places."""

from __future__ import annotations

import math
from array import array

import pytest

from voice_coach.audio.clip import RATE, Clip
from voice_coach.errors import CoachError
from voice_coach.speech.sound_codec import decoded, flac, opus


def burst(silence: int, length: int = RATE // 2) -> Clip:
    """Silence, and then a tone that begins at once."""
    tone = (round(12_000 * math.sin(math.tau * 400 * at / RATE)) for at in range(length))
    return Clip(array("h", [0] * silence).tobytes() + array("h", tone).tobytes())


def loudest(clip: Clip, begin: int, end: int) -> int:
    return max(map(abs, array("h", clip.pcm)[begin:end]))


@pytest.mark.parametrize("samples", [1, 959, 960, 48_001])
def test_flac_gives_back_the_same_samples(samples: int) -> None:
    clip = burst(0, samples)
    assert decoded(flac(clip)) == clip


@pytest.mark.parametrize("silence", [0, 1_000, 4_321])
def test_opus_keeps_the_length_and_the_place_of_an_onset(silence: int) -> None:
    clip = burst(silence)
    heard = decoded(opus(clip, 20_000))
    assert heard.samples == clip.samples
    assert loudest(heard, silence, silence + RATE // 1_000) > 4_000
    if silence > RATE // 100:
        assert loudest(heard, 0, silence - RATE // 100) < 500


def test_opus_takes_a_tenth_of_the_bytes() -> None:
    clip = burst(0, 2 * RATE)
    assert len(opus(clip, 20_000)) < len(clip.pcm) / 10


@pytest.mark.parametrize("data", [b"", b"RIFF", b"\xff" * 1_000, flac(burst(0))[:2_000]])
def test_what_is_no_whole_clip_is_refused(data: bytes) -> None:
    with pytest.raises(CoachError):
        decoded(data)
