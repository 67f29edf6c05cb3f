"""The colours, measured as the eye does."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import pytest
from textual.color import Color

from voice_coach.screen.art.palettes import Depth
from voice_coach.screen.options import Ground, ground_of
from voice_coach.screen.tui.session_model import ActivityState
from voice_coach.screen.tui.theme import colours_of

PAINTED = tuple(
    colours_of(ground, depth)
    for ground in (Ground.DARK, Ground.LIGHT)
    for depth in (Depth.FULL, Depth.PALETTE, Depth.SIXTEEN)
)
IDS = [f"{ground}-{depth}" for ground in ("dark", "light") for depth in ("full", "256", "16")]
EACH = pytest.mark.parametrize("colours", PAINTED, ids=IDS)


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it: from 1 to 21."""
    lights = sorted(_light(Color.parse(colour)) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: Color) -> float:
    parts = (part / 255 for part in colour.rgb)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@EACH
@pytest.mark.parametrize("name", ["ink", "faint", *ActivityState])
def test_everything_stands_out_from_its_ground(colours: Mapping[str, str], name: str) -> None:
    assert contrast(colours[name], colours["ground"]) >= 4.5


@EACH
def test_keys_stand_out_from_theirs(colours: Mapping[str, str]) -> None:
    for name in ("ink", "faint"):
        assert contrast(colours[name], colours["raised"]) >= 4.5


@EACH
def test_no_two_states_have_one_colour(colours: Mapping[str, str]) -> None:
    states = [Color.parse(colours[state]) for state in ActivityState]
    for one, other in combinations(states, 2):
        assert sum(abs(a - b) for a, b in zip(one.rgb, other.rgb, strict=True)) > 40


@pytest.mark.parametrize(
    ("environment", "theme", "ground"),
    [
        ({}, "auto", Ground.DARK),
        ({"COLORFGBG": "0;15"}, "auto", Ground.LIGHT),
        ({"COLORFGBG": "15;default;0"}, "auto", Ground.DARK),
        ({"COLORFGBG": "0;15"}, "dark", Ground.DARK),
        ({}, "light", Ground.LIGHT),
        ({"NO_COLOR": "1"}, "light", Ground.PLAIN),
        ({"NO_COLOR": ""}, "auto", Ground.DARK),
    ],
)
def test_the_ground_is_as_settled_or_as_the_terminal_says(
    environment: dict[str, str], theme: str, ground: Ground
) -> None:
    assert ground_of(environment, theme) is ground
