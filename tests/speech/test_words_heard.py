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
        ("Lie on your back.", "Lie on back.", 1),
        ("Well done.", "", 2),
        ("Rest.", "Take a rest.", 2),
    ],
)
def test_words_wrong_missing_and_too_many_are_counted(said: str, heard: str, wrong: int) -> None:
    assert errors(said, heard) == wrong


def test_a_number_is_read_as_its_words() -> None:
    assert words("1 minute 30") == words("one minute thirty")
