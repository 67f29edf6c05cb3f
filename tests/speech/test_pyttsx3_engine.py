"""pyttsx3 and its drivers' faults, through fakes of `pyttsx3.Engine` that have them.

The real one is tested through the worker: a process can have only one, and it may end it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.speech.sounds import aiff, silence, tone, wav
from voice_coach.errors import CoachError
from voice_coach.speech.mastering import master
from voice_coach.speech.pyttsx3_engine import Driver, Pyttsx3Engine, driver_for, open_with
from voice_coach.speech.voices import Voice

SOUND = wav(tone(0.2))
EMPTY = wav([])


def raw_voice(id_: str, name: str | None, *languages: object) -> Any:
    return SimpleNamespace(id=id_, name=name, languages=list(languages))


class FakeTts:
    """Writes what it is told to for each save, and records what was done."""

    def __init__(self, *files: bytes, voices: list[Any] | None = None) -> None:
        self.done: list[tuple[Any, ...]] = []
        self.voices = voices or [raw_voice("one", "One", "en-gb")]
        self.known = {voice.id for voice in self.voices}
        self._files = list(files)
        self._saves: list[tuple[str, str]] = []
        self._on_error: Callable[..., None] | None = None

    def connect(self, topic: str, cb: Callable[..., None]) -> object:
        assert topic == "error"
        self._on_error = cb
        return None

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3's own name.
        return self.voices if name == "voices" else self.voices[0].id

    def setProperty(self, name: str, value: str | int) -> None:  # noqa: N802 - pyttsx3's own name.
        self.done.append((name, value))
        if name == "voice" and value not in self.known and self._on_error:
            self._on_error(name=None, exception=ValueError(f"unknown voice {value}"))

    def save_to_file(self, text: str, filename: str) -> None:
        self._saves.append((text, filename))

    def runAndWait(self) -> None:  # noqa: N802 - pyttsx3's own name.
        self.done.append(("run", len(self._saves)))
        for text, filename in self._saves:
            self.done.append(("save", text))
            Path(filename).write_bytes(self._files.pop(0))
        self._saves.clear()


def engine_of(tts: FakeTts, folder: Path) -> Pyttsx3Engine:
    return Pyttsx3Engine(tts, "fake 1", folder, file_wait=0.02)


def test_each_text_is_saved_in_a_run_of_its_own(tmp_path: Path) -> None:
    tts = FakeTts(SOUND, SOUND)
    engine = engine_of(tts, tmp_path)
    (voice,) = engine.voices()
    engine.render("three", voice, 165)
    engine.render("two", voice, 165)
    assert tts.done == [
        ("run", 0),
        ("voice", "one"),
        ("rate", 165),
        ("run", 1),
        ("save", "three"),
        ("run", 1),
        ("save", "two"),
    ]


def test_a_new_rate_is_set_without_setting_the_voice_again(tmp_path: Path) -> None:
    tts = FakeTts(SOUND, SOUND)
    engine = engine_of(tts, tmp_path)
    (voice,) = engine.voices()
    engine.render("three", voice, 165)
    tts.done.clear()
    engine.render("three", voice, 180)
    assert tts.done == [("rate", 180), ("run", 1), ("save", "three")]


def test_an_empty_sound_is_rendered_again(tmp_path: Path) -> None:
    tts = FakeTts(EMPTY, SOUND)
    engine = engine_of(tts, tmp_path)
    assert engine.render("three", engine.voices()[0], 165) == SOUND


def test_a_sound_that_stays_empty_is_an_error(tmp_path: Path) -> None:
    engine = engine_of(FakeTts(EMPTY, EMPTY, EMPTY), tmp_path)
    with pytest.raises(CoachError, match='"One" gave no sound for "three"'):
        engine.render("three", engine.voices()[0], 165)


def test_a_sound_cut_short_is_rendered_again(tmp_path: Path) -> None:
    tts = FakeTts(SOUND[:-100], SOUND)
    engine = engine_of(tts, tmp_path)
    assert engine.render("three", engine.voices()[0], 165) == SOUND


def test_aiff_in_a_file_called_wav_is_taken_as_it_is(tmp_path: Path) -> None:
    """So macOS writes it."""
    engine = engine_of(FakeTts(aiff(tone(0.2))), tmp_path)
    clip = master(engine.render("three", engine.voices()[0], 165))
    assert clip.length == pytest.approx(0.21, abs=0.01)


def test_an_aiff_that_stays_empty_is_an_error(tmp_path: Path) -> None:
    engine = engine_of(FakeTts(*[aiff([])] * 3), tmp_path)
    with pytest.raises(CoachError, match="gave no sound"):
        engine.render("three", engine.voices()[0], 165)


def test_a_file_of_silence_is_left_to_mastering(tmp_path: Path) -> None:
    engine = engine_of(FakeTts(wav(silence(0.2))), tmp_path)
    with pytest.raises(CoachError, match="silence"):
        master(engine.render("three", engine.voices()[0], 165))


def test_no_file_is_left_behind(tmp_path: Path) -> None:
    engine = engine_of(FakeTts(EMPTY, SOUND), tmp_path)
    engine.render("three", engine.voices()[0], 165)
    assert list(tmp_path.iterdir()) == []


def test_a_voice_the_driver_refuses_is_an_error(tmp_path: Path) -> None:
    """pyttsx3 itself raises nothing, and speaks on with the voice it had."""
    engine = engine_of(FakeTts(SOUND), tmp_path)
    with pytest.raises(CoachError, match="unknown voice gone"):
        engine.render("three", Voice("gone", "Gone", ()), 165)


def test_languages_are_cleaned_of_what_drivers_put_around_them(tmp_path: Path) -> None:
    voices = [
        raw_voice("espeak", "eSpeak", b"\x05en-gb\x00"),
        raw_voice("mac", "Mac", "en_US"),
        raw_voice("sapi", None, "en-US"),
        raw_voice("bare", "Bare", None),
    ]
    engine = engine_of(FakeTts(voices=voices), tmp_path)
    assert engine.voices() == (
        Voice("espeak", "eSpeak", ("en-gb",)),
        Voice("mac", "Mac", ("en-us",)),
        Voice("sapi", "sapi", ("en-us",)),
        Voice("bare", "Bare", ()),
    )


@pytest.mark.parametrize(
    ("system", "driver"),
    [("linux", "espeak"), ("darwin", "nsss"), ("win32", "sapi5"), ("freebsd14", "espeak")],
)
def test_each_system_has_its_driver(system: str, driver: str) -> None:
    assert driver_for(system).name == driver


def test_a_missing_library_is_an_error_that_says_where_to_look(tmp_path: Path) -> None:
    def missing() -> str:
        raise OSError("libespeak-ng.so.1: cannot open shared object file")

    with pytest.raises(CoachError, match=r"libespeak-ng.*voice-coach doctor"):
        open_with(Driver("espeak", missing), tmp_path)


def test_a_driver_that_is_not_of_this_system_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="can't be opened"):
        open_with(Driver("sapi5", lambda: "sapi5"), tmp_path)
