"""What the charts say in words."""

from __future__ import annotations

from datetime import date

import pytest
from past import some_progress

from voice_coach.charts import text_labels
from voice_coach.core.model.exercise import Group
from voice_coach.core.training.statistics import RestDays, WeekStatistics


def week(**seconds: float) -> WeekStatistics:
    groups = {Group.EXTENSORS: 0.0, Group.FLEXORS: 0.0, Group.OBLIQUES: 0.0}
    worked = {Group(name): length for name, length in seconds.items()}
    return WeekStatistics(date(2026, 11, 23), 1, 60.0, (True,), groups | worked)


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "-"), (20, "<1"), (60, "1"), (89, "1"), (91, "2"), (75000, "1,250")]
)
def test_minutes_are_whole(seconds: float, shown: str) -> None:
    assert text_labels.whole_minutes(seconds) == shown


@pytest.mark.parametrize(("seconds", "shown"), [(30.0, "0:30"), (29.98, "0:30"), (65.9, "1:05")])
def test_a_hold_counts_in_whole_seconds(seconds: float, shown: str) -> None:
    assert text_labels.clock(seconds) == shown


def test_a_streak_that_ended_is_not_held_against_anybody() -> None:
    assert text_labels.streak(0) == "a new one begins with the next session"


def test_a_streak_is_told_in_weeks() -> None:
    assert text_labels.streak(1) == "this is its first week"
    assert text_labels.streak(8) == "8 weeks in a row with a session"


def test_rest_on_the_first_day_is_no_figure() -> None:
    assert text_labels.rest(RestDays(0, 0)) == "the first session was today"
    assert text_labels.rest(RestDays(0, 1)) == "0 of the last 1 day"
    assert text_labels.rest(RestDays(16, 28)) == "16 of the last 28 days"


def test_each_missing_group_has_its_moves() -> None:
    assert text_labels.balance(week(flexors=60.0)) == (
        "Still to come this week: extensors and obliques (extensors: bird-dog or glute-bridge; "
        "obliques: knee-side-plank or side-plank)."
    )


def test_a_week_without_any_of_the_three_is_pointed_to_a_core_routine() -> None:
    assert "a core routine works them all" in text_labels.balance(week())


def test_the_total_names_its_first_day() -> None:
    assert text_labels.total(some_progress(weeks=1)) == "4 sessions, 80 minutes, since 19 Nov 2026"


def test_one_of_a_thing_is_no_plural() -> None:
    told = [text_labels.minutes(seconds) for seconds in (0, 60, 70, 720, 90_000)]
    assert told == ["0 minutes", "1 minute", "1 minute", "12 minutes", "1,500 minutes"]
    assert (text_labels.many(1, "week"), text_labels.many(12, "week")) == ("1 week", "12 weeks")


def test_seconds_alone_are_under_a_minute() -> None:
    assert text_labels.minutes(20) == "under a minute"


def test_energy_is_rough() -> None:
    assert text_labels.energy(1250) == "roughly 1,250 kcal beyond what resting takes"
