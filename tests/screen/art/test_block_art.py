"""Pictures in cells follow their shapes, and nothing of them moves that does not move itself."""

from __future__ import annotations

import pytest

from voice_coach.core.figures.bounds import Bounds, extent_of
from voice_coach.core.figures.painting import picture_of
from voice_coach.core.figures.shapes import FillTone, PicturePoint, Shape, box
from voice_coach.library.catalogue.figures import load_figures
from voice_coach.screen.art.block_art import (
    BLOCKS,
    Cell,
    drawn,
    drawn_plain,
    frame,
    runs,
)

UNIT = Bounds(0, 0, 1, 1)
"""Two cells wide and one high."""


def square(tone: FillTone, left: float, low: float, right: float, high: float) -> Shape:
    return Shape(tone, (box(PicturePoint(left, low), PicturePoint(right, high)),), rimmed=False)


def test_an_area_that_fills_a_cell_is_its_ground() -> None:
    ((left, right),) = drawn([square(FillTone.SKIN, 0, 0, 0.5, 1)], UNIT, 2, 1)
    assert left == Cell(" ", None, FillTone.SKIN)
    assert right == Cell(" ")


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (square(FillTone.SKIN, 0, 0, 0.5, 0.125), "▁"),
        (square(FillTone.SKIN, 0, 0, 0.5, 0.375), "▃"),
        (square(FillTone.SKIN, 0, 0, 0.125, 1), "▎"),
        (square(FillTone.SKIN, 0, 0.5, 0.25, 1), "▘"),
    ],
)
def test_an_edge_within_a_cell_is_kept(shape: Shape, expected: str) -> None:
    assert drawn([shape], UNIT, 2, 1)[0][0] == Cell(expected, FillTone.SKIN, None)
    assert drawn_plain([shape], UNIT, 2, 1)[0][0] == expected


def test_a_block_that_there_is_only_the_other_way_round_has_its_tones_exchanged() -> None:
    upper = square(FillTone.SKIN, 0, 0.25, 0.5, 1)
    assert drawn([upper], UNIT, 2, 1)[0][0] == Cell("▂", None, FillTone.SKIN)


def test_what_is_nearer_hides_what_is_farther() -> None:
    far, near = square(FillTone.SHIRT, 0, 0, 1, 1), square(FillTone.SKIN, 0, 0, 0.5, 1)
    assert drawn([far, near], UNIT, 2, 1)[0] == (
        Cell(" ", None, FillTone.SKIN),
        Cell(" ", None, FillTone.SHIRT),
    )


def test_a_rim_parts_what_is_nearer_from_what_is_farther_where_there_is_room_for_it() -> None:
    far = square(FillTone.SHIRT, 0, 0, 20, 1)
    near = Shape(FillTone.SKIN, (box(PicturePoint(0, 0), PicturePoint(0.5, 1)),))
    large = drawn([far, near], UNIT, 20, 10)[5]
    assert Cell("▎", None, FillTone.SHIRT) in large
    small = drawn([far, near], UNIT, 10, 5)[2]
    assert {cell.ground for cell in small} == {FillTone.SKIN, FillTone.SHIRT}


def test_in_one_colour_there_is_always_a_rim() -> None:
    far = Shape(FillTone.SHIRT, (box(PicturePoint(0, 0), PicturePoint(1, 1)),))
    near = Shape(FillTone.SKIN, (box(PicturePoint(0, 0), PicturePoint(0.375, 1)),))
    assert drawn_plain([far, near], UNIT, 2, 1) == ("▊█",)


def test_three_tones_in_a_cell_leave_the_two_with_most_of_it() -> None:
    shapes = [
        square(FillTone.CLOTH, 0, 0, 0.5, 1),
        square(FillTone.SHIRT, 0, 0.5, 0.5, 1),
        square(FillTone.SKIN, 0, 0.9, 0.2, 1),
    ]
    cell = drawn(shapes, UNIT, 2, 1)[0][0]
    assert {cell.ink, cell.ground} == {FillTone.SHIRT, FillTone.CLOTH}


def test_every_block_is_another_character() -> None:
    assert len(set(BLOCKS.values())) == len(BLOCKS)


@pytest.mark.parametrize("size", [(24, 10), (40, 14), (1, 1), (3, 40)])
def test_a_frame_has_the_size_it_is_given(size: tuple[int, int]) -> None:
    columns, rows = size
    figure = load_figures()["squat"]
    lines = frame(figure, 0.5, None, columns, rows)
    assert len(lines) == rows
    assert {len(line) for line in lines} == {columns}


def test_the_floor_keeps_still_while_the_figure_moves() -> None:
    figure = load_figures()["squat"]
    floors = {frame(figure, tenth / 10, None, 40, 14)[-1] for tenth in range(0, 20, 4)}
    assert len(floors) == 1


def test_in_one_colour_the_figure_is_full_and_a_wall_is_shaded() -> None:
    figure = load_figures()["wall-sit"]
    shapes = picture_of(figure, figure.poses[-1])
    lines = drawn_plain(shapes, extent_of(figure), 40, 14)
    text = "".join(lines)
    assert "█" in text
    assert "░" in text
    assert "·" in lines[-1]


def test_runs_of_a_line_are_its_cells_in_as_few_pieces_as_can_be() -> None:
    line = (
        Cell("a", FillTone.SKIN),
        Cell("b", FillTone.SKIN),
        Cell("c", FillTone.SKIN, FillTone.MAT),
    )
    assert list(runs(line)) == [("ab", FillTone.SKIN, None), ("c", FillTone.SKIN, FillTone.MAT)]
