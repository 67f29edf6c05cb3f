"""A clip begins with its sound, ends with it, and is as loud as the others."""

from __future__ import annotations

import math

import pytest

from tests.speech.sounds import aiff, samples_of, silence, tone, wav
from voice_coach.audio.clip import RATE
from voice_coach.errors import CoachError
from voice_coach.speech.mastering import master


def rms(samples: list[int]) -> float:
    return math.sqrt(sum(s * s for s in samples) / len(samples))


def level(pcm: bytes) -> float:
    """Loudness of the middle of a clip, in decibels of full scale."""
    samples = list(samples_of(pcm))
    middle = samples[len(samples) // 4 : -len(samples) // 4]
    return 20 * math.log10(rms(middle) / 32_767)


def onset(pcm: bytes) -> int:
    """The first sample that is more than a hundredth of the peak."""
    samples = samples_of(pcm)
    peak = max(map(abs, samples))
    return next(at for at, sample in enumerate(samples) if abs(sample) > peak / 100)


def test_silence_before_and_after_is_trimmed() -> None:
    clip = master(wav([*silence(0.05), *tone(0.5), *silence(0.3)]))
    assert 0.5 <= clip.length <= 0.5 + 0.015


def test_the_sound_begins_within_two_milliseconds() -> None:
    clip = master(wav([*silence(0.044), *tone(0.5)]))
    assert onset(clip.pcm) <= RATE * 0.002


def test_a_soft_onset_is_kept() -> None:
    """The "th" of "three" is 34 dB softer than the vowel after it."""
    clip = master(wav([*silence(0.05), *tone(0.08, 0.02), *tone(0.4, 1.0)]))
    assert clip.length >= 0.48


def test_a_soft_ending_is_kept() -> None:
    clip = master(wav([*tone(0.4, 1.0), *tone(0.08, 0.02), *silence(0.2)]))
    assert clip.length >= 0.48


def test_noise_below_the_voice_is_silence() -> None:
    clip = master(wav([*tone(0.1, 0.001), *tone(0.4, 0.8), *tone(0.1, 0.001)]))
    assert clip.length <= 0.4 + 0.015


def test_both_ends_begin_and_end_at_nothing() -> None:
    samples = samples_of(master(wav(tone(0.3))).pcm)
    assert abs(samples[0]) <= 200
    assert abs(samples[-1]) <= 200


@pytest.mark.parametrize("loudness", [0.06, 0.1, 0.2, 0.5, 0.9])
def test_sounds_of_different_loudness_come_out_alike(loudness: float) -> None:
    assert level(master(wav(tone(0.5, loudness))).pcm) == pytest.approx(-18, abs=0.5)


def test_a_very_faint_voice_is_raised_by_12_decibels_at_most() -> None:
    faint = level(wav(tone(0.5, 0.01))[44:])
    assert level(master(wav(tone(0.5, 0.01))).pcm) == pytest.approx(faint + 12, abs=0.5)


def test_a_sharp_peak_is_not_clipped() -> None:
    sound = tone(0.5, 0.05)
    sound[5_000] = 32_767
    samples = samples_of(master(wav(sound)).pcm)
    assert max(map(abs, samples)) <= 0.9 * 32_767


def test_pauses_between_words_do_not_make_the_words_louder() -> None:
    spoken = tone(0.3, 0.4)
    dense = master(wav([*spoken, *spoken])).pcm
    sparse = master(wav([*spoken, *silence(0.6), *spoken])).pcm
    first_word = slice(0, round(0.3 * RATE) * 2)
    assert level(sparse[first_word]) == pytest.approx(level(dense[first_word]), abs=0.3)


def test_a_single_click_is_a_clip() -> None:
    sound = silence(0.2)
    sound[2_000] = 20_000
    assert master(wav(sound)).samples > 0


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000])
def test_a_sound_of_any_rate_keeps_its_length(rate: int) -> None:
    clip = master(wav(tone(0.5, rate=rate), rate))
    assert clip.length == pytest.approx(0.5, abs=0.015)


def test_two_channels_become_one() -> None:
    stereo = [sample for sample in tone(0.5) for _ in range(2)]
    assert master(wav(stereo, channels=2)).length == pytest.approx(0.5, abs=0.015)


def test_aiff_is_read_whatever_its_name() -> None:
    assert master(aiff(tone(0.5))).pcm == master(wav(tone(0.5))).pcm


def test_silence_is_an_error() -> None:
    with pytest.raises(CoachError, match="silence"):
        master(wav(silence(0.5)))


@pytest.mark.parametrize("data", [b"", b"nothing that sounds", wav([])])
def test_what_is_no_sound_is_an_error(data: bytes) -> None:
    with pytest.raises(CoachError):
        master(data)
