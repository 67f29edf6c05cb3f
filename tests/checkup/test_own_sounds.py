"""The check of the athlete's own sounds and music."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from voice_coach.checkup.finding import FindingState
from voice_coach.checkup.own_sounds import check_own_sounds
from voice_coach.config.settings import Settings


@pytest.fixture
def bell(tmp_path: Path) -> Path:
    with wave.open(str(tmp_path / "bell.wav"), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        file.writeframes((b"\x00\x40" * 40 + b"\x00\xc0" * 40) * 300)
    return tmp_path / "bell.wav"


def test_without_any_there_is_nothing_to_say() -> None:
    assert check_own_sounds(Settings()) == ()


def test_each_sound_is_told_with_its_length_and_music_with_its_files(bell: Path) -> None:
    settings = Settings(sounds_start=str(bell), sounds_finish=str(bell), music=str(bell.parent))
    sounds, music = check_own_sounds(settings)
    assert (sounds.state, sounds.found) == (FindingState.OK, "start 0.5 s, finish 0.5 s")
    assert (music.state, music.measured) == (FindingState.OK, {"files": 1})


def test_what_can_not_be_used_is_told_each_with_what_to_do(bell: Path) -> None:
    settings = Settings(
        sounds_start=str(bell.parent / "gone.wav"),
        sounds_end=str(bell.parent),
        sounds_finish=str(bell),
        music=str(bell.parent / "nowhere"),
    )
    sounds, music = check_own_sounds(settings)
    assert sounds.state is music.state is FindingState.NOTE
    assert "No such file" in sounds.found
    assert "config unset sounds.end" in sounds.found
    assert "no music" in music.found
