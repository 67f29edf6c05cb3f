"""How the benchmark of the voice counts the words that were got wrong."""

from __future__ import annotations

import pytest
from benchmarks.voice.words import errors, words


@pytest.mark.parametrize(
    ("said", "heard", "wrong"),
    [
        ("Forearm Plank.", "forearm plank", 0),
        ("Forearm Plank.", "4 unplug", 2),
        ("Next: Crunch, 10 reps.", "Next, crunch ten reps!", 0),
        ("Cat-Cow.", "Catcow", 0),
        ("Raise your heels.", "Rays your heals", 0),
        ("Is there pain?", "is their pain", 0),
        ("Feet hip-wide, arms long.", "Feet hipwide, arms wrong.", 1),
        ("Push-Up Hold.", "Pushup.", 1),
        ("Sit down into a squat.", "Sit down in to a squad.", 1),
        ("Lie on your back.", "Lie on back.", 1),
        ("Well done.", "", 2),
        ("Rest.", "Take a rest.", 2),
    ],
)
def test_words_wrong_missing_and_too_many_are_counted(said: str, heard: str, wrong: int) -> None:
    assert errors(said, heard) == wrong


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1 minute 30", "one minute thirty"),
        ("90-90", "ninety ninety"),
        ("9090", "ninety ninety"),
        ("12345", "one two three four five"),
    ],
)
def test_a_number_is_read_as_its_words(written: str, read: str) -> None:
    assert words(written) == words(read)
