"""Cells in the colours that a terminal has."""

from __future__ import annotations

import pytest

from voice_coach.core.figures.shapes import FillTone
from voice_coach.screen.art.ansi import DAY, NIGHT, AnsiPaint, Depth, coloured, depth_of
from voice_coach.screen.art.block_art import Cell

PAINT = AnsiPaint(dict.fromkeys(FillTone, "#ff0000"), "#000000")


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, Depth.FULL),
        ({"TERM": "xterm-256color"}, Depth.PALETTE),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, Depth.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, Depth.PALETTE),
        ({"TERM": "dumb"}, Depth.NONE),
        ({}, Depth.NONE),
    ],
)
def test_a_terminal_tells_its_colours(environment: dict[str, str], depth: Depth) -> None:
    assert depth_of(environment) is depth


def test_a_line_is_coloured_run_by_run_and_leaves_the_terminal_as_it_was() -> None:
    line = (Cell("▌", FillTone.SKIN), Cell("▌", FillTone.SKIN), Cell(" "))
    assert coloured([line], PAINT, Depth.FULL) == (
        "\x1b[38;2;255;0;0;48;2;0;0;0m▌▌\x1b[48;2;0;0;0m \x1b[0m",
    )


def test_with_256_colours_the_nearest_are_taken() -> None:
    line = (Cell("▌", FillTone.SKIN),)
    assert coloured([line], PAINT, Depth.PALETTE) == ("\x1b[38;5;196;48;5;16m▌\x1b[0m",)


@pytest.mark.parametrize("paint", [NIGHT, DAY])
def test_every_tone_has_a_colour_of_its_own_that_differs_from_the_ground(paint: AnsiPaint) -> None:
    colours = {paint.of(tone) for tone in (*FillTone, None)}
    assert len(colours) == len(FillTone) + 1
