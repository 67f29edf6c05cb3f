"""Cells in the colours that a terminal has."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet

from voice_coach.core.figures.shapes import FillTone
from voice_coach.screen.art.ansi import coloured
from voice_coach.screen.art.block_art import Cell
from voice_coach.screen.art.palettes import AnsiPaint, Depth, depth_of, paint_for

STEP = 10
"""From one of the 24 greys to the next."""

PAINT = AnsiPaint(dict.fromkeys(FillTone, "#ff0000"), "#000000")


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, Depth.FULL),
        ({"TERM": "xterm-256color"}, Depth.PALETTE),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, Depth.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, Depth.PALETTE),
        ({"TERM": "screen-256color"}, Depth.PALETTE),
        ({"TERM": "xterm"}, Depth.SIXTEEN),
        ({"TERM": "linux"}, Depth.SIXTEEN),
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


def test_with_16_colours_the_nearest_are_taken() -> None:
    line = (Cell("▌", FillTone.SKIN),)
    assert coloured([line], PAINT, Depth.SIXTEEN) == ("\x1b[31;40m▌\x1b[0m",)
    bright = AnsiPaint(dict.fromkeys(FillTone, "#ffff55"), "#ffffff")
    assert coloured([line], bright, Depth.SIXTEEN) == ("\x1b[93;107m▌\x1b[0m",)


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("depth", [Depth.FULL, Depth.PALETTE])
def test_every_tone_has_a_colour_of_its_own_that_differs_from_the_ground(
    dark: bool, depth: Depth
) -> None:
    paint = paint_for(depth, dark=dark)
    colours = {paint.of(tone) for tone in (*FillTone, None)}
    assert len(colours) == len(FillTone) + 1


def triplet(colour: str) -> ColorTriplet:
    return ColorTriplet(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


@pytest.mark.parametrize("dark", [True, False])
def test_with_256_colours_every_tone_is_shown_as_it_was_chosen(dark: bool) -> None:
    paint = paint_for(Depth.PALETTE, dark=dark)
    for tone in (*FillTone, None):
        asked = triplet(paint.of(tone))
        given = Color.from_triplet(asked).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
        # Of two greys that are one step apart, the other may be taken.
        assert max(abs(one - other) for one, other in zip(asked, given, strict=True)) <= STEP


@pytest.mark.parametrize("dark", [True, False])
def test_with_16_colours_no_two_become_one_and_all_differ_from_the_ground(dark: bool) -> None:
    paint = paint_for(Depth.SIXTEEN, dark=dark)
    colours = {paint.of(tone) for tone in (*FillTone, None)}
    shown = {Color.from_triplet(triplet(one)).downgrade(ColorSystem.STANDARD) for one in colours}
    assert len({one.number for one in shown}) == len(colours)
    assert all(paint.of(tone) != paint.ground for tone in FillTone)
