"""Clips as FLAC and Opus: the same samples, at the same places."""

from __future__ import annotations

import math
from array import array

import pytest

from voice_coach.audio.clip import RATE, Clip
from voice_coach.errors import CoachError
from voice_coach.speech.sound_codec import decoded, flac, louder, opus


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


@pytest.mark.parametrize("decibels", [1.3, -6.0])
def test_opus_is_made_louder_without_being_encoded_again(decibels: float) -> None:
    sound = opus(burst(1_000), 20_000)
    before, after = (array("h", decoded(one).pcm) for one in (sound, louder(sound, decibels)))
    gain = 10 ** (decibels / 20)
    assert all(
        abs(now - then * gain) <= 2 + abs(then) / 1_000
        for then, now in zip(before, after, strict=True)
    )


def test_what_opus_gives_above_full_scale_stays_there() -> None:
    sound = opus(burst(1_000), 20_000)
    before, after = (array("h", decoded(one).pcm) for one in (sound, louder(sound, 20.0)))
    most = [min(max(10 * then, -32_768), 32_767) for then in before]
    assert max(after) == 32_767
    assert all(abs(now - full) <= 10 for full, now in zip(most, after, strict=True))


@pytest.mark.parametrize("data", [b"", flac(burst(0))])
def test_only_opus_can_be_made_louder_as_it_is(data: bytes) -> None:
    with pytest.raises(CoachError):
        louder(data, 1.0)


@pytest.mark.parametrize("data", [b"", b"RIFF", b"\xff" * 1_000, flac(burst(0))[:2_000]])
def test_what_is_no_whole_clip_is_refused(data: bytes) -> None:
    with pytest.raises(CoachError):
        decoded(data)
