"""Key poses stand beside each other as far as there is room."""

from __future__ import annotations

from dataclasses import replace

from voice_coach.library.catalogue.figures import load_figures
from voice_coach.screen.art.ansi import Canvas
from voice_coach.screen.art.palettes import Depth
from voice_coach.screen.art.pose_strip import chosen, side_by_side

PLAIN = Canvas(dark=True, depth=Depth.NONE)


def test_all_poses_are_shown_where_there_is_room() -> None:
    figure = load_figures()["squat"]
    assert chosen(figure, 4) == figure.poses


def test_where_there_is_less_the_first_and_the_last_stay() -> None:
    figure = load_figures()["squat"]
    five = tuple(replace(figure.poses[0], name=name) for name in "abcde")
    many = replace(figure, poses=five)
    assert [pose.name for pose in chosen(many, 3)] == ["a", "c", "e"]
    assert [pose.name for pose in chosen(many, 2)] == ["a", "e"]
    assert [pose.name for pose in chosen(many, 1)] == ["e"]


def test_poses_are_named_and_parted_by_an_arrow() -> None:
    lines = side_by_side(load_figures()["squat"], PLAIN, 80, 16)
    assert len(lines) <= 16
    assert max(map(len, lines)) <= 80
    assert lines[-1].split() == ["stand", "deep"]
    assert sum("→" in line for line in lines) == 1


def test_a_narrow_terminal_gets_the_last_pose_alone() -> None:
    lines = side_by_side(load_figures()["squat"], PLAIN, 24, 10)
    assert lines[-1].split() == ["deep"]
    assert max(map(len, lines)) <= 24
