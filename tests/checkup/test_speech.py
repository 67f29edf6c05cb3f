"""The check of the engine and the voice, with the real engine and with workers that misbehave."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from voice_coach.checkup.finding import FindingState
from voice_coach.checkup.speech import SpeechCheck, check_speech
from voice_coach.config.settings import Settings
from voice_coach.speech.worker_client import WORKER_COMMAND

FAKE_WORKER = Path(__file__).parent.parent / "speech" / "fake_worker.py"


def check_with(behaviour: str, folder: Path) -> SpeechCheck:
    return check_speech(
        Settings(engine="system"),
        (sys.executable, str(FAKE_WORKER), behaviour, str(folder / "log")),
    )


def test_a_working_engine_is_named_with_its_version_and_voice_and_gives_the_sentence() -> None:
    spoken = check_speech(Settings(voice="en-gb"))
    speech, voice = spoken.findings
    assert speech.state is voice.state is FindingState.OK
    assert speech.measured["engine"] == "natural"
    assert str(speech.measured["version"]) in speech.found
    assert "(en-gb)" in voice.found
    assert spoken.sentence is not None
    assert spoken.sentence.length > 1


def test_a_voice_that_is_not_installed_fails_and_the_sentence_is_said_in_another() -> None:
    spoken = check_speech(Settings(voice="xyzzy"))
    speech, voice = spoken.findings
    assert speech.state is FindingState.OK
    assert voice.state is FindingState.FAIL
    assert 'no voice "xyzzy"' in voice.found
    assert any("config unset voice" in line for line in voice.advice)
    assert spoken.sentence is not None


def test_a_voice_of_another_language_is_worth_a_note() -> None:
    voice = check_speech(Settings(voice="fr-fr")).findings[1]
    assert voice.state is FindingState.NOTE
    assert "speaks English" in voice.found


def test_an_engine_that_can_not_be_opened_fails_with_what_to_install(tmp_path: Path) -> None:
    spoken = check_with("no library", tmp_path)
    (speech,) = spoken.findings
    assert speech.state is FindingState.FAIL
    assert "There is no eSpeak here." in speech.found
    assert any("pip install" in line for line in speech.advice)
    assert spoken.sentence is None


@pytest.mark.parametrize("behaviour", ["crashes", "talks nonsense"])
def test_an_engine_that_breaks_on_its_first_words_fails(behaviour: str, tmp_path: Path) -> None:
    (speech,) = check_with(behaviour, tmp_path).findings
    assert speech.state is FindingState.FAIL
    assert speech.advice


def test_an_engine_that_is_not_installed_fails(tmp_path: Path) -> None:
    (tmp_path / "pyttsx3.py").write_text("raise ImportError('No module named pyttsx3')")
    without = ("env", f"PYTHONPATH={tmp_path}", *WORKER_COMMAND)
    natural, speech = check_speech(Settings(), without).findings
    assert natural.state is FindingState.NOTE
    assert speech.state is FindingState.FAIL
    assert "No module named pyttsx3" in speech.found


def test_a_worker_that_can_not_be_started_fails() -> None:
    (speech,) = check_speech(Settings(engine="system"), (os.devnull,)).findings
    assert speech.state is FindingState.FAIL
    assert "can't be started" in speech.found


def test_the_rate_of_the_settings_is_the_rate_of_the_sentence() -> None:
    slow = check_speech(Settings(engine="system", rate=80)).sentence
    fast = check_speech(Settings(engine="system", rate=300)).sentence
    assert slow is not None
    assert fast is not None
    assert slow.length > fast.length
