"""Days, rest and times of day, however they are written."""

from __future__ import annotations

from datetime import time

import pytest

from voice_coach.core.training.week_plan import DAYS, NAMES
from voice_coach.core.training.week_words import day_of, is_rest, time_of_day


@pytest.mark.parametrize(("day", "name"), list(zip(DAYS, NAMES, strict=True)))
def test_a_day_has_its_name_and_every_beginning_of_two_letters(day: str, name: str) -> None:
    for length in range(2, len(name) + 1):
        assert day_of(name[:length]) == day
        assert day_of(f" {name[:length].upper()}. ") == day
    assert day_of(f"{name}s") == day


@pytest.mark.parametrize("text", ["", "m", "t", "moon", "day", "monda y", "mon day", "rest"])
def test_another_word_is_no_day(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(
    "text", ["rest", "Rest", " REST ", "off", "none", "rest day", "rest-day", "Day Off", "-"]
)
def test_a_day_of_rest_has_several_names(text: str) -> None:
    assert is_rest(text)


@pytest.mark.parametrize("text", ["", "restful", "office", "core-basics", "off we go"])
def test_another_word_is_no_rest(text: str) -> None:
    assert not is_rest(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *(("18:00", time(18)), ("7:05", time(7, 5)), ("07:05", time(7, 5)), ("7.30", time(7, 30))),
        *(("19", time(19)), ("7", time(7)), ("19h", time(19)), ("19h30", time(19, 30))),
        *(("7pm", time(19)), ("7 PM", time(19)), ("7:30 p.m.", time(19, 30)), ("12am", time(0))),
        *(("12pm", time(12)), ("7a", time(7)), ("noon", time(12)), ("0:00", time(0))),
        *(("24:00", None), ("7:5", None), ("7:60", None), ("13pm", None), ("0am", None)),
        *(("25", None), ("", None), ("seven", None), ("18:00:00", None), ("19m", None)),
        *(("-7", None), ("730", None)),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(text: str, told: time | None) -> None:
    assert time_of_day(text) == told
