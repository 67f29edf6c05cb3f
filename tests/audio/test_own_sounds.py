"""The athlete's own sounds: as loud as the tones, or refused with the reason."""

from __future__ import annotations

import os
import wave
from pathlib import Path

import numpy as np
import pytest

from voice_coach.audio.clip import RATE
from voice_coach.audio.loudness import loudness, samples_of, true_peaks
from voice_coach.audio.own_sounds import own_sound
from voice_coach.core.model.tone import Tone
from voice_coach.errors import UsageError


def bell(seconds: float, level: float = 0.5, hertz: float = 700.0) -> np.ndarray:
    at = np.arange(round(seconds * 44_100)) / 44_100
    return np.sin(2 * np.pi * hertz * at) * np.exp(-at / seconds) * level


def write(path: Path, samples: np.ndarray, channels: int = 1) -> Path:
    pcm = np.repeat((samples * 32_767).astype("<i2"), channels)
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, 44_100, 0, "NONE", ""))
        file.writeframes(pcm.tobytes())
    return path


@pytest.mark.parametrize("level", [0.01, 0.2, 0.99])
@pytest.mark.parametrize("channels", [1, 2])
def test_however_loud_it_is_recorded_it_is_as_loud_as_the_tones(
    tmp_path: Path, level: float, channels: int
) -> None:
    clip = own_sound(Tone.START, write(tmp_path / "bell.wav", bell(0.8, level), channels))
    assert loudness(samples_of(clip)) == pytest.approx(-16.0, abs=0.3)
    assert true_peaks(samples_of(clip)).max() <= 10 ** (-0.9 / 20)


def test_silence_at_both_ends_is_left_out_so_that_it_begins_on_the_beat(tmp_path: Path) -> None:
    silence = np.zeros(44_100)
    sound = np.concatenate((silence, bell(0.5), silence))
    clip = own_sound(Tone.END, write(tmp_path / "late.wav", sound))
    assert clip.length == pytest.approx(0.5, abs=0.02)
    assert np.abs(samples_of(clip)[: RATE // 100]).max() > 0.05
    assert samples_of(clip)[-1] == 0


@pytest.mark.parametrize(
    ("sound", "told"),
    [
        (bell(2.0), "lasts 2.0 s. Take one of 1.5 s at most"),
        (np.zeros(44_100), "is silent"),
        (bell(0.01), "shorter than anything heard"),
        (bell(0.5, 0.0006), "too soft"),
        (np.concatenate((np.ones(20), bell(0.6, 0.015))), "all peaks"),
    ],
)
def test_what_is_no_sound_for_a_beat_is_refused(
    tmp_path: Path, sound: np.ndarray, told: str
) -> None:
    path = write(tmp_path / "sound.wav", sound)
    with pytest.raises(UsageError) as caught:
        own_sound(Tone.REST, path)
    assert str(caught.value).startswith(f"sounds.rest: {path}")
    assert told in str(caught.value)
    assert "config unset sounds.rest" in str(caught.value)


def test_the_finish_may_be_longer(tmp_path: Path) -> None:
    assert own_sound(Tone.FINISH, write(tmp_path / "gong.wav", bell(4.0))).length > 3.9


def test_what_is_no_sound_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("ding")
    with pytest.raises(UsageError, match="no sound that can be read"):
        own_sound(Tone.START, tmp_path / "notes.txt")
    with pytest.raises(UsageError, match="No such file"):
        own_sound(Tone.START, tmp_path / "nowhere.wav")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "bell.wav"
    os.mkfifo(pipe)
    with pytest.raises(UsageError, match="not an ordinary file"):
        own_sound(Tone.START, pipe)
