"""A routine made to fit a clearance."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.model.routine import Circuit, Rest, Step
from voice_coach.core.model.unroll import unroll
from voice_coach.core.safety.clearance import CLEAR, Clearance, Outcome
from voice_coach.core.training.adaptation import adapt
from voice_coach.core.training.dose_changes import reduced
from voice_coach.core.training.suitability import changes_text, openness, openness_text
from voice_coach.core.wording import phrasebook
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.routine.finder import Shelf
from voice_coach.library.routine.reader import read_routine

CATALOGUE = load_catalogue()
SHELF = Shelf()
ROUTINES = [SHELF.find(slug).routine for slug in SHELF.slugs()]
GENTLE = Clearance(Outcome.GENTLE)
KNEE = Clearance(Outcome.PROCEED, conditions=frozenset({HealthCondition.KNEE}))

clearances = st.builds(
    Clearance,
    st.sampled_from([Outcome.PROCEED, Outcome.GENTLE]),
    conditions=st.frozensets(st.sampled_from(HealthCondition), max_size=4),
    stage=st.sampled_from([1, 2]),
)


def routine(steps: str):
    text = f"version: 1\nname: x\nlevel: beginner\nmain: [{steps}]\n"
    return read_routine(text.encode(), "x.yaml", "x", CATALOGUE)


def slugs(of):
    return [step.exercise.slug for _, step in of.steps()]


@given(st.sampled_from(ROUTINES), clearances)
def test_nothing_is_left_that_the_clearance_does_not_allow(one, clearance):
    adapted = adapt(one, clearance, CATALOGUE).routine
    if adapted is not None:
        line = unroll(adapted)
        assert clearance.allows_all(line.exercises())
        assert line.total > 0


@given(st.sampled_from(ROUTINES), clearances)
def test_every_exercise_that_is_barred_is_told_and_no_other(one, clearance):
    adapted = adapt(one, clearance, CATALOGUE)
    barred = {step.exercise.name for _, step in one.steps() if not clearance.allows(step.exercise)}
    assert {change.old.name for change in adapted.changes} == barred
    if not barred:
        assert adapted.routine == one


@given(st.sampled_from(ROUTINES))
def test_reduced_is_never_longer(one):
    assert unroll(reduced(one)).total <= unroll(one).total + 1e-9


def test_a_clear_way_changes_nothing():
    for one in ROUTINES:
        assert adapt(one, CLEAR, CATALOGUE).routine == one


def test_no_session_is_cleared_by_rest():
    assert adapt(ROUTINES[0], Clearance(Outcome.REST), CATALOGUE).routine is None


def test_an_exercise_that_is_barred_gives_way_and_the_reason_is_told():
    adapted = adapt(
        routine("{plank: 30s}"),
        replace(KNEE, conditions=frozenset({HealthCondition.SHOULDER})),
        CATALOGUE,
    )
    (change,) = adapted.changes
    assert change.old.slug == "plank"
    assert change.new is not None
    (told,) = phrasebook.changed(adapted.changes)
    assert told == f"Because of your shoulder: {change.new.name} instead of Forearm Plank."


def test_what_has_no_variant_is_left_out_and_said_to_be():
    bare = {slug: replace(one, easier=None, harder=None) for slug, one in CATALOGUE.items()}
    squat = replace(CATALOGUE["squat"], easier=None, harder=None)
    source = routine("squat, plank")
    block = source.blocks[0]
    nodes = (replace(block.nodes[0], exercise=squat), block.nodes[1])
    source = replace(source, blocks=(replace(block, nodes=nodes),))
    adapted = adapt(source, KNEE, bare)
    assert slugs(adapted.routine) == ["plank"]
    assert phrasebook.changed(adapted.changes)[0].endswith("is left out.")


def test_the_reason_for_changes_is_said_once():
    adapted = adapt(SHELF.find("core-basics").routine, GENTLE, CATALOGUE)
    assert len(adapted.changes) > phrasebook.NAMED_CHANGES
    (told,) = phrasebook.changed(adapted.changes)
    assert told == (
        "Only gentle moves today: 5 exercises are replaced by others, and 1 is left out."
    )


def test_each_reason_is_said_with_its_exercises():
    conditions = Clearance(
        Outcome.PROCEED, conditions=frozenset({HealthCondition.KNEE, HealthCondition.SHOULDER})
    )
    adapted = adapt(routine("{squat: 10}, {plank: 30s}"), conditions, CATALOGUE)
    knee, shoulder = phrasebook.changed(adapted.changes)
    assert knee.startswith("Because of your knee: ")
    assert shoulder.startswith("Because of your shoulder: ")


@given(st.sampled_from(ROUTINES), clearances)
def test_no_two_exercises_in_a_row_become_the_same_one(one, clearance):
    adapted = adapt(one, clearance, CATALOGUE).routine
    if adapted is None:
        return
    written = [step.exercise.slug for _, step in one.steps()]
    repeats = any(first == second for first, second in pairwise(written))
    for before, after in pairwise(rounds_of(adapted)):
        same = before.exercise.slug == after.exercise.slug
        assert not same or before is after or repeats or before.exercise.slug in written


def rounds_of(routine):
    """Its steps in the order in which they are done, two rounds for any number."""

    def done(node):
        match node:
            case Rest():
                return []
            case Step():
                return [node]
        steps = [step for inner in node.steps for step in done(inner)]
        return steps if isinstance(node, Circuit) and node.rounds == 1 else steps * 2

    return [step for block in routine.blocks for node in block.nodes for step in done(node)]


def test_core_basics_with_gentle_moves_only_is_all_first_stage():
    adapted = adapt(SHELF.find("core-basics").routine, GENTLE, CATALOGUE).routine
    assert all(step.exercise.recovery_stage == 1 for _, step in adapted.steps())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gentle-back", "proceed; gentle moves only"),
        ("core-basics", "proceed; gentle moves only after changes (6 of 8 exercises)"),
    ],
)
def test_what_a_routine_is_open_to_is_told(name, told):
    found = openness(SHELF.find(name).routine, CATALOGUE)
    assert openness_text(found).startswith(told)


def test_the_conditions_that_change_a_routine_are_counted():
    found = openness(routine("squat, plank"), CATALOGUE)
    assert dict(found.changed_by)["knee"] == 1
    assert "knee" in changes_text(found)
