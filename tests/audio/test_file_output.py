from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import numpy as np
import pytest

from voice_coach.audio.clip import RATE, WIDTH, Clip
from voice_coach.audio.file_output import FileOutput
from voice_coach.audio.port import Began, Report
from voice_coach.errors import CoachError

if TYPE_CHECKING:
    from pathlib import Path

BEEP = Clip(np.full(480, 1000, "<i2").tobytes())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "session.wav"


def nobody(_: Report) -> None:
    """Takes no notice."""


def read(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, WIDTH, RATE)
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def test_sounds_lie_in_the_file_where_they_were_placed(path: Path) -> None:
    reports: list[Report] = []
    output = FileOutput(path, origin=100.0, report=reports.append)
    output.place(1, 100.5, BEEP)
    output.advance(103.0)
    output.place(2, 103.25, BEEP)
    output.place(3, 103.0, None)
    output.save()
    output.close()

    sound = read(path)
    begin, again = round(0.5 * RATE), round(3.25 * RATE)
    expected = np.zeros(again + 480)
    expected[begin : begin + 480] = expected[again : again + 480] = 1000
    assert np.array_equal(sound, expected)
    assert reports == [Began(1, 100.5), Began(3, 103.0), Began(2, 103.25)]


def test_the_file_appears_when_it_is_saved_and_not_before(path: Path) -> None:
    output = FileOutput(path, 0.0, nobody)
    output.place(1, 0.0, BEEP)
    output.advance(2.0)
    assert not path.exists()

    output.save()
    output.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_giving_up_leaves_the_file_that_was_there(path: Path) -> None:
    path.write_text("precious")
    output = FileOutput(path, 0.0, nobody)
    output.place(1, 0.0, BEEP)
    output.advance(2.0)
    output.close()

    assert path.read_text() == "precious"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_cancelled_sound_is_not_in_the_file(path: Path) -> None:
    output = FileOutput(path, 0.0, nobody)
    output.place(1, 1.0, BEEP)
    output.place(2, 2.0, BEEP)
    output.advance(1.5)
    output.cancel(after=2.0)
    output.advance(3.0)
    output.save()
    output.close()

    assert np.flatnonzero(read(path))[-1] == RATE + 479


def test_silence_fades_where_writing_has_got_to(path: Path) -> None:
    output = FileOutput(path, 0.0, nobody)
    output.place(1, 0.0, Clip(np.full(RATE * 2, 1000, "<i2").tobytes()))
    output.advance(1.0)
    output.silence()
    output.advance(2.0)
    output.save()
    output.close()

    sound = read(path)
    assert len(sound) == 2 * RATE
    assert RATE < np.flatnonzero(sound)[-1] < RATE * 1.02


def test_what_is_spoken_in_a_hush_is_not_in_the_file(path: Path) -> None:
    output = FileOutput(path, 0.0, nobody)
    output.hush(True)
    output.place(1, 0.5, BEEP, spoken=True)
    output.place(2, 1.0, BEEP)
    output.advance(1.5)
    output.hush(False)
    output.place(3, 2.0, BEEP, spoken=True)
    output.save()
    output.close()

    begins = np.flatnonzero(np.diff(np.concatenate(([0], read(path)))) > 0)
    assert begins.tolist() == [RATE, 2 * RATE]


def test_the_volume_counts_from_where_writing_has_got_to(path: Path) -> None:
    output = FileOutput(path, 0.0, nobody)
    output.place(1, 0.0, BEEP)
    output.advance(1.0)
    output.set_volume(0.5)
    output.place(2, 2.0, BEEP)
    output.save()
    output.close()

    assert set(read(path)[:480].tolist()) == {1000}
    assert set(read(path)[-480:].tolist()) == {250}


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match=r"nowhere/out\.wav: No such file"):
        FileOutput(tmp_path / "nowhere" / "out.wav", 0.0, nobody)


def test_what_is_not_a_plain_file_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="not a plain file"):
        FileOutput(tmp_path, 0.0, nobody)
