"""The catalogue is whole, consistent and careful."""

# ruff: noqa: E501 - a mistake and what is said of it stand on one line.

from __future__ import annotations

import re
from pathlib import Path

import pytest

from voice_coach.core.model.exercise import CORE_GROUPS, DoseMode, Group, Load, SideMode
from voice_coach.library.catalogue.catalogue import Catalogue, read_catalogue
from voice_coach.library.routine.keys import RESERVED
from voice_coach.library.yaml.problems import BadRoutine


def test_it_has_sixty_two_exercises(catalogue: Catalogue) -> None:
    assert len(catalogue) == 62


def test_an_exercise_has_all_its_facts(catalogue: Catalogue) -> None:
    bird_dog = catalogue["bird-dog"]
    assert bird_dog.name == "Bird Dog"
    assert bird_dog.group is Group.EXTENSORS
    assert bird_dog.also_trains == (Group.OBLIQUES,)
    assert bird_dog.mode is DoseMode.HOLD_REPS
    assert bird_dog.side_mode is SideMode.EACH
    assert (bird_dog.dose.sets, bird_dog.dose.reps, bird_dog.dose.seconds) == (2, 4, 8)
    assert bird_dog.dose.rest == 20
    assert bird_dog.spinal_load is Load.LOW
    assert bird_dog.recovery_stage == 2
    assert bird_dog.withhold_in_acute_back_pain
    assert bird_dog.met is not None
    assert (bird_dog.met.value, bird_dog.met.code, bird_dog.met.match) == (3.5, "02030", "category")
    assert (bird_dog.easier, bird_dog.harder) == ("cat-cow", "plank-shoulder-tap")
    assert bird_dog.cues.position == "Hands under shoulders, knees under hips."
    assert bird_dog.cues.movement == "Reach one heel back and the other arm forward."
    assert bird_dog.cues.form == ("Keep your back still as a tabletop.",)


@pytest.mark.parametrize("name", ["press-up", "Press Up", "PUSH-UP", "push_up", "push up"])
def test_an_exercise_is_found_by_any_of_its_names(catalogue: Catalogue, name: str) -> None:
    found = catalogue.called(name)
    assert found is not None
    assert found.slug == "push-up"


def test_no_two_exercises_share_a_name(catalogue: Catalogue) -> None:
    for exercise in catalogue.values():
        for name in (exercise.slug, exercise.name, *exercise.aliases):
            assert catalogue.called(name) is exercise, name


def test_no_exercise_is_called_like_a_word_of_the_format(catalogue: Catalogue) -> None:
    assert not RESERVED & set(catalogue)


def test_only_gentle_motion_is_offered_while_a_back_is_sore(catalogue: Catalogue) -> None:
    for exercise in catalogue.values():
        assert (exercise.recovery_stage == 1) is not exercise.withhold_in_acute_back_pain
        if exercise.recovery_stage is not None:
            assert exercise.impact in {"none", "low"}


def test_an_easier_variant_of_a_heavy_exercise_is_lighter(catalogue: Catalogue) -> None:
    for exercise in catalogue.values():
        if exercise.spinal_load is Load.HIGH:
            assert exercise.easier is not None
            assert catalogue[exercise.easier].spinal_load is not Load.HIGH


def test_every_core_group_has_a_move_that_is_light_on_the_spine(catalogue: Catalogue) -> None:
    for group in CORE_GROUPS:
        assert any(
            exercise.group is group and exercise.spinal_load is Load.LOW
            for exercise in catalogue.values()
        )


def test_reps_have_a_tempo_and_holds_have_none(catalogue: Catalogue) -> None:
    for exercise in catalogue.values():
        counted = exercise.mode in {DoseMode.REPS, DoseMode.HOLD_REPS}
        assert (exercise.tempo is not None) is counted, exercise.slug


def test_cues_are_short_enough_to_be_heard(catalogue: Catalogue) -> None:
    for exercise in catalogue.values():
        for cue in (*exercise.cues.spoken, exercise.breathing, exercise.common_mistake):
            assert 1 <= len(cue.split()) <= 12, cue
            assert cue.endswith("."), cue


def test_every_exercise_has_a_cue_of_each_kind(catalogue: Catalogue) -> None:
    for exercise in catalogue.values():
        cues = exercise.cues
        assert cues.position, exercise.slug
        assert cues.movement, exercise.slug
        assert 1 <= len(cues.form) <= 2, exercise.slug
        assert exercise.position is not None


def test_every_exercise_says_what_it_is_for(catalogue: Catalogue) -> None:
    assert [one.slug for one in catalogue.values() if not one.purpose.startswith("for ")] == []


def test_every_one_sided_exercise_says_which_side_is_meant(catalogue: Catalogue) -> None:
    for exercise in catalogue.values():
        one_sided = exercise.side_mode is SideMode.EACH
        assert bool(exercise.cues.left) is one_sided, exercise.slug
        if one_sided:
            swap = {"left": "right", "right": "left"}
            left, right = (
                re.findall(r"\w+", text.lower())
                for text in (exercise.cues.left, exercise.cues.right)
            )
            assert "left" in left
            assert right == [swap.get(word, word) for word in left], exercise.slug


MOVE = """\
  {slug}:
    name: {slug}
    group: legs
    kind: strength
    sides: both
    equipment: none
    position: standing
    mode: reps
    dose: {{sets: 1, reps: 5, rest: 5s}}
    cues: [One.]
    breathing: Breathe.
    mistake: None.
    spinal_load: low
    spine_action: neutral
    impact: none
    withhold_in_acute_back_pain: true
    caution_with: []
"""


def problems_of(text: str) -> list[str]:
    with pytest.raises(BadRoutine) as bad:
        read_catalogue(text.encode(), Path("c.yaml"))
    return [str(problem) for problem in bad.value.problems]


def test_a_variant_that_is_not_there_is_a_problem() -> None:
    text = "exercises:\n" + MOVE.format(slug="a-move") + "    easier: a-mov\n"
    assert problems_of(text) == [
        'c.yaml:2:3: "a-mov" is not an exercise in the catalogue; did you mean a-move?'
    ]


def test_going_easier_in_a_circle_is_a_problem() -> None:
    text = "exercises:\n" + "".join(
        MOVE.format(slug=slug) + f"    easier: {easier}\n"
        for slug, easier in (("one", "two"), ("two", "one"))
    )
    assert problems_of(text) == [
        "c.yaml:2:3: going easier from one comes back to one; let the easiest have no easier variant",
        "c.yaml:20:3: going easier from two comes back to two; let the easiest have no easier variant",
    ]


def test_an_exercise_of_the_catalogue_may_leave_out_nothing_about_safety() -> None:
    text = "exercises:\n" + MOVE.format(slug="move").replace("    impact: none\n", "")
    assert problems_of(text) == [
        (
            "c.yaml:3:5: impact is missing; add `impact:` "
            "(How hard the feet land; counts as high if left out)"
        )
    ]
