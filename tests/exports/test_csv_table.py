"""The intervals of a session as CSV."""

from __future__ import annotations

import csv

import pytest
from past import past_interval, past_session

from voice_coach.core.model.history import IntervalOutcome
from voice_coach.core.model.timeline import Side
from voice_coach.exports.csv_table import COLUMNS, cell, to_csv

SESSION = past_session(
    past_interval("side-plank", 5, 30, side=Side.LEFT),
    past_interval("hip-flexor-stretch", 40, 30, kind="stretch", split=True),
    past_interval("crunch", 80, 36, reps=12, outcome=IntervalOutcome.SHORTENED),
)


def test_each_interval_is_a_line_under_the_names() -> None:
    plank, stretch, crunch = csv.DictReader(to_csv(SESSION).decode().splitlines())
    assert tuple(plank) == COLUMNS
    assert (plank["name"], plank["side"], plank["held"]) == ("Side Plank", "left", "yes")
    assert (plank["reps"], float(plank["spent_seconds"])) == ("", 30.0)
    assert (crunch["reps"], crunch["outcome"], crunch["side"]) == ("12", "shortened", "")
    assert (plank["exercise_kind"], stretch["exercise_kind"]) == ("strength", "stretch")
    assert stretch["side"] == "both"
    assert crunch["began"] == "2026-11-23T18:03:23+01:00"


def test_a_session_without_work_has_only_the_names() -> None:
    assert to_csv(past_session()).decode().splitlines() == [",".join(COLUMNS)]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@a", "\t=1"])
def test_no_text_is_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell("plank") == "plank"
    assert cell(-1) == -1
