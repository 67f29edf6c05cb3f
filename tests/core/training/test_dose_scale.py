"""Along which doses a step gets harder and easier."""

from __future__ import annotations

import pytest
from fakes import hold, reps, step

from voice_coach.core.model.routine import Sides, Work
from voice_coach.core.training.dose_scale import amount_of, can_change, scale_of
from voice_coach.library.catalogue.catalogue import load_catalogue

CATALOGUE = load_catalogue()


def places(one, *, allows=lambda _exercise: True, others=frozenset(), interval=None):
    """All places of a step, the exercise named where it is another one; and that written."""
    scale = scale_of(one, CATALOGUE, allows, others, interval)
    told = [(place.exercise.slug, amount_of(place)) for place in scale.steps]
    return told[: scale.written], told[scale.written :]


def amounts(slug, told):
    return [amount for name, amount in told if name == slug]


def of(slug, *sets, **changes):
    return step(CATALOGUE[slug], *sets, **changes)


def test_seconds_go_up_by_two_when_short_and_by_five_from_twenty_on():
    _, up = places(of("side-plank", hold(15)))
    assert amounts("side-plank", up) == [15, 17, 19, 20, 25, 30]


def test_reps_go_up_one_by_one_to_half_as_many_again():
    _, up = places(of("back-extension", reps(8)))
    assert up == [("back-extension", amount) for amount in (8, 9, 10, 11, 12)]


def test_where_sides_take_turns_each_gets_one_more():
    down, up = places(of("bicycle-crunch", reps(12)))
    assert amounts("bicycle-crunch", up) == [12, 14, 16, 18]
    assert amounts("bicycle-crunch", down) == [6, 8, 10]


def test_a_hold_that_both_sides_share_gives_each_as_much():
    _, up = places(of("side-plank", hold(30), sides=Sides.SPLIT))
    assert amounts("side-plank", up)[:4] == [30, 34, 38, 40]


def test_held_reps_get_more_and_not_longer():
    scale = scale_of(of("bird-dog", Work(4, 8.0)), CATALOGUE, lambda _one: True, frozenset())
    assert [one.sets for one in scale.steps[scale.written :]] == [
        (Work(4, 8.0),),
        (Work(5, 8.0),),
        (Work(6, 8.0),),
    ]


def test_descending_sets_change_together():
    scale = scale_of(
        of("crunch", reps(10), reps(6), reps(1)), CATALOGUE, lambda _one: True, frozenset()
    )
    assert scale.steps[scale.written + 1].sets == (reps(11), reps(7), reps(2))
    assert scale.steps[scale.written - 1].sets == (reps(9), reps(5), reps(1))


def test_at_the_end_of_the_range_comes_the_harder_variant_at_its_own_dose():
    _, up = places(of("plank", hold(20), hold(20), hold(20)))
    after = up.index(("plank", 40.0)) + 1
    assert up[after] == ("plank-shoulder-tap", 10)


def test_below_the_range_comes_the_easier_variant_at_its_own_dose():
    down, _ = places(of("plank", hold(20)))
    assert down[-1] == ("plank", 18.0)
    assert min(amounts("plank", down)) == 10
    assert max(amounts("knee-plank", down)) == 15


def test_what_its_author_wrote_is_never_beyond_the_range():
    _, up = places(of("plank", hold(120)), others=frozenset({"plank-shoulder-tap"}))
    assert up == [("plank", 120)]


@pytest.mark.parametrize(
    ("slug", "harder"),
    [
        ("crunch", "sit-up"),  # Loads the spine highly.
        ("squat", "squat-jump"),  # Lands harder.
        ("dead-bug", "reverse-crunch"),  # Bends the spine, which was kept still.
        ("bird-dog", "plank-shoulder-tap"),  # Trains another group.
        ("reverse-snow-angel", "backpack-row"),  # Needs a backpack.
    ],
)
def test_a_harder_variant_of_another_nature_does_not_come_unasked(slug, harder):
    exercise = CATALOGUE[slug]
    assert exercise.harder == harder
    dose = exercise.dose
    _, up = places(of(slug, Work(dose.reps, dose.seconds)))
    assert harder not in {name for name, _ in up}


def test_an_exercise_that_is_not_allowed_is_on_no_scale():
    down, up = places(
        of("plank", hold(20)),
        allows=lambda one: one.slug not in ("plank-shoulder-tap", "knee-plank"),
    )
    assert {name for name, _ in (*down, *up)} == {"plank"}


def test_an_exercise_that_the_routine_has_elsewhere_is_on_no_scale():
    _, up = places(of("plank", hold(20)), others=frozenset({"plank-shoulder-tap"}))
    assert up[-1] == ("plank", 40)


def test_in_an_emom_a_quarter_of_the_time_stays_for_rest():
    _, up = places(of("sit-to-stand", reps(8)), interval=40.0)
    assert amounts("sit-to-stand", up) == [8]
    _, up = places(of("sit-to-stand", reps(8)), interval=44.0)
    assert amounts("sit-to-stand", up) == [8]
    _, up = places(of("sit-to-stand", reps(8)), interval=54.0)
    assert amounts("sit-to-stand", up) == [8, 9, 10]


def test_a_longer_set_at_ones_own_pace_is_estimated_longer():
    one = of("crunch", reps(10), takes=60.0)
    scale = scale_of(one, CATALOGUE, lambda _one: True, frozenset())
    assert scale.steps[scale.written + 1].takes == 66.0


def test_strength_dosed_as_the_exercise_is_can_change_and_nothing_else():
    assert can_change(of("plank", hold(30)))
    assert can_change(of("crunch", reps(10)))
    assert not can_change(of("crunch", hold(30)))
    assert not can_change(of("hip-flexor-stretch", hold(30)))
    assert not can_change(of("cat-cow", reps(6)))
    assert not can_change(of("knee-side-plank", Work(6, 10.0)))


def test_every_place_of_every_exercise_is_a_dose_that_can_be_done():
    for exercise in CATALOGUE.values():
        one = step(exercise, Work(exercise.dose.reps, exercise.dose.seconds))
        if not can_change(one):
            continue
        for place in scale_of(one, CATALOGUE, lambda _one: True, frozenset()).steps:
            for work in place.sets:
                assert work.reps is None or work.reps >= 1
                assert work.seconds is None or work.seconds >= 2
            assert place.exercise.group is exercise.group
