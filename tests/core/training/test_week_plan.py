"""The week: what is for which day, and what it lacks."""

from __future__ import annotations

from datetime import date

import pytest

from voice_coach.core.model.unroll import unroll
from voice_coach.core.training.week_plan import (
    CORE_DAYS,
    DAYS,
    REST,
    Planned,
    WeekPlan,
    shortcomings,
    suggested,
)
from voice_coach.library.routine.finder import Shelf

SHELF = Shelf()
MONDAY = date(2026, 3, 2)
WEDNESDAY = date(2026, 3, 4)


def known(week):
    found = (SHELF.find(slug).routine for slug in week.routines)
    return {routine.slug: Planned(routine, unroll(routine)) for routine in found}


def lacks(**days):
    week = WeekPlan(days)
    return shortcomings(week, known(week))


def test_a_day_has_its_routine_and_a_day_of_rest_has_none():
    week = WeekPlan({"mon": "core-basics", "tue": REST})
    assert week.on(MONDAY) == "core-basics"
    assert week.on(date(2026, 3, 3)) is None
    assert week.on(WEDNESDAY) is None


def test_what_comes_after_a_day_may_be_next_week():
    week = WeekPlan({"mon": "core-basics"})
    assert week.after(MONDAY) == (date(2026, 3, 9), "core-basics")
    assert week.after(WEDNESDAY) == (date(2026, 3, 9), "core-basics")
    assert WeekPlan({"mon": REST}).after(MONDAY) is None


def test_the_first_of_a_day_is_today_or_later():
    week = WeekPlan({})
    assert week.first("mon", MONDAY) == MONDAY
    assert week.first("sun", MONDAY) == date(2026, 3, 8)
    assert week.first("mon", WEDNESDAY) == date(2026, 3, 9)


@pytest.mark.parametrize("days", CORE_DAYS)
def test_a_suggested_week_lacks_nothing(days):
    week = suggested(days)
    assert set(week.days) == set(DAYS)
    assert sum(slug != REST for slug in week.days.values()) == days
    assert shortcomings(week, known(week)) == ()


def test_groups_that_no_main_part_strengthens_are_told():
    (told,) = lacks(mon="tabata", thu="tabata")
    assert told.startswith("Nothing in it trains the extensors and the flexors and the obliques,")


def test_the_same_hard_routine_on_two_days_running_is_told_also_over_sunday():
    assert lacks(mon="core-basics", tue="core-basics") == (
        "Core Basics comes on Monday and Tuesday: give it a day off between.",
    )
    assert lacks(mon="core-basics", sun="core-basics") == (
        "Core Basics comes on Sunday and Monday: give it a day off between.",
    )


def test_what_is_easy_on_the_spine_may_come_every_day():
    assert not lacks(**dict.fromkeys(DAYS, "mcgill-big-3"))


def test_a_week_without_rest_is_told():
    days = dict(zip(DAYS, ("core-basics", "core-advanced") * 3 + ("tabata",), strict=True))
    assert lacks(**days) == ("There is no day of rest in it: muscles grow on days off.",)


def test_an_empty_week_lacks_nothing():
    assert lacks() == ()
    assert lacks(mon=REST) == ()
