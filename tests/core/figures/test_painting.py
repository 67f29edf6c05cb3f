"""A picture shows the whole figure, and its mirror image the same on the other side."""

from __future__ import annotations

from dataclasses import replace
from math import hypot

import pytest

from voice_coach.core.figures.body import BodySide, Direction
from voice_coach.core.figures.figure import Chair, Figure, Motion, Props
from voice_coach.core.figures.painting import picture_of
from voice_coach.core.figures.pose import Bent, Viewpoint
from voice_coach.core.figures.projection import Camera
from voice_coach.core.figures.shapes import Disc, FillTone, PicturePoint, Shape, capsule
from voice_coach.core.figures.skeleton import skeleton_of
from voice_coach.library.catalogue.poses import standing


def figure(view: Viewpoint = Viewpoint.SIDE, props: Props | None = None) -> Figure:
    return Figure(view, (standing(view),), Motion.HOLD, props or Props(mat=True))


def extent(shapes: tuple[Shape, ...]) -> tuple[float, float, float, float]:
    spots = [spot for shape in shapes for outline in shape.outlines for spot in outline]
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    return min(xs), min(ys), max(xs), max(ys)


def test_a_capsule_goes_around_both_discs() -> None:
    discs = Disc(PicturePoint(0, 0), 0.2), Disc(PicturePoint(1, 1), 0.1)
    left, low, right, high = extent((Shape(FillTone.SKIN, (capsule(*discs),)),))
    assert (left, low) == pytest.approx((-0.2, -0.2), abs=0.01)
    assert (right, high) == pytest.approx((1.1, 1.1), abs=0.01)


def test_a_disc_within_another_adds_nothing() -> None:
    big, small = Disc(PicturePoint(0, 0), 0.2), Disc(PicturePoint(0.05, 0), 0.1)
    assert all(hypot(*spot) == pytest.approx(0.2) for spot in capsule(small, big))


@pytest.mark.parametrize("view", [Viewpoint.SIDE, Viewpoint.FRONT, Viewpoint.BACK])
def test_a_standing_figure_is_as_tall_as_a_body(view: Viewpoint) -> None:
    one = figure(view)
    body = tuple(
        shape
        for shape in picture_of(one, one.poses[0])
        if shape.tone not in {FillTone.FLOOR, FillTone.MAT}
    )
    _, low, _, high = extent(body)
    assert high - low == pytest.approx(1, abs=0.07)


@pytest.mark.parametrize(("view", "shown"), [(Viewpoint.FRONT, True), (Viewpoint.BACK, False)])
def test_the_face_shows_from_the_front_and_not_from_the_back(view: Viewpoint, shown: bool) -> None:
    one = figure(view)
    hair = [shape for shape in picture_of(one, one.poses[0]) if shape.tone is FillTone.HAIR]
    left, low, right, high = extent(tuple(hair))
    assert (high - low < 0.09) is shown
    assert right - left < 0.13


@pytest.mark.parametrize(("tilt", "hidden"), [(0, False), (70, True)])
def test_a_knee_that_stands_out_hides_the_arm_behind_it(tilt: float, hidden: bool) -> None:
    leg = Bent(Direction(0, tilt), Direction(-90))
    pose = replace(standing(Viewpoint.SIDE), right_leg=leg)
    tones = [shape.tone for shape in picture_of(Figure(Viewpoint.SIDE, (pose,), Motion.HOLD), pose)]
    sleeve = len(tones) - 1 - tones[::-1].index(FillTone.SHIRT)
    assert (sleeve < tones.index(FillTone.CLOTH)) is hidden


def test_the_room_is_mirrored_with_the_figure() -> None:
    props = Props(wall=0.4, chair=Chair(-0.2), backpack=BodySide.RIGHT, towel="right toes")
    assert props.mirrored() == Props(
        wall=-0.4, chair=Chair(0.2, -1), backpack=BodySide.LEFT, towel="left toes"
    )
    one = figure(props=props)
    walls = [
        extent(tuple(shape for shape in shapes if shape.tone is FillTone.PROP))
        for shapes in (picture_of(one, one.poses[0], mirrored=mirror) for mirror in (False, True))
    ]
    assert walls[0][2] > 0.3
    assert walls[1][0] < -0.3


@pytest.mark.parametrize(
    ("view", "eyes"),
    [(Viewpoint.FRONT, 2), (Viewpoint.SIDE, 1), (Viewpoint.BACK, 0), (Viewpoint.TOP, 2)],
)
def test_the_eyes_that_can_be_seen_are_drawn(view: Viewpoint, eyes: int) -> None:
    one = figure(view)
    hair = next(shape for shape in picture_of(one, one.poses[0]) if shape.tone is FillTone.HAIR)
    small = [
        outline
        for outline in hair.outlines
        if max(spot.y for spot in outline) - min(spot.y for spot in outline) < 0.02
    ]
    assert len(small) == eyes


def test_a_wall_on_the_right_hides_no_hand_that_touches_it() -> None:
    one = figure(props=Props(wall=0.4))
    edge = [shape for shape in picture_of(one, one.poses[0]) if shape.tone is FillTone.PROP_SIDE]
    left, _, right, _ = extent(tuple(edge))
    assert left == pytest.approx(0.4, abs=0.02)
    assert right > 0.42


def test_a_wall_on_the_far_side_is_as_wide_as_the_figure_and_higher() -> None:
    one = figure(Viewpoint.FRONT, Props(far_wall=-0.08))
    shapes = picture_of(one, one.poses[0])
    wall = extent(tuple(shape for shape in shapes if shape.tone is FillTone.PROP))
    person = extent(
        tuple(shape for shape in shapes if shape.tone in {FillTone.SKIN, FillTone.HAIR})
    )
    assert wall[0] < person[0] < person[2] < wall[2]
    assert person[3] < wall[3]


def test_a_backpack_hangs_from_the_hand_at_work() -> None:
    one = figure(props=Props(backpack=BodySide.RIGHT))
    for mirrored, side in ((False, BodySide.RIGHT), (True, BodySide.LEFT)):
        pack = [
            shape
            for shape in picture_of(one, one.poses[0], mirrored=mirrored)
            if shape.tone is FillTone.PROP_SIDE
        ]
        left, low, right, high = extent(tuple(pack))
        skeleton = skeleton_of(one.poses[0])
        hand = (skeleton.mirrored() if mirrored else skeleton)[f"{side} fingers"]
        spot = Camera(Viewpoint.SIDE).spot(hand)
        assert left < spot.x < right
        assert low > 0
        assert high == pytest.approx(spot.y, abs=0.06)


def test_a_step_is_a_box_that_stands_on_the_floor() -> None:
    one = figure(props=Props(chair=Chair(0.2, -1, height=0.15, depth=0.3, back=False)))
    faces = [
        shape
        for shape in picture_of(one, one.poses[0])
        if shape.tone in {FillTone.PROP, FillTone.PROP_SIDE}
    ]
    assert len(faces) == 3
    _, low, _, high = extent(tuple(faces))
    assert high - low == pytest.approx(0.15 + 0.4 * 0.2)


@pytest.mark.parametrize(("tilt", "hidden"), [(-30, 2), (30, 0)])
def test_the_trunk_hides_both_arms_that_are_behind_it(tilt: int, hidden: int) -> None:
    arm = Bent(Direction(-90, tilt), Direction(-90, tilt))
    pose = replace(standing(Viewpoint.FRONT), right_arm=arm, left_arm=arm)
    shapes = picture_of(Figure(Viewpoint.FRONT, (pose,), Motion.HOLD), pose)
    trunk = next(place for place, shape in enumerate(shapes) if len(shape.outlines) > 10)
    assert sum(shape.tone is FillTone.SKIN for shape in shapes[:trunk]) == hidden


def test_somebody_seen_from_above_lies_on_a_mat_on_the_floor() -> None:
    shapes = picture_of(figure(Viewpoint.TOP), standing(Viewpoint.TOP))
    floor, mat = (extent((shape,)) for shape in shapes[:2])
    assert [shape.tone for shape in shapes[:2]] == [FillTone.FLOOR, FillTone.MAT]
    assert all(inner > outer for inner, outer in zip(mat[:2], floor[:2], strict=True))
    assert all(inner < outer for inner, outer in zip(mat[2:], floor[2:], strict=True))
