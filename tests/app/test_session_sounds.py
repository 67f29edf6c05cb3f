"""The sounds of a session: the athlete's own, and the coach's tones where these can't be used."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from voice_coach.app.session_sounds import TONES, session_sounds
from voice_coach.audio.tones import tone
from voice_coach.config.settings import Settings
from voice_coach.core.model.tone import Tone
from voice_coach.errors import UsageError


@pytest.fixture
def one_is_gone(tmp_path: Path) -> Settings:
    with wave.open(str(tmp_path / "bell.wav"), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        file.writeframes((b"\x00\x40" * 40 + b"\x00\xc0" * 40) * 300)
    bell, gone = tmp_path / "bell.wav", tmp_path / "gone.wav"
    return Settings(sounds_start=str(gone), sounds_finish=str(bell))


def test_one_that_can_not_be_used_is_told_and_its_tone_sounds(one_is_gone: Settings) -> None:
    told: list[str] = []
    sounds = session_sounds(one_is_gone, told.append)
    assert list(sounds.own) == [Tone.FINISH]
    assert sounds.clip_of(Tone.START) == tone(Tone.START)
    (trouble,) = told
    assert "sounds.start" in trouble
    assert "No such file" in trouble
    assert trouble.endswith("Until then, its tone sounds.")


def test_with_nobody_to_tell_it_is_an_error(one_is_gone: Settings) -> None:
    with pytest.raises(UsageError, match=r"sounds\.start"):
        session_sounds(one_is_gone)


def test_without_any_all_are_tones() -> None:
    assert session_sounds(Settings()) is TONES
