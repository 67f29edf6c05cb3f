"""The pictures of a figure, kept at one size."""

from __future__ import annotations

import pytest
from rich.style import Style

from voice_coach.core.figures.figure import RepPhase
from voice_coach.library.catalogue.figures import load_figures
from voice_coach.screen.options import Ground
from voice_coach.screen.tui.figure_cache import FINE, Reel, changed

ROOM = (40, 11)


def reel(slug: str, ground: Ground = Ground.DARK) -> Reel:
    return Reel(load_figures()[slug], ROOM, ground)


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("slug", ["crunch", "side-plank", "walk-in-place", "knee-roll"])
def test_a_picture_fills_its_room(slug: str, ground: Ground) -> None:
    picture = reel(slug, ground).at(RepPhase(0), mirrored=False)
    assert [strip.cell_length for strip in picture] == [ROOM[0]] * ROOM[1]
    assert any(strip.text.strip() for strip in picture)


def test_a_picture_is_drawn_once() -> None:
    one = reel("crunch")
    assert one.at(RepPhase(0.5), mirrored=False) is one.at(RepPhase(0.5001), mirrored=False)
    assert one.at(RepPhase(0.5), mirrored=False) is not one.at(
        RepPhase(0.5 + 1 / FINE), mirrored=False
    )


def test_with_few_steps_only_key_poses_are_shown() -> None:
    one = reel("crunch")
    first, last = (one.at(RepPhase(place), mirrored=False) for place in (0, 1))
    assert one.at(RepPhase(0.4), mirrored=False, steps=1) is first
    assert one.at(RepPhase(0.6), mirrored=False, steps=1) is last


def test_the_other_side_is_another_picture() -> None:
    one = reel("side-plank")
    assert changed(one.at(RepPhase(0), mirrored=False), one.at(RepPhase(0), mirrored=True))


def test_only_what_moves_has_changed() -> None:
    one = reel("crunch")
    rows = changed(one.at(RepPhase(0), mirrored=False), one.at(RepPhase(1), mirrored=False))
    assert 0 < len(rows) < ROOM[1]
    assert changed(one.at(RepPhase(0), mirrored=False), one.at(RepPhase(0), mirrored=False)) == []


def test_without_colour_it_is_a_silhouette() -> None:
    picture = reel("crunch", Ground.PLAIN).at(RepPhase(0), mirrored=False)
    assert {segment.style for strip in picture for segment in strip} == {Style.null()}
