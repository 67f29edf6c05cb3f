"""Lengths of time, as people write them."""

# ruff: noqa: E501 - a mistake and what is said of it stand on one line.

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.library.yaml.duration import PATTERN, DurationError, parse_duration, show_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30s", 30), ("1:30", 90), ("8min", 480), ("1min30s", 90), ("1 min 30 s", 90),
        ("2.5s", 2.5), ("1h", 3600), ("1h 5min", 3900), ("1h30s", 3630), ("0s", 0), ("90 s", 90),
        ("1:00:05", 3605), ("0:05", 5), ("90min", 5400), ("2h", 7200), (" 30s ", 30), ("1.5min", 90),
    ],
)  # fmt: skip
def test_a_length_of_time_has_a_unit_or_a_colon(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds
    assert re.match(PATTERN, text.strip())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("30", '"30" has no unit; write 30s, or 30min if you mean minutes'),
        ("500", '"500" has no unit; write 500s'),
        ("010", '"010" has no unit; write 10s, or 10min if you mean minutes'),
        ("-30s", '"-30s" is negative; write a time such as 30s'),
        ("30 sec", '"30 sec" is not a length of time; write 30s'),
        ("8 Minutes", '"8 Minutes" is not a length of time; write 8min'),
        ("5m", '"5m" is not a length of time; write 5min'),
        ("1:75", '"1:75" is not a length of time; write 2:15'),
        ("1500ms", '"1500ms" is not a length of time; write 1.5s'),
        ("1m30s", '"1m30s" is not a length of time; write 1:30'),
        ("1m 30s", '"1m 30s" is not a length of time; write 1:30'),
        ("1 minute 30 seconds", '"1 minute 30 seconds" is not a length of time; write 1:30'),
        ("1 hour, 5 minutes and 3 sec.", '"1 hour, 5 minutes and 3 sec." is not a length of time; write 1:05:03'),
        ("1,5 min", '"1,5 min" is not a length of time; write 1:30'),
        ("2m 0.25s", '"2m 0.25s" is not a length of time; write 120.25s'),
        ("20'", '"20\'" is not a length of time; write 20min'),
        ("3 sets", '"3 sets" is not a length of time; write one such as 30s, 1:30 or 8min'),
        ("0x1Es", '"0x1Es" is not a length of time; write one such as 30s, 1:30 or 8min'),
        ("3 hours", '"3 hours" is longer than 2h; write 2h or less'),
        ("1:5", '"1:5" is not a length of time; write one such as 30s, 1:30 or 8min'),
        (".nan", '".nan" is not a length of time; write one such as 30s, 1:30 or 8min'),
        ("inf", '"inf" is not a length of time; write one such as 30s, 1:30 or 8min'),
        ("1e9s", '"1e9s" is not a length of time; write one such as 30s, 1:30 or 8min'),
        ("", '"" is not a length of time; write one such as 30s, 1:30 or 8min'),
        ("\u0663\u0660s", '"\u0663\u0660s" is not a length of time; write one such as 30s, 1:30 or 8min'),
        ("2h 1s", "2h 1s is longer than 2h; write 2h or less"),
        ("525600min", "525600min is longer than 2h; write 2h or less"),
    ],
)  # fmt: skip
def test_what_is_no_length_of_time_comes_with_what_to_write(text: str, complaint: str) -> None:
    with pytest.raises(DurationError) as error:
        parse_duration(text)
    assert str(error.value) == complaint


def test_nothing_is_too_short_where_something_must_happen() -> None:
    with pytest.raises(DurationError) as error:
        parse_duration("0s", least=1)
    assert str(error.value) == "0s is too short; write 1s or more"


@given(st.integers(0, 2 * 3600 * 1000))
def test_what_is_shown_reads_as_the_same_to_the_millisecond(milliseconds: int) -> None:
    seconds = milliseconds / 1000
    assert parse_duration(show_duration(seconds)) == pytest.approx(seconds, abs=1e-6)


@given(st.text())
def test_any_text_is_a_length_of_time_or_a_complaint(text: str) -> None:
    try:
        seconds = parse_duration(text)
    except DurationError:
        return
    assert 0 <= seconds <= 2 * 3600
