"""What past sessions make known as the next one begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from past import BEGAN, TODAY, past_interval, past_session

from voice_coach.core.model.history import Effort, IntervalOutcome
from voice_coach.core.model.occasion import Amount, DayPart, Occasion
from voice_coach.core.training.past_occasion import occasion_after


def known(*sessions, same=(), today: date = TODAY) -> Occasion:
    return occasion_after(sessions, same, len(sessions), len(same), bests=(), today=today)


def test_without_a_past_there_is_nothing_to_compare():
    assert known() == Occasion(sessions=0, times=0)


def test_the_sessions_of_this_week_are_those_since_monday():
    monday = past_session(past_interval())
    sunday = replace(monday, began=BEGAN - timedelta(days=1))
    assert known(monday, sunday).this_week == 1
    assert known(monday, sunday).days_away == 2


def test_of_the_last_time_the_most_of_each_exercise_is_known():
    last = past_session(
        past_interval(seconds=20.0),
        past_interval(seconds=30.0),
        past_interval(seconds=50.0, outcome=IntervalOutcome.SHORTENED),
        past_interval("crunch", reps=8),
    )
    left_at_once = past_session(past_interval(outcome=IntervalOutcome.SKIPPED))
    occasion = known(last, same=(left_at_once, last))
    assert occasion.last == {"plank": Amount(seconds=30.0), "crunch": Amount(reps=8)}
    assert occasion.last_day == "on Monday"
    assert occasion.known == {"plank": 1, "crunch": 1}


def test_a_hold_that_was_left_early_was_too_much_and_after_a_hard_session_all_was():
    left = past_interval(outcome=IntervalOutcome.SHORTENED)
    crunch = past_interval("crunch", reps=8)
    right = past_session(left, crunch)
    assert known(right, same=(right,)).too_much == {"plank"}
    hard = replace(right, effort=Effort.HARD)
    assert known(hard, same=(hard,)).too_much == {"plank", "crunch"}


def test_a_day_has_three_parts_and_the_night_belongs_to_the_evening():
    parts = [DayPart.at(hour) for hour in (3, 4, 11, 12, 17, 18)]
    evening, morning, noon = DayPart.EVENING, DayPart.MORNING, DayPart.AFTERNOON
    assert parts == [evening, morning, morning, noon, noon, evening]
