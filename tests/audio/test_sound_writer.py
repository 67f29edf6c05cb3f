"""Sound files of every format, read again by other libraries than the one that wrote them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from voice_coach.audio.clip import RATE
from voice_coach.audio.sound_formats import FORMATS, format_of
from voice_coach.audio.sound_writer import Chapter, Labels, SoundWriter, check_free
from voice_coach.core.figures.figure import Figure
from voice_coach.errors import CoachError, UsageError
from voice_coach.library.catalogue.figures import load_figures
from voice_coach.sheet.cover import cover

EVERY = pytest.mark.parametrize("suffix", FORMATS)
LOSSLESS = (".flac", ".wav")
needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no ffmpeg here")

ONSETS = (0.5, 1.75, 3.0)
LYRICS = "Hello.\nLe Gainage: dos droit, é."


def figure() -> Figure:
    return load_figures()["plank"]


def beeps(seconds: float = 4.0) -> np.ndarray:
    """Silence with a beep at each onset."""
    sound = np.zeros(round(seconds * RATE))
    at = np.arange(RATE // 4) / RATE
    for onset in ONSETS:
        first = round(onset * RATE)
        sound[first : first + len(at)] = 0.5 * np.sin(2 * np.pi * 880 * at)
    return (sound * 32_767).astype(np.int16)


def labels(**others: Any) -> Labels:
    told = {"title": "Core & more", "artist": "voice-coach", "length": 4.0, **others}
    return Labels(**told)


def write(path: Path, sound: np.ndarray, **others: Any) -> None:
    writer = SoundWriter(path, labels(**others))
    for first in range(0, len(sound), RATE):
        writer.write(sound[first : first + RATE])
    writer.save()
    writer.close()


def decoded(path: Path) -> np.ndarray:
    """The samples, as ffmpeg plays them: without the encoder's delay."""
    run = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-map", "0:a", "-f", "f32le", "-ar", str(RATE), "-"],
        capture_output=True,
        check=True,
    )
    return np.frombuffer(run.stdout, np.float32)


def probed(path: Path) -> dict[str, Any]:
    shown = ("-show_format", "-show_streams", "-show_chapters")
    run = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", *shown, path], capture_output=True, check=True
    )
    found: dict[str, Any] = json.loads(run.stdout)
    tags = {**found["format"].get("tags", {}), **found["streams"][0].get("tags", {})}
    found["tags"] = {name.lower(): text for name, text in tags.items()}
    return found


def onsets(sound: np.ndarray) -> list[float]:
    """Seconds at which it gets loud after a silence."""
    loud = np.abs(sound) > 0.1
    (places,) = np.nonzero(loud)
    begins = places[np.diff(places, prepend=-RATE) > RATE // 4]
    return [float(at / RATE) for at in begins]


@needs_ffmpeg
@EVERY
def test_every_sound_is_where_it_was_written(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"beeps{suffix}"
    write(path, beeps())

    tolerance = 0.001 if suffix in LOSSLESS else 0.030
    assert onsets(decoded(path)) == pytest.approx(ONSETS, abs=tolerance)


@needs_ffmpeg
@pytest.mark.parametrize("suffix", LOSSLESS)
def test_what_has_no_loss_is_the_same_sample_for_sample(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"beeps{suffix}"
    write(path, beeps())

    assert np.array_equal(np.rint(decoded(path) * 32_768), beeps())


@needs_ffmpeg
@EVERY
def test_players_find_title_artist_lyrics_and_chapters(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"told{suffix}"
    chapters = (Chapter(0.0, "Opening"), Chapter(1.755, "Plank"), Chapter(3.0, "Finish"))
    write(path, beeps(), chapters=chapters, lyrics=LYRICS)

    found = probed(path)
    assert found["tags"]["title"] == "Core & more"
    assert found["tags"]["artist"] == "voice-coach"
    if suffix == ".wav":  # Its format has neither.
        return
    lyrics = next(text for name, text in found["tags"].items() if name.startswith("lyrics"))
    assert lyrics.splitlines() == LYRICS.splitlines()
    told = [(float(one["start_time"]), one["tags"]["title"]) for one in found["chapters"]]
    assert [title for _, title in told] == ["Opening", "Plank", "Finish"]
    assert [begins for begins, _ in told] == pytest.approx([0.0, 1.755, 3.0], abs=0.001)


@needs_ffmpeg
@pytest.mark.parametrize("suffix", [name for name, kind in FORMATS.items() if kind.takes_cover])
def test_the_cover_is_the_picture_that_was_given(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"cover{suffix}"
    picture = cover(figure())
    write(path, beeps(), cover=picture, lyrics=LYRICS)

    run = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-map", "0:v", "-c", "copy", "-f", "image2pipe", "-"],
        capture_output=True,
        check=True,
    )
    assert run.stdout == picture


@EVERY
def test_the_file_appears_when_it_is_saved_and_not_before(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"beeps{suffix}"
    writer = SoundWriter(path, labels())
    writer.write(beeps())
    assert not path.exists()

    writer.save()
    writer.close()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_giving_up_leaves_the_file_that_was_there_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "kept.mp3"
    path.write_text("precious")
    writer = SoundWriter(path, labels(lyrics=LYRICS))
    writer.write(beeps())
    writer.close()

    assert path.read_text() == "precious"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["workout.aiff", "workout", "workout.mp33", ".mp3"])
def test_a_suffix_that_can_not_be_written_is_refused_with_those_that_can(name: str) -> None:
    with pytest.raises(UsageError) as refusal:
        format_of(Path(name))
    assert all(suffix in str(refusal.value) for suffix in FORMATS)


def test_a_suffix_may_be_in_capitals() -> None:
    assert format_of(Path("WORKOUT.MP3")) is FORMATS[".mp3"]


def test_a_file_that_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "kept.mp3"
    check_free(path, force=False)
    path.write_text("precious")
    check_free(path, force=True)
    with pytest.raises(UsageError, match="--force"):
        check_free(path, force=False)


def test_what_is_no_plain_file_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a plain file"):
        check_free(tmp_path, force=True)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match=r"nowhere/out\.flac: No such file"):
        SoundWriter(tmp_path / "nowhere" / "out.flac", labels())


def test_seventeen_minutes_of_speech_are_ten_megabytes_at_most() -> None:
    for suffix, kind in FORMATS.items():
        if kind.bits is not None:
            assert 17 * 60 * kind.bits / 8 <= 10e6, suffix
