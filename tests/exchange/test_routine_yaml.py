"""A workout of another program as a routine."""

from __future__ import annotations

from contextlib import suppress

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.model.routine import Pace, Routine, Sides, Step, steps_of
from voice_coach.core.model.unroll import unroll
from voice_coach.exchange.routine_yaml import Origin, RoutineText, routine_text
from voice_coach.exchange.workout import Move, Node, Pause, Repeat, Said, Workout
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.routine.reader import read_routine
from voice_coach.library.yaml.problems import BadRoutine

ORIGIN = Origin("legs.json", "Feeel")


def written(*nodes: Node) -> RoutineText:
    workout = Workout("Legs", nodes)
    return routine_text(workout, "legs", "Legs", ORIGIN, load_catalogue())


def routine(*nodes: Node) -> Routine:
    data = written(*nodes).text.encode()
    return read_routine(data, "legs.yaml", "legs", load_catalogue())


def only_step(*nodes: Node) -> Step:
    (step,) = steps_of(routine(*nodes).blocks[0].nodes)
    return step


def test_an_exercise_is_the_catalogues_where_its_name_is_the_same() -> None:
    assert only_step(Move("Push Ups", 30)).exercise.slug == "push-up"
    assert only_step(Move("incline bench press", 30)).exercise.slug == "incline-bench-press"


def test_a_name_that_may_mean_something_else_stays_the_athletes_own() -> None:
    for name in ("Run", "Jog", "Row"):
        assert only_step(Move(name, 60)).exercise.name == name
        assert only_step(Move(name, 60)).exercise.slug not in load_catalogue()


def test_by_another_name_the_exercise_keeps_the_name_it_had() -> None:
    step = only_step(Move("front bridge", 30))
    assert (step.exercise.slug, step.exercise.name) == ("plank", "front bridge")


def test_a_side_in_the_name_is_the_side_of_the_step() -> None:
    for name in ("Side plank (left)", "Side Plank - left side", "left side plank", "Side plank L"):
        step = only_step(Move(name, 20))
        assert (step.exercise.slug, step.sides) == ("side-plank", Sides.LEFT)


def test_one_time_for_an_exercise_with_sides_is_split_between_them() -> None:
    assert only_step(Move("side plank", 40)).sides is Sides.SPLIT


def test_a_hold_that_has_reps_is_no_exercise_of_the_catalogue() -> None:
    step = only_step(Move("Plank", reps=10))
    assert (step.exercise.slug, step.sets[0].reps) == ("plank-2", 10)


def test_what_has_no_end_lasts_until_the_athlete_says_so() -> None:
    step = only_step(Move("Run, 400 metres"))
    assert step.pace is Pace.SELF


def test_a_first_warm_up_and_a_last_cool_down_are_parts() -> None:
    nodes = (Move("Warm up", 60), Move("squat", 30), Repeat(1, (Move("walk", 60),), "Cooldown"))
    assert [block.name.value for block in routine(*nodes).blocks] == [
        "warm_up",
        "main",
        "cool_down",
    ]
    assert [block.name.value for block in routine(*nodes[:1]).blocks] == ["main"]


def test_names_that_are_words_of_the_format_or_alike_stay_apart() -> None:
    nodes = (Move("sets", 30), Move("Übung", 30), Move("Übung!", 30), Move("漢字", 30))
    names = [step.exercise.name for step in steps_of(routine(*nodes).blocks[0].nodes)]
    assert names == ["sets", "Übung", "Übung!", "漢字"]


def test_texts_are_said_at_their_time() -> None:
    (cue,) = only_step(Move("squat", 30, said=(Said("Knees {out}.", 10),))).cues
    assert (cue.text, cue.seconds) == ("Knees (out).", 10)


def test_a_text_after_the_longest_time_is_left_out() -> None:
    made = written(Move("squat", 30, said=(Said("Late.", 7201),)))
    assert made.left_out == ('the text "Late.", beyond 2h',)


def test_what_a_routine_cannot_hold_is_listed_at_its_head() -> None:
    made = written(
        Move("squat", 0), Move("plank", 9000), Repeat(500, (Move("crunch", reps=900),)), Pause(0.5)
    )
    assert made.left_out == (
        '"squat", which takes no time',
        '"plank" beyond 2h',
        'the reps of "crunch" beyond 500',
        "the rounds beyond 100",
        "a rest shorter than a second",
    )
    assert all(f"#   - {one}\n" in made.text for one in made.left_out)


NAMES = st.one_of(
    st.sampled_from(["push-up", "Side plank left", "rest", "Plank", "Jog", "steps", "bird dog"]),
    st.text(max_size=90),
)
SECONDS = st.one_of(st.integers(0, 9000), st.floats(0, 9000, allow_nan=False))
SAID = st.lists(st.builds(Said, st.text(max_size=210), SECONDS), max_size=3).map(tuple)
MOVES = st.builds(
    Move,
    NAMES,
    st.none() | SECONDS,
    st.none(),
    st.integers(0, 60),
    SECONDS,
    SAID,
) | st.builds(
    Move,
    NAMES,
    st.none(),
    st.integers(0, 600),
    st.integers(1, 3),
    own_pace=st.booleans(),
)
NODES = st.recursive(
    MOVES | st.builds(Pause, SECONDS, NAMES),
    lambda inside: st.builds(
        Repeat, st.integers(0, 3), st.lists(inside, max_size=3).map(tuple), NAMES
    ),
    max_leaves=5,
)


@given(st.lists(NODES, max_size=3))
@examples(60)
def test_any_workout_makes_a_routine_or_one_with_nothing_in_it_or_too_much(
    nodes: list[Node],
) -> None:
    made = written(Move("squat", 30), *nodes)
    with suppress(BadRoutine):
        found = read_routine(made.text.encode(), "x.yaml", "x", load_catalogue())
        assert unroll(found).total > 0
        return
    with pytest.raises(BadRoutine, match=r"adds? up to"):
        read_routine(made.text.encode(), "x.yaml", "x", load_catalogue())


SHORT = st.builds(
    Move, st.sampled_from(["push-up", "Zercher hold", "Go", "crunch"]), st.integers(1, 90)
)
FLAT = st.lists(SHORT | st.builds(Pause, st.integers(1, 90)), min_size=1, max_size=6)


@given(FLAT, st.integers(1, 4))
@examples(40)
def test_not_a_second_is_added_or_lost(nodes: list[Move | Pause], times: int) -> None:
    looped = Repeat(times, (Move("squat", 10), *nodes))
    whole = times * (10 + sum(one.seconds or 0 for one in nodes))
    assert unroll(routine(looped)).total == whole
