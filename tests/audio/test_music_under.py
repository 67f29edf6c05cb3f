"""Music under a live stream: lowered before a word, never in a jump, and never a reason to wait."""

from __future__ import annotations

import sys
import threading
from array import array
from pathlib import Path

import numpy as np
import pytest

from tests.audio.test_music import write_music
from voice_coach.audio.clip import RATE
from voice_coach.audio.music_under import MusicUnder
from voice_coach.audio.playlist import FROM_THE_BEGINNING, MusicAt
from voice_coach.audio.port import MusicTrouble

BLOCK = RATE // 50
WORD = array("h", [round(6000 * np.sin(one / 9)) for one in range(RATE)]).tobytes()


class Stage:
    """Music, and what it reports."""

    def __init__(self, *tracks: Path, place: MusicAt = FROM_THE_BEGINNING, worker=None) -> None:  # type: ignore[no-untyped-def] # a command
        self.reports: list[MusicAt | MusicTrouble] = []
        self.troubled = threading.Event()
        how = {} if worker is None else {"worker": worker}
        self.music = MusicUnder(tuple(map(str, tracks)), place, self._report, **how)

    def _report(self, report: MusicAt | MusicTrouble) -> None:
        self.reports.append(report)
        if isinstance(report, MusicTrouble):
            self.troubled.set()

    def play(
        self,
        seconds: float,
        around: tuple[bytes, ...] = (),
        volume: float = 1.0,
        *,
        silent: bool = False,
    ) -> np.ndarray:
        """So many seconds of music under silence, faster than in real time. `silent`: it may be so;
        else silence is music that has not come yet, and counts as no time."""
        blocks: list[bytes] = []
        while len(blocks) < seconds * 50:
            self.music.heed()
            block = self.music.mix(bytes(2 * BLOCK), around, volume)
            if silent or block != bytes(2 * BLOCK):
                blocks.append(block)
            threading.Event().wait(0.004)
        return np.frombuffer(b"".join(blocks), np.int16) / 32_768


def rms(sound: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(sound**2)) + 1e-9))


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return write_music(tmp_path / "song.wav", 40.0, 0.9)


def test_it_begins_in_a_fade_and_goes_on_as_loud_as_music_beside_speech(song: Path) -> None:
    heard = Stage(song).play(8.0)
    assert np.abs(heard[: RATE // 20]).max() < 0.02
    assert -32.0 < rms(heard[4 * RATE :]) < -18.0


def test_for_a_cue_it_is_low_in_time_and_comes_back_after_it(song: Path) -> None:
    stage = Stage(song)
    stage.play(5.0)
    stage.play(0.45, around=(WORD,))
    under = stage.play(1.0, around=(WORD,))
    word = np.frombuffer(WORD, np.int16) / 32_768
    assert rms(word) - rms(under) >= 12.0
    after = stage.play(4.0)[2 * RATE :]
    assert rms(after) - rms(under) > 3.0


def test_it_follows_the_volume(song: Path) -> None:
    stage = Stage(song)
    loud = stage.play(5.0)[3 * RATE :]
    soft = stage.play(5.0, volume=0.1)[3 * RATE :]
    assert rms(loud) - rms(soft) == pytest.approx(20.0, abs=4.0)
    assert not stage.play(3.0, volume=0.0, silent=True)[2 * RATE :].any()


def test_a_word_over_it_is_the_sum_and_is_not_moved(song: Path) -> None:
    stage = Stage(song)
    stage.play(3.0)
    threading.Event().wait(0.5)
    mixed = np.frombuffer(stage.music.mix(WORD[: 2 * BLOCK], (WORD,), 1.0), np.int16)
    word = np.frombuffer(WORD[: 2 * BLOCK], np.int16)
    assert len(mixed) == BLOCK
    assert 0 < np.abs(mixed.astype(int) - word).max() < 12_000


def test_what_would_be_too_loud_is_held_at_full_scale(song: Path) -> None:
    stage = Stage(song)
    stage.play(4.0)
    full = array("h", [32_767]) * BLOCK
    assert max(array("h", stage.music.mix(full.tobytes(), (), 1.0))) == 32_767


def test_it_tells_its_place_and_can_begin_there(song: Path, tmp_path: Path) -> None:
    other = write_music(tmp_path / "other.wav", 20.0, 0.5)
    stage = Stage(song, other, place=MusicAt(str(other), 12.0))
    stage.play(3.0)
    places = [one for one in stage.reports if isinstance(one, MusicAt)]
    assert places[0].track == str(other)
    assert places[0].at == pytest.approx(13.0, abs=0.2)


def test_a_damaged_file_is_left_out_and_told_once(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(b"\xff\xfbdamaged" * 99)
    short = write_music(tmp_path / "short.wav", 2.0, 0.9)
    stage = Stage(broken, short)
    heard = stage.play(6.0)
    assert rms(heard[3 * RATE :]) > -40.0
    assert [one for one in stage.reports if isinstance(one, MusicTrouble)] == [
        MusicTrouble("broken.mp3 is left out: it is no sound that can be read")
    ]


def test_where_nothing_can_be_played_the_stream_goes_on_without(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("la la la")
    stage = Stage(tmp_path / "notes.txt")
    assert stage.troubled.wait(30)
    for _ in range(50):
        assert stage.music.mix(WORD[: 2 * BLOCK], (WORD,), 1.0) == WORD[: 2 * BLOCK]


def test_a_process_that_dies_costs_the_music_and_nothing_else(song: Path) -> None:
    stage = Stage(song, worker=(sys.executable, "-c", "raise SystemExit(3)"))
    assert stage.troubled.wait(30)
    assert stage.music.mix(WORD[: 2 * BLOCK], (), 1.0) == WORD[: 2 * BLOCK]
    assert "exit code 3" in str(stage.reports[0])


def test_stopped_it_fades_out_and_is_silent(song: Path) -> None:
    stage = Stage(song)
    stage.play(4.0)
    stage.music.stop()
    fading = stage.play(5.0, silent=True)
    assert fading[: RATE // 2].any()
    assert not fading[4 * RATE + BLOCK :].any()


def test_of_a_coach_that_stands_still_it_ends_and_goes_on_where_it_was(song: Path) -> None:
    stage = Stage(song)
    stage.play(4.0)
    last = b""
    for _ in range(5 * 50):
        last = stage.music.mix(bytes(2 * BLOCK), (), 1.0)
    assert last == bytes(2 * BLOCK)
    before = stage.reports[-1]
    stage.play(2.5)
    after = stage.reports[-1]
    assert isinstance(before, MusicAt)
    assert isinstance(after, MusicAt)
    assert 0.0 < after.at - before.at < 4.5
