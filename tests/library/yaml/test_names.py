"""Names as people type them."""

from __future__ import annotations

import pytest

from voice_coach.errors import UsageError
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.yaml.names import is_one_slip, perhaps_meant, same_name

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("walk", "walk-in-place"),
        ("jog", "high-knees"),
        ("cobra", "prone-on-elbows"),
        ("bird dogs", "bird-dog"),
        ("birddog", "bird-dog"),
        ("Push Ups", "push-up"),
        ("pushups", "push-up"),
        ("crunches", "crunch"),
        ("sit ups", "sit-up"),
        ("jumping jacks", "jumping-jack"),
        ("burpees", "burpee"),
        ("marching", "walk-in-place"),
        ("dips", "chair-dip"),
        ("super", "superman"),
    ],
)
def test_names_that_people_bring_from_elsewhere_find_ours(typed: str, slug: str) -> None:
    found = CATALOGUE.find(typed)
    assert found is not None
    assert found.slug == slug


@pytest.mark.parametrize("typed", ["bench press", "pull up", "kettlebell swing", "leg press", ""])
def test_a_name_of_another_exercise_finds_and_offers_none(typed: str) -> None:
    assert CATALOGUE.find(typed) is None
    assert CATALOGUE.nearest(typed, "see the list") == "see the list"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("plnak", "did you mean plank?"),
        ("sqat", "did you mean squat?"),
        ("burpe", "did you mean burpee?"),
        ("cat cow", "write cat-cow"),
        ("angel", "did you mean wall-slide or reverse-snow-angel?"),
    ],
)
def test_a_slip_or_a_word_of_a_name_is_asked_about(typed: str, offered: str) -> None:
    assert CATALOGUE.nearest(typed, "see the list") == offered


def test_a_beginning_of_several_names_them() -> None:
    with pytest.raises(UsageError, match="could be any of the exercises"):
        CATALOGUE.find("side")


def test_two_letters_choose_no_exercise() -> None:
    assert CATALOGUE.find("arm") is CATALOGUE["arm-circle"]
    assert CATALOGUE.find("ar") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("plank", "plnk"), ("plank", "plamk"), ("plank", "palnk"), ("plank", "planks")],
)
def test_one_slip_is_a_letter_left_out_added_changed_or_swapped(one: str, other: str) -> None:
    assert is_one_slip(one, other)
    assert is_one_slip(other, one)


@pytest.mark.parametrize(("one", "other"), [("plank", "plank"), ("row", "bow"), ("lunge", "lunch")])
def test_other_words_are_no_slip(one: str, other: str) -> None:
    assert not is_one_slip(one, other)


def test_what_fits_too_many_is_not_offered() -> None:
    named = {f"{word} stretch": word for word in ("calf", "chest", "hip", "neck", "wrist")}
    assert perhaps_meant("stretch", named) == ()


def test_ways_to_write_one_name_are_the_same() -> None:
    names = ("push-up", "Push Ups", "pushup", "PUSH_UPS", "push up")
    assert {same_name(name) for name in names} == {"pushup"}
