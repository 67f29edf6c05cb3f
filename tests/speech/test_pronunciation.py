"""What is spoken for what is written."""

from __future__ import annotations

import pytest

from voice_coach.speech.pronunciation import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("EMOM for 8 min", "every minute on the minute for 8 minutes"),
        ("HIIT: 20s on, 10s off", "hit: 20 seconds on, 10 seconds off"),
        ("Rest 1 min.", "Rest 1 minute."),
        ("10 x squat", "10 times squat"),
        ("10x squats", "10 times squats"),
        ("3x10 push-ups", "3 times 10 push-ups"),
        ("10 x 20s", "10 times 20 seconds"),
        ("1/2 a turn", "a half a turn"),
        ("1 1/2 minutes", "1 and a half minutes"),
        ("Effort 7/10", "Effort 7 out of 10"),
        ("Tempo 2-0-2.", "Tempo 2 0 2."),
        ("8-12 reps", "8 to 12 reps"),
        ("8\u201312 reps", "8 to 12 reps"),
        ("2.5 kg", "2.5 kilos"),
        ("Squat w/ a band", "Squat with a band"),
    ],
)
def test_abbreviations_units_and_fractions_are_spoken_as_words(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(
    "text",
    [
        "Hold your plank.",
        "At 7:30, McGill big three.",
        "On 12/10/2026.",
        "Call 116-117 or 555-123 or +49 30 1234.",
        "Cat-cow, side 1 of 2.",
        "The hit list of s and x.",
    ],
)
def test_what_an_engine_reads_rightly_is_left_alone(text: str) -> None:
    assert spoken(text) == text


def test_an_authors_words_are_spoken_as_the_author_says_in_any_case() -> None:
    say_as = (("EZ bar", "easy bar"), ("Jefferson curl", "jeffer sun curl"))
    assert (
        spoken("Take the ez bar: Jefferson Curl.", say_as) == "Take the easy bar: jeffer sun curl."
    )


def test_an_authors_words_are_whole_words_and_the_longer_goes_first() -> None:
    say_as = (("row", "roe"), ("row machine", "rowing machine"))
    assert spoken("Row machine, row, arrow.", say_as) == "rowing machine, roe, arrow."


def test_an_authors_words_are_taken_as_they_are() -> None:
    assert spoken("C++ press", (("C++ press", r"see \1 press"),)) == r"see \1 press"
