"""A picture shows the whole figure, and its mirror image the same on the other side."""

from __future__ import annotations

from math import hypot

import pytest

from voice_coach.core.figure import Chair, Figure, Motion, Props
from voice_coach.core.picture import picture_of
from voice_coach.core.pose import View
from voice_coach.core.shapes import Disc, Shape, Spot, Tone, capsule
from voice_coach.library.poses import standing


def figure(view: View = View.SIDE, props: Props | None = None) -> Figure:
    return Figure(view, (standing(view),), Motion.HOLD, props or Props(mat=True))


def extent(shapes: tuple[Shape, ...]) -> tuple[float, float, float, float]:
    spots = [spot for shape in shapes for outline in shape.outlines for spot in outline]
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    return min(xs), min(ys), max(xs), max(ys)


def test_a_capsule_goes_around_both_discs() -> None:
    discs = Disc(Spot(0, 0), 0.2), Disc(Spot(1, 1), 0.1)
    left, low, right, high = extent((Shape(Tone.SKIN, (capsule(*discs),)),))
    assert (left, low) == pytest.approx((-0.2, -0.2), abs=0.01)
    assert (right, high) == pytest.approx((1.1, 1.1), abs=0.01)


def test_a_disc_within_another_adds_nothing() -> None:
    big, small = Disc(Spot(0, 0), 0.2), Disc(Spot(0.05, 0), 0.1)
    assert all(hypot(*spot) == pytest.approx(0.2) for spot in capsule(small, big))


@pytest.mark.parametrize("view", [View.SIDE, View.FRONT, View.BACK])
def test_a_standing_figure_is_as_tall_as_a_body(view: View) -> None:
    one = figure(view)
    body = tuple(
        shape for shape in picture_of(one, one.poses[0]) if shape.tone not in {Tone.FLOOR, Tone.MAT}
    )
    _, low, _, high = extent(body)
    assert high - low == pytest.approx(1, abs=0.07)


@pytest.mark.parametrize(("view", "shown"), [(View.FRONT, True), (View.BACK, False)])
def test_the_face_shows_from_the_front_and_not_from_the_back(view: View, shown: bool) -> None:
    one = figure(view)
    hair = [shape for shape in picture_of(one, one.poses[0]) if shape.tone is Tone.HAIR]
    left, low, right, high = extent(tuple(hair))
    assert (high - low < 0.09) is shown
    assert right - left < 0.13


def test_the_room_is_mirrored_with_the_figure() -> None:
    props = Props(wall=0.4, chair=Chair(-0.2), towel="right toes")
    assert props.mirrored() == Props(wall=-0.4, chair=Chair(0.2, -1), towel="left toes")
    one = figure(props=props)
    walls = [
        extent(tuple(shape for shape in shapes if shape.tone is Tone.PROP))
        for shapes in (picture_of(one, one.poses[0], mirrored=mirror) for mirror in (False, True))
    ]
    assert walls[0][2] > 0.3
    assert walls[1][0] < -0.3
