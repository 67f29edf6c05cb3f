"""A session as FIT, read back by Garmin's own reader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from garmin_fit_sdk import Decoder, Profile, Stream
from past import BEGAN, past_interval, past_session

from voice_coach.core.model.history import IntervalOutcome, PastSession
from voice_coach.exports.fit import to_fit
from voice_coach.exports.garmin_names import NAMES
from voice_coach.library.routine.finder import Shelf

SESSION = past_session(
    past_interval("plank", 5, 30),
    past_interval("crunch", 50, 36, reps=12),
    past_interval("squat", 90, 0.5, outcome=IntervalOutcome.SKIPPED),
    past_interval("my-own-move", 110, 40),
)


def read(session: PastSession, kilocalories: int | None = None) -> dict[str, Any]:
    """Every message of the file, by kind."""
    data = bytearray(to_fit(session, kilocalories))
    assert Decoder(Stream.from_byte_array(data)).check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(data)).read()
    assert errors == []
    kinds: dict[str, Any] = messages
    return kinds


def test_it_is_one_activity_of_strength_training() -> None:
    file = read(SESSION)
    assert file["file_id_mesgs"][0]["type"] == "activity"
    assert len(file["activity_mesgs"]) == 1
    (whole,) = file["session_mesgs"]
    assert (whole["sport"], whole["sub_sport"]) == ("training", "strength_training")
    assert whole["sport_profile_name"] == "Core Basics"


def test_its_times_are_those_of_the_session() -> None:
    (whole,) = read(SESSION)["session_mesgs"]
    assert whole["start_time"] == BEGAN.astimezone(UTC)
    assert whole["timestamp"] == (BEGAN + timedelta(seconds=200)).astimezone(UTC)
    assert whole["total_elapsed_time"] == whole["total_timer_time"] == 200.0


def test_the_time_on_the_wall_is_kept_too() -> None:
    (activity,) = read(SESSION)["activity_mesgs"]
    fit_epoch = datetime(1989, 12, 31, tzinfo=UTC)
    on_the_wall = (BEGAN + timedelta(seconds=200)).replace(tzinfo=UTC)
    assert activity["local_timestamp"] == (on_the_wall - fit_epoch).total_seconds()


def test_the_timer_starts_first_and_stops_last() -> None:
    start, stop = read(SESSION)["event_mesgs"]
    assert (start["event"], start["event_type"]) == ("timer", "start")
    assert (stop["event"], stop["event_type"]) == ("timer", "stop_all")
    assert stop["timestamp"] - start["timestamp"] == timedelta(seconds=200)


def test_laps_lie_end_to_end_over_the_whole() -> None:
    file = read(SESSION)
    laps = file["lap_mesgs"]
    assert laps[0]["start_time"] == file["session_mesgs"][0]["start_time"]
    assert laps[-1]["timestamp"] == file["session_mesgs"][0]["timestamp"]
    for before, after in pairwise(laps):
        assert before["timestamp"] == after["start_time"]
    assert file["session_mesgs"][0]["num_laps"] == len(laps)


def test_work_and_rest_are_sets_with_garmins_names_where_it_has_one() -> None:
    sets = read(SESSION)["set_mesgs"]
    assert [one["set_type"] for one in sets] == ["rest", "active"] * 3 + ["rest"]
    plank, crunch, own = (one for one in sets if one["set_type"] == "active")
    names = Profile["types"]
    assert plank["category"] == "plank"
    assert names["plank_exercise_name"][plank["category_subtype"]] == "plank"
    assert (crunch["category"], crunch["repetitions"], crunch["duration"]) == ("crunch", 12, 36.0)
    assert "repetitions" not in plank
    assert own["category"] == "unknown"


def test_what_was_skipped_is_no_set() -> None:
    assert "squat" not in [one.get("category") for one in read(SESSION)["set_mesgs"]]


def test_energy_is_in_it_only_where_there_is_an_estimate() -> None:
    assert "total_calories" not in read(SESSION)["session_mesgs"][0]
    assert read(SESSION, 60)["session_mesgs"][0]["total_calories"] == 60


def test_a_session_without_work_is_still_an_activity() -> None:
    assert [one["set_type"] for one in read(past_session())["set_mesgs"]] == ["rest"]


def test_a_session_is_told_from_another_by_its_serial_number() -> None:
    serial = read(SESSION)["file_id_mesgs"][0]["serial_number"]
    assert serial == read(SESSION)["file_id_mesgs"][0]["serial_number"] != 0


@pytest.mark.parametrize(("slug", "named"), NAMES.items())
def test_every_name_is_in_garmins_profile(slug: str, named: tuple[str, str]) -> None:
    category, name = (word.lower() for word in named)
    assert name in Profile["types"][f"{category}_exercise_name"].values(), slug


def test_every_exercise_with_a_name_is_in_the_catalogue() -> None:
    assert NAMES.keys() <= Shelf().catalogue.keys()
