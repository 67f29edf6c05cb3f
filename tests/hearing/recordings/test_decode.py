"""Sound files of all kinds, read as a microphone would give them."""

from __future__ import annotations

import math
import os
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from voice_coach.errors import UsageError
from voice_coach.hearing.recordings.decode import read_recording

RATE, PIECE = 16_000, 160


def tone(path: Path, rate: int, channels: int, seconds: float = 1.0, width: int = 2) -> Path:
    """A WAV with 400 Hz at half of full scale in every channel."""
    full = {1: 127, 2: 32_767, 4: 2**31 - 1}[width]
    wave_form = (
        round(full / 2 * math.sin(2 * math.pi * 400 * at / rate))
        for at in range(round(seconds * rate))
    )
    samples = [one for one in wave_form for _ in range(channels)]
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        if width == 1:
            file.writeframes(bytes(one + 128 for one in samples))
        else:
            file.writeframes(array({2: "h", 4: "i"}[width], samples).tobytes())
    return path


def periods(samples: array[int]) -> int:
    """How often it begins anew."""
    return sum(before < 0 <= after for before, after in pairwise(samples))


def read(path: Path) -> array[int]:
    pieces = list(read_recording(path, RATE, PIECE))
    assert {len(piece) for piece in pieces} == {2 * PIECE}
    return array("h", b"".join(pieces))


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_any_rate_comes_out_alike_in_mono_and_stereo(
    tmp_path: Path, rate: int, channels: int
) -> None:
    samples = read(tone(tmp_path / "tone.wav", rate, channels))
    assert len(samples) == pytest.approx(RATE, abs=PIECE)
    assert max(samples[1000:-1000]) == pytest.approx(16_384, rel=0.05)
    assert periods(samples[1000:9000]) == pytest.approx(200, abs=2)


@pytest.mark.parametrize("width", [1, 2, 4])
def test_any_width_of_sample_comes_out_alike(tmp_path: Path, width: int) -> None:
    samples = read(tone(tmp_path / "tone.wav", RATE, 1, width=width))
    assert max(samples) == pytest.approx(16_384, rel=0.02)


def test_the_last_piece_is_filled_up_with_silence(tmp_path: Path) -> None:
    samples = read(tone(tmp_path / "tone.wav", RATE, 1, seconds=0.015))
    assert len(samples) == 2 * PIECE
    assert not any(samples[240:])


def test_no_more_of_it_is_read_than_is_asked_for(tmp_path: Path) -> None:
    path = tone(tmp_path / "tone.wav", RATE, 1)
    pieces = read_recording(path, RATE, PIECE)
    first = next(pieces)
    assert len(first) == 2 * PIECE
    pieces.close()


def test_a_file_without_samples_is_nothing(tmp_path: Path) -> None:
    path = tone(tmp_path / "tone.wav", RATE, 1, seconds=0)
    assert list(read_recording(path, RATE, PIECE)) == []


@pytest.mark.parametrize("content", [b"", b"hello\n", b"RIFF\xff\xff\xff\xffWAVE"])
def test_what_is_no_sound_is_told_with_what_would_be(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "not.wav"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"not\.wav is not a sound file .* WAV, FLAC"):
        read(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read(tmp_path / "gone.wav")


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(UsageError, match="is no file"):
            read(path)


@pytest.mark.parametrize("rate", [1, 100, 3_999])
def test_a_rate_too_low_for_speech_is_refused_at_once(tmp_path: Path, rate: int) -> None:
    # Of one sample a second, 32 KB are more than four hours of sound.
    with pytest.raises(UsageError, match=f"{rate} samples a second, too few for speech"):
        read(tone(tmp_path / "slow.wav", rate, 1, seconds=16_000 / rate))
