"""What fits a wish, and in what order it is offered."""

from __future__ import annotations

from datetime import date, timedelta

from voice_coach.core.model.exercise import Group
from voice_coach.core.model.routine import Level
from voice_coach.core.training.selection import (
    BEGIN_WITH,
    RoutineFacts,
    Wish,
    athlete_level,
    by_fit,
    is_too_much_at_first,
    level_of,
)
from voice_coach.library.catalogue.catalogue import load_catalogue

CATALOGUE = load_catalogue()
TODAY = date(2026, 3, 2)


def facts(slug: str, level: Level = Level.BEGINNER, length: float = 600.0, **more) -> RoutineFacts:
    told = {"groups": (Group.LEGS,), "equipment": (), "on_floor": False, **more}
    return RoutineFacts(slug, level, length, **told)


def order(*routines: RoutineFacts, done=None, planned=None) -> list[str]:
    return [one.slug for one in by_fit(routines, done or {}, TODAY, planned)]


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_the_first_time_the_one_to_begin_with_comes_first() -> None:
    assert order(facts("a", length=60), facts(BEGIN_WITH)) == [BEGIN_WITH, "a"]


def test_todays_comes_first_whatever_it_is() -> None:
    assert order(facts("a"), facts("hard", Level.ADVANCED), planned="hard")[0] == "hard"


def test_what_was_done_longest_ago_comes_before_what_was_done_lately() -> None:
    done = {"a": days_ago(1), "b": days_ago(9)}
    assert order(facts("a"), facts("b"), facts("c"), done=done) == ["c", "b", "a"]


def test_of_two_alike_the_shorter_one_comes_first() -> None:
    done = {"z": days_ago(1)}
    assert order(facts("a", length=900), facts("b", length=300), done=done) == ["b", "a"]


def test_ones_level_comes_first_then_a_gentler_one_then_a_harder_one() -> None:
    routines = (facts("hard", Level.INTERMEDIATE), facts("soft", Level.RECOVERY), facts("even"))
    assert order(*routines, done={"even": days_ago(1)}) == ["even", "soft", "hard"]


def test_the_level_is_the_highest_of_the_last_four_weeks() -> None:
    levels = {"a": Level.BEGINNER, "b": Level.ADVANCED}
    assert athlete_level(levels, {}, TODAY) is Level.BEGINNER
    assert athlete_level(levels, {"a": days_ago(1), "b": days_ago(20)}, TODAY) is Level.ADVANCED
    assert athlete_level(levels, {"a": days_ago(1), "b": days_ago(40)}, TODAY) is Level.BEGINNER


def test_an_advanced_routine_is_too_much_only_for_a_first_session() -> None:
    assert is_too_much_at_first(Level.ADVANCED, {})
    assert not is_too_much_at_first(Level.BEGINNER, {})
    assert not is_too_much_at_first(Level.ADVANCED, {"a": TODAY})


def test_ten_minutes_and_a_little_is_ten_minutes() -> None:
    assert Wish(minutes=10).allows(facts("a", length=625))
    assert not Wish(minutes=10).allows(facts("a", length=640))


def test_a_word_of_its_name_stands_for_a_thing() -> None:
    needs = facts("a", equipment=("sturdy chair", "wall"))
    assert Wish(equipment=("chair", "wall")).allows(needs)
    assert not Wish(equipment=("chair",)).allows(needs)
    assert not Wish(equipment=()).allows(needs)
    assert Wish().allows(needs)


def test_a_level_of_an_exercise_is_the_gentlest_that_it_suits() -> None:
    expected = {
        "pelvic-tilt": Level.RECOVERY,
        "plank": Level.BEGINNER,
        "calf-stretch": Level.BEGINNER,
        "jumping-jack": Level.INTERMEDIATE,
        "side-plank-leg-lift": Level.INTERMEDIATE,
        "superman": Level.ADVANCED,
        "burpee": Level.ADVANCED,
    }
    assert {slug: level_of(CATALOGUE[slug], CATALOGUE) for slug in expected} == expected
