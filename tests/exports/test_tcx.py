"""A session as TCX."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest
from past import past_interval, past_session

from voice_coach.exports.tcx import to_tcx

NAMESPACE = {"": "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"}
SESSION = past_session(past_interval("plank", 5, 30), past_interval("crunch", 50, 36, reps=12))

ORDER = {
    "Activity": ("Id", "Lap", "Notes"),
    "Lap": (
        *("TotalTimeSeconds", "DistanceMeters", "Calories", "Intensity", "TriggerMethod"),
        *("Track", "Notes"),
    ),
}
"""In which the schema wants the parts."""


def activity(kilocalories: int | None = None) -> Element:
    database = fromstring(to_tcx(SESSION, kilocalories))  # noqa: S314 - our own.
    found = database.find("Activities/Activity", NAMESPACE)
    assert found is not None
    return found


def texts(path: str, kilocalories: int | None = None) -> list[str | None]:
    return [found.text for found in activity(kilocalories).findall(path, NAMESPACE)]


def test_it_is_one_activity_of_another_sport_named_by_its_start() -> None:
    assert activity().get("Sport") == "Other"
    assert texts("Id") == ["2026-11-23T17:02:03Z"]
    assert texts("Notes") == ["Core Basics"]


def test_work_and_rest_are_laps() -> None:
    assert texts("Lap/Intensity") == ["Resting", "Active", "Resting", "Active", "Resting"]
    assert texts("Lap/TotalTimeSeconds") == ["5", "30", "15", "36", "114"]
    assert texts("Lap/Notes") == ["Plank", "Crunch"]


def test_every_lap_has_its_points_of_time() -> None:
    assert texts("Lap/Track/Trackpoint/Time")[:3] == [
        "2026-11-23T17:02:03Z",
        "2026-11-23T17:02:08Z",
        "2026-11-23T17:02:08Z",
    ]


@pytest.mark.parametrize(("kilocalories", "first"), [(None, "0"), (60, "60")])
def test_the_estimate_stands_once(kilocalories: int | None, first: str) -> None:
    assert texts("Lap/Calories", kilocalories) == [first, "0", "0", "0", "0"]


def test_the_parts_stand_in_the_order_of_the_schema() -> None:
    for parent in activity().iter():
        order = ORDER.get(parent.tag.partition("}")[2])
        if order is not None:
            places = [order.index(child.tag.partition("}")[2]) for child in parent]
            assert places == sorted(places)
