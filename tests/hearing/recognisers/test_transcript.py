"""What is a command in a text that an engine wrote down, and what is not."""

from __future__ import annotations

import pytest

from voice_coach.hearing.recognisers.segmented import Guess
from voice_coach.hearing.recognisers.transcript import guess, log_odds, plain

ARMED = ("pause", "what's next", "ten more seconds", "i'm done", "ten")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("pause", "pause"),
        (" Pause.", "pause"),
        ("PAUSE!", "pause"),
        ("What\N{RIGHT SINGLE QUOTATION MARK}s next?", "what's next"),
        ("10 more seconds.", "ten more seconds"),
        ("I'm done", "i'm done"),
        ("10", "ten"),
    ],
)
def test_writing_makes_no_difference(text: str, phrase: str) -> None:
    assert guess(text, 2.0, ARMED) == Guess(phrase, 2.0)


@pytest.mark.parametrize(
    "text", ["", "let's pause here", "pause pause", "[unk] pause", "paws", "1000", "the coach"]
)
def test_a_text_that_is_more_or_other_is_no_command(text: str) -> None:
    assert guess(text, 2.0, ARMED) is None


def test_the_wake_word_counts_before_a_phrase_and_alone() -> None:
    assert guess("Coach, pause.", 2.0, ARMED) == Guess("pause", 2.0, wake=True)
    assert guess("Coach?", 2.0, ARMED) == Guess("", 2.0, wake=True)
    assert guess("Coach, sing.", 2.0, ARMED) is None


def test_what_is_no_letter_and_no_figure_is_left_out() -> None:
    assert plain("- Ten, 'more'  seconds…") == "ten more seconds"


def test_odds_are_even_at_a_half_and_never_beyond_all_bounds() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(1.0) == -log_odds(0.0) < 10
