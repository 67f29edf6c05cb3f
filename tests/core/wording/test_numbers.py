"""One grammar for numbers, lengths and amounts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import CRUNCH, PLANK

from voice_coach.core.model.timeline import Station
from voice_coach.core.wording.numbers import (
    about,
    clock_left,
    counted,
    duration,
    listed,
    several,
    short_time,
    with_article,
)
from voice_coach.core.wording.phrasebook import station
from voice_coach.library.catalogue.catalogue import load_catalogue


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (45, "45 seconds"),
        (60, "1 minute"),
        (61, "1 minute 1 second"),
        (90, "1 minute 30 seconds"),
        (122, "2 minutes 2 seconds"),
    ],
)
def test_a_length_is_said_with_its_units(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (10, "1 minute"),
        (74, "1 minute"),
        (90, "1 and a half minutes"),
        (150, "2 and a half minutes"),
        (286, "5 minutes"),
        (630, "10 minutes"),
        (1000, "17 minutes"),
    ],
)
def test_a_length_is_announced_to_the_half_minute_while_it_is_short(
    seconds: float, said: str
) -> None:
    assert about(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "0 s"), (45, "45 s"), (60, "1 min"), (90, "1 min 30 s")]
)
def test_a_length_is_as_short_as_it_can_be_read_where_there_is_little_room(
    seconds: float, told: str
) -> None:
    assert short_time(seconds) == told


def test_what_is_left_shows_1_until_the_very_end() -> None:
    assert [clock_left(left) for left in (61, 0.4, 0)] == ["1:01", "0:01", "0:00"]


def test_one_of_a_thing_has_no_ending() -> None:
    assert [counted(number, "rep") for number in (0, 1, 2)] == ["0 reps", "1 rep", "2 reps"]


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("squat", "Body-Weight Squats"),
        ("crunch", "Crunches"),
        ("leg-swing", "Leg Swings"),
        ("knee-to-chest", "Single Knees to Chest"),
    ],
)
def test_several_of_an_exercise_are_said_in_the_plural(slug: str, said: str) -> None:
    assert several(load_catalogue()[slug]) == said


def test_a_station_of_an_amrap_is_read_as_one_says_it() -> None:
    assert station(Station(CRUNCH, 8, each_side=False)) == "8 Crunches"
    assert station(Station(replace(PLANK, plural="Planks Held"), 1, each_side=True)) == (
        "1 Plank each side"
    )


def test_things_are_told_in_a_row_with_their_articles() -> None:
    things = [with_article(one) for one in ("chair", "old towel", "dumbbells or a backpack")]
    assert listed(things) == "a chair, an old towel and dumbbells or a backpack"
    assert listed(things[:1]) == "a chair"
