"""Music under a recording: never in the way of a word, and never at an end in a jump."""

from __future__ import annotations

import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.audio.test_levelling import recording
from voice_coach.audio.clip import RATE
from voice_coach.audio.levelling import SPEECH, levelled
from voice_coach.audio.loudness import k_weighted, true_peaks
from voice_coach.audio.mixing import mixed, over_music
from voice_coach.audio.music import STEP, measured
from voice_coach.audio.playlist import tracks_at
from voice_coach.errors import UsageError

BOTH = 10 * np.log10(2)
CEILING = -1.2


def write_music(path: Path, seconds: float, level: float, rate: int = 44_100) -> Path:
    """Two different channels that swell and fall, the louder towards the end."""
    random = np.random.default_rng(len(path.name))
    at = np.arange(round(seconds * rate)) / rate
    swell = (0.3 + 0.7 * at / seconds) * (0.6 + 0.4 * np.sin(2 * np.pi * at / 1.7))
    left = np.sin(2 * np.pi * 220 * at) + 0.3 * random.standard_normal(len(at))
    right = np.sin(2 * np.pi * 331 * at) + 0.3 * random.standard_normal(len(at))
    both = np.stack((left, right), axis=1) * swell[:, None]
    pcm = (both / np.abs(both).max() * level * 32_767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, rate, 0, "NONE", ""))
        file.writeframes(pcm.tobytes())
    return path


def power(sound: np.ndarray) -> np.ndarray:
    """The weighted power of each step of 0.4 s, every 0.1 s, over both channels."""
    sound = sound[: len(sound) // STEP * STEP]
    weighted = sum(k_weighted(sound[:, one]) ** 2 for one in range(sound.shape[1]))
    return np.convolve(weighted.reshape(-1, STEP).mean(axis=1), np.ones(4) / 4, "valid")


def lufs(powers: np.ndarray) -> float:
    """Integrated, with both gates of BS.1770."""
    heard = powers[powers > 10**-6.9309]
    heard = heard[heard > heard.mean() / 10]
    return float(10 * np.log10(heard.mean()) - 0.691)


class Mixed:
    """The recording of the tests over some music: the sum, and the music alone."""

    def __init__(self, music: Path) -> None:
        self.notes = recording()[:7]
        end = self.notes[-1].end + 3 * RATE
        bed = measured(tracks_at(music), end)
        curve = bed.curve(self.notes, SPEECH + BOTH)
        loud = levelled(self.notes, CEILING - 2.0, bed=bed.powers * curve**2)
        gains = bed.gains(loud.notes, curve, loud.gain, 10 ** (CEILING / 20))
        self.speech = self._sound(mixed(loud.notes, end), bed, 0 * gains)
        self.music = self._sound(mixed([], end), bed, gains)
        self.sum = self._sound(mixed(loud.notes, end), bed, gains)

    @staticmethod
    def _sound(speech, bed, gains) -> np.ndarray:  # type: ignore[no-untyped-def] # of the three
        return np.concatenate(list(over_music(speech, bed.blocks(), gains))) / 32_768


@pytest.fixture(scope="module", params=[0.98, 0.05], ids=["loud", "soft"])
def under(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Mixed:
    folder = tmp_path_factory.mktemp("music")
    write_music(folder / "a.wav", 13.0, request.param)
    write_music(folder / "b.wav", 7.0, request.param / 2, 22_050)
    (folder / "cover.jpg").write_bytes(b"no music")
    return Mixed(folder)


def test_the_whole_has_its_loudness_and_keeps_below_the_ceiling(under: Mixed) -> None:
    assert lufs(power(under.sum)) == pytest.approx(-16.0, abs=0.5)
    for channel in (0, 1):
        assert 20 * np.log10(true_peaks(under.sum[:, channel]).max()) <= -1.0


def test_at_every_word_the_music_is_12_db_below_speech(under: Mixed) -> None:
    for note in under.notes:
        if note.spoken:
            spoken = k_weighted(under.speech[note.first : note.end, 0])
            speech = 2 * np.mean(spoken**2)
            music = power(under.music[note.first : note.end + STEP * 4])
            assert 10 * np.log10(speech / music.max()) >= 12.0


def test_between_cues_the_music_comes_up(under: Mixed) -> None:
    gaps = [(one.end + 17 * STEP, two.first - 12 * STEP) for one, two in pairwise(under.notes)]
    words = [(one.first, one.end + STEP * 4) for one in under.notes]
    between, at_words = (
        np.mean([power(under.music[first:end]).mean() for first, end in parts])
        for parts in (gaps[1:-1], words)
    )
    assert 10 * np.log10(between / at_words) > 3.0


def test_it_begins_and_ends_in_a_fade_and_never_jumps(under: Mixed) -> None:
    loudest = np.abs(under.music).max()
    assert np.abs(under.music[: RATE // 20]).max() < loudest / 10
    assert np.abs(under.music[-RATE // 20 :]).max() < loudest / 10
    assert np.abs(under.music[RATE : 2 * RATE]).max() > 0


def test_it_goes_on_to_the_end_however_short_it_is(under: Mixed) -> None:
    assert len(under.music) == under.notes[-1].end + 3 * RATE
    assert power(under.music)[50:-50].min() > 0


def test_where_there_is_no_music_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("la la la")
    with pytest.raises(UsageError, match="no music"):
        tracks_at(tmp_path)
    with pytest.raises(UsageError, match="no music"):
        tracks_at(tmp_path / "nowhere.mp3")
    with pytest.raises(UsageError, match="not music that can be read"):
        measured(tracks_at(tmp_path / "notes.txt"), RATE)


def test_a_damaged_file_is_left_out(tmp_path: Path) -> None:
    write_music(tmp_path / "b.wav", 1.0, 0.5)
    (tmp_path / "a.mp3").write_bytes(b"\xff\xfbdamaged" * 99)
    assert measured(tracks_at(tmp_path), 3 * RATE).powers.min() > 0
