"""Text that is harmless to a terminal."""

from __future__ import annotations

import pytest

from voice_coach.core.wording.harmless_text import harmless


@pytest.mark.parametrize("text", ["Plank, 20 seconds", "Ä “ü” 🧘‍♀️ 体", "a\tb\nc", ""])
def test_what_is_only_read_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a\\u001b[2Jb"),
        ("a\u202eb", "a\\u202eb"),
        ("caf\udce9", "caf\\xe9"),
        ("a\x9bm", "a\\u009bm"),
        ("a\u2028b", "a\\u2028b"),
    ],
)
def test_what_steers_a_terminal_is_written_out(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_on_one_line_breaks_are_written_out_too() -> None:
    assert harmless("a\nb", one_line=True) == "a\\u000ab"
