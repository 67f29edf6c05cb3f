"""A figure keeps within its frame while it moves."""

from __future__ import annotations

import pytest

from voice_coach.core.figures.bounds import extent, extent_of
from voice_coach.core.figures.painting import picture_of
from voice_coach.core.figures.shapes import FillTone, PicturePoint, Shape, box
from voice_coach.library.catalogue.figures import load_figures

SLACK = 0.03
"""Between two looks, a limb may reach a little further, in body heights."""


def test_an_extent_holds_all_shapes() -> None:
    shapes = (
        Shape(FillTone.SKIN, (box(PicturePoint(0, 1), PicturePoint(2, 3)),)),
        Shape(FillTone.SKIN, (box(PicturePoint(-1, 2), PicturePoint(1, 4)),)),
    )
    assert extent(shapes) == (-1, 1, 2, 4)
    assert (extent(shapes).width, extent(shapes).height) == (3, 3)


@pytest.mark.parametrize("slug", ["squat", "side-plank", "bird-dog"])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_moving_figure_stays_within_its_extent(slug: str, mirrored: bool) -> None:
    figure = load_figures()[slug]
    whole = extent_of(figure, mirrored=mirrored)
    for tenth in range(0, 60, 3):
        shapes = picture_of(figure, figure.at(tenth / 10), mirrored=mirrored)
        reached = extent(shapes)
        assert reached.left >= whole.left - SLACK
        assert reached.low >= whole.low - SLACK
        assert reached.right <= whole.right + SLACK
        assert reached.high <= whole.high + SLACK


def test_the_other_side_takes_as_much_room() -> None:
    figure = load_figures()["side-plank"]
    one, other = extent_of(figure), extent_of(figure, mirrored=True)
    assert other.height == pytest.approx(one.height, abs=0.15)
    assert other.width == pytest.approx(one.width, abs=0.15)
