from __future__ import annotations

import math
from array import array

import numpy as np
import pytest

from voice_coach.audio.clip import RATE
from voice_coach.audio.loudness import loudness
from voice_coach.audio.tones import inaudible, tone
from voice_coach.core.model.tone import TONE_LENGTH, Tone

KINDS = pytest.mark.parametrize("kind", TONE_LENGTH)


def samples(kind: Tone) -> np.ndarray:
    return np.frombuffer(tone(kind).pcm, np.int16) / 32768


def pitch(part: np.ndarray) -> float:
    """The strongest frequency, in hertz."""
    return float(np.abs(np.fft.rfft(part, RATE)).argmax())


@KINDS
def test_a_tone_is_as_long_as_the_cues_reckon(kind: Tone) -> None:
    assert tone(kind).samples == round(TONE_LENGTH[kind] * RATE)


@KINDS
def test_a_tone_begins_and_ends_at_zero(kind: Tone) -> None:
    assert samples(kind)[0] == 0
    assert samples(kind)[-1] == 0


@KINDS
def test_a_tone_has_no_click(kind: Tone) -> None:
    heard = samples(kind)
    steepest = np.abs(np.diff(heard)).max()

    # A sine of the highest partial that matters, at the tone's own level, is steeper.
    assert steepest < np.abs(heard).max() * 2 * np.pi * 3000 / RATE


@KINDS
def test_tones_are_equally_loud_and_the_beat_is_softer(kind: Tone) -> None:
    assert loudness(samples(kind)) == pytest.approx(-20.4 if kind is Tone.BEAT else -16, abs=0.2)


@KINDS
def test_a_tone_has_a_pitch_that_small_speakers_play(kind: Tone) -> None:
    assert 440 <= pitch(samples(kind)) <= 1500


def test_work_begins_with_a_rise_and_ends_with_a_fall() -> None:
    begin, end = samples(Tone.START), samples(Tone.END)

    assert pitch(begin[: len(begin) // 3]) < pitch(begin[len(begin) // 2 :])
    assert pitch(end[: len(end) // 3]) > pitch(end[len(end) // 2 :])
    assert pitch(end) < pitch(begin)


def test_a_pause_falls_and_a_change_of_sides_repeats() -> None:
    pause, switch = samples(Tone.PAUSE), samples(Tone.SWITCH)

    assert pitch(pause[: len(pause) // 3]) > pitch(pause[len(pause) // 2 :])
    assert pitch(switch[: len(switch) // 3]) == pitch(switch[len(switch) * 3 // 5 :])


def test_no_two_tones_are_alike() -> None:
    kinds = list(TONE_LENGTH)
    for index, one in enumerate(kinds):
        for other in kinds[index + 1 :]:
            a, b = samples(one), samples(other)
            length = len(a) + len(b)  # So that none of all shifts runs into another.
            spectrum = np.fft.rfft(a, length) * np.fft.rfft(b, length).conj()
            alike = np.fft.irfft(spectrum, length).max()
            assert alike / np.linalg.norm(a) / np.linalg.norm(b) < 0.8, (one, other)


def test_what_wakes_a_device_is_no_silence_and_can_not_be_heard() -> None:
    clip = inaudible(1.0)
    assert clip.length == 1.0
    loudest = max(map(abs, array("h", clip.pcm)))
    assert 0 < 20 * math.log10(32767 / loudest) - 70 < 5
