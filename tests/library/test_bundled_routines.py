"""The routines that come with the program are right, careful and as published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from voice_coach.core.authoring.routine_lint import advise
from voice_coach.core.model.body_position import BodyPosition
from voice_coach.core.model.exercise import CORE_GROUPS, Load
from voice_coach.core.model.routine import (
    BlockName,
    Circuit,
    LeadIn,
    Level,
    Routine,
    Sides,
    Step,
    Work,
)
from voice_coach.core.model.timeline import IntervalKind
from voice_coach.core.model.unroll import unroll
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.routine.finder import Shelf
from voice_coach.library.yaml.suggestions import slug_of

SLUGS = sorted(path.stem for path in bundled_folder().glob("*.yaml"))
CORE = ("core-basics", "core-advanced", "mcgill-big-3", "back-to-strength")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("mine"))


def main_slugs(routine: Routine) -> list[str]:
    return [step.exercise.slug for block, step in routine.steps() if block is BlockName.MAIN]


def test_there_are_the_ones_people_look_for() -> None:
    assert {
        "seven-minute-circuit", "tabata", "mcgill-big-3", "emom", "core-basics", "gentle-back",
        "desk-break", "morning-mobility", "full-body-beginner", "core-advanced",
    } <= set(SLUGS)  # fmt: skip


@pytest.mark.parametrize("slug", SLUGS)
def test_each_reads_and_is_called_like_its_file(shelf: Shelf, slug: str) -> None:
    found = shelf.find(slug)
    assert slug_of(found.routine.name) == slug
    assert 40 <= len(found.routine.description) <= 300


def test_no_two_share_a_name(shelf: Shelf) -> None:
    names = [
        slug_of(name)
        for slug in SLUGS
        for routine in (shelf.find(slug).routine,)
        for name in (routine.name, *routine.aliases)
    ]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_in_them_is_unwise(shelf: Shelf, slug: str) -> None:
    advice = [one.what for one in advise(shelf.find(slug).routine)]
    # As published, it has none; its description asks for one.
    expected = ["there is no warm-up"] if slug == "seven-minute-circuit" else []
    assert advice == expected


@pytest.mark.parametrize("slug", SLUGS)
def test_none_has_a_move_that_is_heavy_on_the_spine(shelf: Shelf, slug: str) -> None:
    assert unroll(shelf.find(slug).routine).spinal_load() is not Load.HIGH


@pytest.mark.parametrize("slug", CORE)
def test_a_core_routine_trains_all_three_groups(shelf: Shelf, slug: str) -> None:
    routine = shelf.find(slug).routine
    assert {step.exercise.group for _, step in routine.steps()} >= set(CORE_GROUPS)


def test_the_seven_minute_circuit_is_as_published(shelf: Shelf) -> None:
    routine = shelf.find("seven-minute-circuit").routine
    assert main_slugs(routine) == [
        "jumping-jack", "wall-sit", "push-up", "crunch", "step-up", "squat", "chair-dip", "plank",
        "high-knees", "lunge", "push-up-rotation", "side-plank",
    ]  # fmt: skip
    intervals = unroll(replace(routine, lead_in=LeadIn.STRICT)).intervals
    assert intervals[0].kind is IntervalKind.PREPARE
    assert sum(interval.expected for interval in intervals[1:]) == 470
    assert [interval.expected for interval in intervals[1:]] == ([30, 10] * 12)[:-1]
    last = [step for _, step in routine.steps()][-1]
    assert last.sides is Sides.SPLIT


def test_tabata_is_eight_times_twenty_seconds_after_five_minutes_of_warm_up(shelf: Shelf) -> None:
    timeline = unroll(shelf.find("tabata").routine)
    main = [one for one in timeline.intervals if one.block is BlockName.MAIN]
    work = [one.expected for one in main if one.is_work]
    assert work == [20] * 8
    first = next(index for index, one in enumerate(main) if one.is_work)
    assert sum(one.expected for one in main[first:]) == 230
    warm_up = [one for one in timeline.intervals if one.block is BlockName.WARM_UP]
    assert 240 <= sum(one.expected for one in warm_up) <= 330


def test_the_big_three_are_ten_second_holds_in_descending_sets(shelf: Shelf) -> None:
    routine = shelf.find("mcgill-big-3").routine
    assert main_slugs(routine) == ["curl-up", "knee-side-plank", "bird-dog"]
    for block, step in routine.steps():
        if block is BlockName.MAIN:
            assert step.sets == (Work(6, 10), Work(4, 10), Work(2, 10))
            assert (step.sides, step.rest) == (Sides.EACH, 20)


def test_every_minute_of_the_emom_leaves_at_least_a_quarter_for_rest(shelf: Shelf) -> None:
    main = [
        one
        for one in unroll(shelf.find("emom").routine).intervals
        if one.block is BlockName.MAIN and one.is_work
    ]
    assert len(main) == 8
    assert all(one.expected <= 45 for one in main)


def test_gentle_back_has_nothing_that_is_withheld_from_a_sore_back(shelf: Shelf) -> None:
    routine = shelf.find("gentle-back").routine
    assert routine.level is Level.RECOVERY
    assert all(step.exercise.recovery_stage == 1 for _, step in routine.steps())


def test_back_to_strength_has_first_strength_moves_only(shelf: Shelf) -> None:
    routine = shelf.find("back-to-strength").routine
    assert all(step.exercise.recovery_stage in {1, 2} for _, step in routine.steps())


def test_the_desk_break_takes_five_minutes_on_ones_feet(shelf: Shelf) -> None:
    routine = shelf.find("desk-break").routine
    assert 270 <= unroll(routine).total <= 315
    positions = {step.exercise.position for _, step in routine.steps()}
    assert positions == {BodyPosition.STANDING, BodyPosition.SEATED_SUPPORT}


def test_core_basics_has_the_six_moves_at_their_beginners_doses(shelf: Shelf) -> None:
    routine = shelf.find("core six").routine
    assert [step.exercise.slug for _, step in routine.steps()] == [
        "walk-in-place", "cat-cow", "back-extension", "plank", "crunch", "bicycle-crunch",
        "hip-hinge", "hip-flexor-stretch",
    ]  # fmt: skip
    for _, step in routine.steps():
        dose = step.exercise.dose
        assert step.sets == (Work(dose.reps, dose.seconds),) * dose.sets
        assert step.rest == dose.rest


@pytest.mark.parametrize("slug", SLUGS)
def test_each_says_in_comments_what_it_is(slug: str) -> None:
    text = (bundled_folder() / f"{slug}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert all(len(line) <= 100 for line in text.splitlines())


def test_the_rounds_of_a_circuit_are_where_a_reader_looks_for_them() -> None:
    assert Path(bundled_folder(), "catalogue", "exercises.yaml").is_file()
    nodes = Shelf(Path("none")).find("core-advanced").routine.blocks[1].nodes
    assert isinstance(nodes[0], Circuit)
    assert all(isinstance(step, Step) for step in nodes[0].steps)
