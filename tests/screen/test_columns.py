"""Text in the columns of a terminal."""

from __future__ import annotations

import pytest

from voice_coach.screen.columns import columns_of, cut, padded


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("plank", 5),
        ("\u4f53\u5e79", 4),
        ("\U0001f525 core", 7),
        ("caf\u00e9", 4),
        ("e\u0301", 1),
        ("", 0),
    ],
)
def test_wide_characters_take_two_columns_and_accents_none(text: str, columns: int) -> None:
    assert columns_of(text) == columns
    assert columns_of(padded(text, 10)) == 10
    assert columns_of(cut(text, 3)) <= 3


def test_what_is_cut_says_so_and_what_fits_stays() -> None:
    assert cut("Core Basics", 8) == "Core Ba…"
    assert cut("Core Basics", 11) == "Core Basics"
    assert cut("\u4f53\u5e79\u4f53\u5e79", 6) == "\u4f53\u5e79…"
    assert padded("Core Basics", 4) == "Core Basics"
