"""What an engine may be given, and which engines there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_coach.errors import UsageError
from voice_coach.speech.engine import (
    LONGEST_TEXT,
    EngineOptions,
    UnspeakableError,
    open_engine,
    speakable,
)


def test_words_are_speakable() -> None:
    assert speakable("Three, two, one.") == "Three, two, one."


def test_words_of_any_script_are_speakable() -> None:
    assert speakable("Да 三") == "Да 三"


def test_control_characters_and_line_ends_become_spaces() -> None:
    assert speakable(" Hold\x00 your\n\tplank.\x1b ") == "Hold your plank."


@pytest.mark.parametrize("text", ["", " \n", "...", "\x00", "-- !"])
def test_a_text_without_a_word_is_not(text: str) -> None:
    with pytest.raises(UnspeakableError, match="no words to speak"):
        speakable(text)


def test_the_longest_text_is_speakable_and_one_more_is_not() -> None:
    assert speakable("a" * LONGEST_TEXT)
    with pytest.raises(UnspeakableError, match=f"at most {LONGEST_TEXT}"):
        speakable("a" * (LONGEST_TEXT + 1))


def test_an_unknown_engine_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="natural or system or piper"):
        open_engine("festival", EngineOptions(tmp_path))
