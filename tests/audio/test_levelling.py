"""A recording is as loud as it should be, whatever is in it, and never louder at any point."""

from __future__ import annotations

import numpy as np
import pytest

from voice_coach.audio.clip import RATE, Clip
from voice_coach.audio.levelling import levelled
from voice_coach.audio.loudness import loudness, samples_of, true_peaks
from voice_coach.audio.mixing import mixed
from voice_coach.audio.score import Note
from voice_coach.audio.tones import tone
from voice_coach.core.model.tone import Tone


def speech(seconds: float, level: float, seed: int) -> Clip:
    """Noise that swells as syllables do, with peaks far above its loudness."""
    random = np.random.default_rng(seed)
    at = np.arange(round(seconds * RATE)) / RATE
    rough = np.convolve(random.standard_normal(len(at)), np.ones(40) / 40, "same")
    swells = rough * np.sin(np.pi * 4 * at) ** 2
    return Clip((swells / np.abs(swells).max() * level * 32_767).astype("<i2").tobytes())


def recording() -> list[Note]:
    """Loud and soft speech with tones and long pauses between."""
    clips = [(speech(1.5, 0.9, 1), True), (tone(Tone.START), False), (speech(0.8, 0.1, 2), True)]
    notes = []
    for number in range(12):
        clip, spoken = clips[number % 3]
        notes.append(Note(number * 5 * RATE + number * 777, clip, spoken))
    return notes


def sound(notes: list[Note]) -> np.ndarray:
    return np.concatenate(list(mixed(notes, notes[-1].end))) / 32_768


@pytest.mark.parametrize("ceiling", [-1.2, -3.0])
def test_the_whole_has_its_loudness_and_no_peak_is_above_the_ceiling(ceiling: float) -> None:
    heard = sound(levelled(recording(), ceiling).notes)

    assert loudness(heard) == pytest.approx(-16.0, abs=0.2)
    assert 20 * np.log10(true_peaks(heard).max()) <= ceiling + 0.1


def test_soft_speech_becomes_as_loud_as_other_speech() -> None:
    loud, _, soft = levelled(recording(), -1.2).notes[:3]

    assert loudness(samples_of(soft.clip)) == pytest.approx(
        loudness(samples_of(loud.clip)), abs=1.5
    )


def test_nothing_is_moved() -> None:
    before = recording()
    after = levelled(before, -1.2).notes

    assert [note.first for note in after] == [note.first for note in before]
    assert [note.clip.samples for note in after] == [note.clip.samples for note in before]


def test_a_recording_in_which_nothing_sounds_stays_one() -> None:
    assert levelled([], -1.2).notes == []
