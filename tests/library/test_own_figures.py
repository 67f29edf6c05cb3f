"""A routine's own exercise may be drawn: its figure is read, checked and kept with the routine."""

from __future__ import annotations

from collections.abc import Callable

from voice_coach.core.authoring.routine_lint import advise
from voice_coach.core.figures.figure import Motion
from voice_coach.core.figures.pose import Viewpoint
from voice_coach.core.model.routine import Routine
from voice_coach.library.catalogue.figures import load_figures

ROUTINE = """\
version: 1
name: Mine
level: beginner
exercises:
  heel-lift:
    name: Heel Lift
    group: legs
    mode: hold
    figure:
      view: front
      poses:
        - {name: low}
        - {name: high, lift: 0.05}
  slow-squat: {name: Slow Squat, group: legs, mode: reps, figure: {like: squat, mat: true}}
  third: {name: Third, group: legs, mode: reps, figure: {like: heel-lift}}
main:
  - heel-lift: 20s
"""


def test_an_own_exercise_brings_its_figure(read: Callable[[str], Routine]) -> None:
    figures = read(ROUTINE).figures
    heel_lift = figures["heel-lift"]
    assert heel_lift.view is Viewpoint.FRONT
    assert [pose.name for pose in heel_lift.poses] == ["low", "high"]
    assert heel_lift.motion is Motion.HOLD


def test_it_may_be_like_one_of_the_catalogue_or_one_above(read: Callable[[str], Routine]) -> None:
    figures = read(ROUTINE).figures
    assert figures["slow-squat"].poses == load_figures()["squat"].poses
    assert figures["slow-squat"].props.mat
    assert figures["third"].poses == figures["heel-lift"].poses


def test_a_routine_without_any_has_none(read: Callable[[str], Routine]) -> None:
    assert read("version: 1\nname: x\nlevel: beginner\nmain: [plank]\n").figures == {}


def test_what_is_wrong_with_it_is_told_with_its_place(
    complaints: Callable[[str], list[str]],
) -> None:
    text = ROUTINE.replace("view: front", "view: font").replace("like: squat", "like: sqat")
    assert complaints(text.replace("lift: 0.05", "lift: high")) == [
        '10:13: "font" is not a known value; did you mean front?',
        '13:30: a number is expected here, not "high"; write a number from -3 to 3',
        '14:74: no figure "sqat" above this one; did you mean squat?',
    ]


def test_the_exercise_can_be_trained_all_the_same(complaints: Callable[[str], list[str]]) -> None:
    told = complaints(ROUTINE.replace("figure:\n      view", "figure:\n      vew"))
    assert told == ['10:7: unknown key "vew"; did you mean view?']


def test_a_pose_that_no_body_can_take_is_advised_against(read: Callable[[str], Routine]) -> None:
    text = ROUTINE.replace("lift: 0.05", "legs: [-90, 100], right arm: {at: [2, 1]}")
    told = [advice.what for advice in advise(read(text)) if "figure" in advice.what]
    where = "the figure of heel-lift in its pose high: "
    assert f"{where}the right arm falls short of its place" in told
    assert any(one.startswith(f"{where}right knee flexion is ") for one in told)
    assert not any("figure" in advice.what for advice in advise(read(ROUTINE)))
