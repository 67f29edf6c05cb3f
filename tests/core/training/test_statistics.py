"""What the sessions of weeks and years come to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from past import TODAY, some_progress, totals

from voice_coach.core.model.exercise import CORE_GROUPS, Group
from voice_coach.core.training.athlete_level import monday_of
from voice_coach.core.training.statistics import (
    DAYS_LOOKED_BACK,
    Best,
    Pain,
    Progress,
    RestDays,
    Trained,
    progress,
    rest,
    streak,
)

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def of_days(*days: date, today: date = TODAY, weeks: int = 12) -> Progress:
    made = progress(totals(days), today, weeks)
    assert made is not None
    return made


def test_no_sessions_come_to_nothing() -> None:
    assert progress(totals(()), TODAY, 12) is None


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert monday_of(MONDAY) == monday_of(MONDAY + 6 * DAY) == MONDAY
    assert monday_of(MONDAY - DAY) == MONDAY - WEEK


def test_minutes_of_a_week_are_those_of_all_its_sessions() -> None:
    weeks = of_days(MONDAY - DAY, MONDAY, MONDAY + DAY).weeks
    assert [(week.monday, week.spent, week.sessions) for week in weeks] == [
        (MONDAY - WEEK, 1200.0, 1),
        (MONDAY, 2400.0, 2),
    ]


def test_weeks_without_a_session_stand_between_those_with_one() -> None:
    weeks = of_days(MONDAY - 3 * WEEK, MONDAY).weeks
    assert [week.sessions for week in weeks] == [1, 0, 0, 1]


def test_weeks_that_are_too_many_are_left_out_but_counted() -> None:
    made = of_days(*(MONDAY - number * WEEK for number in range(30)))
    assert len(made.weeks) == 12
    assert made.weeks[-1].monday == MONDAY
    assert made.sessions == 30
    assert made.since == MONDAY - 29 * WEEK


def test_what_is_to_come_of_this_week_is_not_taken_for_rest() -> None:
    assert of_days(MONDAY, today=MONDAY + 2 * DAY).weeks[-1].days == (True, False)
    assert of_days(MONDAY - DAY, today=MONDAY).weeks[-1].days == ()


def test_today_counts_once_it_has_a_session() -> None:
    assert of_days(MONDAY, MONDAY + DAY, today=MONDAY + DAY).weeks[-1].days == (True, True)


def test_a_session_that_a_wrong_clock_put_into_the_future_is_shown() -> None:
    made = of_days(MONDAY + WEEK, today=MONDAY)
    assert made.today == MONDAY + WEEK
    assert made.weeks[-1].sessions == 1


def test_a_day_of_rest_does_not_end_a_streak() -> None:
    assert streak([MONDAY, MONDAY - 5 * DAY, MONDAY - 12 * DAY], (), MONDAY + 3 * DAY) == 3


def test_a_week_that_has_no_session_yet_does_not_end_a_streak() -> None:
    assert streak([MONDAY - DAY, MONDAY - 8 * DAY], (), MONDAY + 6 * DAY) == 2


def test_a_whole_week_without_a_session_ends_a_streak() -> None:
    assert streak([MONDAY, MONDAY - 2 * WEEK], (), MONDAY) == 1
    assert streak([MONDAY - 2 * WEEK], (), MONDAY) == 0


def test_a_week_in_which_rest_was_advised_neither_counts_nor_ends_a_streak() -> None:
    days = [MONDAY, MONDAY - 2 * WEEK]
    assert streak(days, [MONDAY - WEEK + 3 * DAY], MONDAY) == 2
    assert streak(days, [MONDAY - 3 * WEEK], MONDAY) == 1


@given(st.sets(st.integers(0, 400).map(lambda back: TODAY - back * DAY)))
def test_a_streak_never_has_more_weeks_than_have_a_session(days: set[date]) -> None:
    assert 0 <= streak(days, (), TODAY) <= len({monday_of(day) for day in days})


def test_rest_is_counted_since_the_first_session_and_without_today() -> None:
    assert rest(frozenset([TODAY - 5 * DAY, TODAY - 3 * DAY]), TODAY) == RestDays(3, 5)
    assert rest(frozenset([TODAY]), TODAY) == RestDays(0, 0)


@given(st.sets(st.integers(0, 400).map(lambda back: TODAY - back * DAY), min_size=1))
def test_days_of_rest_and_of_training_are_all_the_days_looked_at(days: set[date]) -> None:
    of = rest(frozenset(days), TODAY)
    trained = [day for day in days if TODAY - DAYS_LOOKED_BACK * DAY <= day < TODAY]
    assert of.days + len(trained) == of.of <= DAYS_LOOKED_BACK


def test_work_is_added_up_by_week_and_group() -> None:
    made = progress(
        totals(
            [MONDAY],
            trained=(
                Trained(MONDAY, Group.FLEXORS, 60.0),
                Trained(MONDAY + DAY, Group.FLEXORS, 30.0),
                Trained(MONDAY, Group.LEGS, 300.0),
            ),
        ),
        TODAY,
        12,
    )
    assert made is not None
    week = made.weeks[-1]
    assert week.groups == {Group.EXTENSORS: 0.0, Group.FLEXORS: 90.0, Group.OBLIQUES: 0.0}
    assert week.missing == (Group.EXTENSORS, Group.OBLIQUES)


@pytest.mark.parametrize("group", CORE_GROUPS)
def test_a_group_that_was_not_worked_this_week_is_missing(group: Group) -> None:
    assert some_progress(missing=group).weeks[-1].missing == (group,)


def test_pain_is_shown_of_the_weeks_shown() -> None:
    scored = (Pain(MONDAY + DAY, 1), Pain(MONDAY, 2), Pain(MONDAY - WEEK, 9))
    made = progress(totals([MONDAY - WEEK, MONDAY], pains=scored), TODAY, 1)
    assert made is not None
    assert made.pains == (Pain(MONDAY, 2), Pain(MONDAY + DAY, 1))


def test_longest_holds_stand_by_name() -> None:
    bests = [Best("side-plank", "Side Plank", 30, MONDAY), Best("plank", "Plank", 60, MONDAY)]
    made = progress(totals([MONDAY], bests=bests), TODAY, 12)
    assert made is not None
    assert [best.name for best in made.bests] == ["Plank", "Side Plank"]
