"""A natural voice's clip: its onset at once, one loudness, even, and no click at either end."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.speech.sounds import samples_of, silence, tone, wav
from voice_coach.audio.clip import RATE, Clip
from voice_coach.audio.loudness import loudness
from voice_coach.errors import CoachError
from voice_coach.speech.presence_mastering import master_presence

KOKORO_RATE = 24_000


def sound(*parts: list[int]) -> bytes:
    return wav([sample for part in parts for sample in part], KOKORO_RATE)


def voice(seconds: float, level: float = 0.5) -> list[int]:
    return tone(seconds, level, KOKORO_RATE)


def pause(seconds: float) -> list[int]:
    return silence(seconds, KOKORO_RATE)


def waves(clip: Clip) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array(samples_of(clip.pcm), dtype=np.float64) / 32_768


def level_at(clip: Clip, hertz: float) -> float:
    """Decibels of the clip's middle at a frequency."""
    middle = waves(clip)[RATE // 10 : RATE // 10 + RATE // 5]
    at = np.arange(len(middle)) / RATE
    return 20 * math.log10(abs(np.mean(middle * np.exp(-2j * np.pi * hertz * at))))


def test_the_sound_begins_within_a_millisecond_and_the_silence_around_it_is_gone() -> None:
    clip = master_presence(sound(pause(0.37), voice(0.4), pause(0.46)))
    samples = np.abs(waves(clip))
    assert np.argmax(samples > samples.max() / 100) <= RATE * 0.001
    assert 0.4 <= clip.length <= 0.45


def test_both_ends_begin_and_end_at_nothing() -> None:
    samples = waves(master_presence(sound(voice(0.3))))
    assert abs(samples[0]) < 0.001
    assert abs(samples[-1]) < 0.001


@pytest.mark.parametrize("level", [0.02, 0.1, 0.5, 0.95])
def test_every_clip_has_one_loudness(level: float) -> None:
    clip = master_presence(sound(voice(0.5, level), pause(0.2), voice(0.3, level)))
    assert loudness(waves(clip)) == pytest.approx(-14.1, abs=0.2)


def test_a_pause_makes_the_words_less_than_2_decibels_louder() -> None:
    dense = master_presence(sound(voice(1.0)))
    sparse = master_presence(sound(voice(0.5), pause(1.5), voice(0.5)))
    at = slice(RATE // 10, RATE // 4)
    assert np.abs(waves(sparse)[at]).max() == pytest.approx(
        np.abs(waves(dense)[at]).max(), rel=0.25
    )


def test_loudness_is_that_of_the_standard() -> None:
    """A sine of 997 Hz at full scale in one channel is -3.01 LUFS."""
    sine = np.sin(2 * np.pi * 997 * np.arange(RATE) / RATE)
    assert loudness(sine) == pytest.approx(-3.01, abs=0.05)


def test_no_peak_is_above_one_decibel_below_full_scale() -> None:
    crackle = voice(0.5, 0.05)
    crackle[3_000:3_004] = [32_767, -32_768, 32_767, -32_768]
    samples = waves(master_presence(sound(crackle)))
    fine = np.fft.irfft(np.pad(np.fft.rfft(samples), (0, len(samples) * 3 // 2)), len(samples) * 4)
    assert 20 * math.log10(np.abs(fine * 4).max()) <= -1.0


def test_what_is_softer_comes_nearer() -> None:
    clip = master_presence(sound(voice(0.5, 0.8), voice(0.5, 0.08)))
    samples = waves(clip)
    loud, soft = samples[RATE // 5 : RATE // 3], samples[RATE * 7 // 10 : RATE * 9 // 10]
    ratio = 20 * math.log10(np.abs(loud).max() / np.abs(soft).max())
    assert 8 <= ratio <= 15


def test_presence_is_lifted_and_rumble_taken_away() -> None:
    at = np.arange(KOKORO_RATE) / KOKORO_RATE
    mixed = sum(0.1 * np.sin(2 * np.pi * hertz * at) for hertz in (60, 1000, 3000))
    clip = master_presence(sound([int(sample * 32_767) for sample in mixed]))
    assert level_at(clip, 3000) - level_at(clip, 1000) == pytest.approx(5, abs=1.2)
    assert level_at(clip, 60) - level_at(clip, 1000) < -10


def test_silence_is_an_error() -> None:
    with pytest.raises(CoachError, match="silence"):
        master_presence(sound(pause(0.5)))
