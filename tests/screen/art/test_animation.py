"""A demonstration shows whole reps and both sides, and is drawn over itself."""

from __future__ import annotations

import io

import pytest

from voice_coach.core.figures.bounds import extent
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.figures import load_figures
from voice_coach.screen.art.animation import Redrawn, Replay


def replay(slug: str) -> Replay:
    return Replay(load_figures()[slug], load_catalogue()[slug])


@pytest.mark.parametrize("slug", ["squat", "bird-dog", "side-plank", "wall-sit"])
def test_it_lasts_for_whole_reps(slug: str) -> None:
    one = replay(slug)
    assert one.one_side / one.rep == pytest.approx(round(one.one_side / one.rep))
    assert one.one_side >= 8


def test_a_move_with_sides_shows_the_right_one_first_and_then_the_left() -> None:
    one = replay("side-plank")
    assert one.length == 2 * one.one_side
    assert (one.side(0), one.side(one.one_side)) == ("right side", "left side")
    assert one.picture(1) != one.picture(one.one_side + 1)


def test_a_move_without_sides_has_none_to_tell() -> None:
    one = replay("squat")
    assert one.length == one.one_side
    assert one.side(0) == ""


def test_all_of_it_fits_in_one_frame() -> None:
    one = replay("side-plank")
    whole = one.extent()
    for quarter in range(5):
        reached = extent(one.picture(one.length * quarter / 4))
        assert reached.left >= whole.left
        assert reached.right <= whole.right


def test_what_has_not_changed_is_not_written_again() -> None:
    stream = io.StringIO()
    redrawn = Redrawn(stream)
    redrawn.draw(("head", "legs", "floor"))
    redrawn.draw(("head", "LEGS", "floor"))
    assert written(stream) == "head\nlegs\nfloor\n\x1b[3F\n\r\x1b[2KLEGS\n\n"


def test_after_somebody_else_has_had_the_terminal_all_is_written_below() -> None:
    stream = io.StringIO()
    redrawn = Redrawn(stream)
    redrawn.draw(("head", "legs"))
    redrawn.anew()
    redrawn.draw(("HEAD", "legs"))
    assert written(stream) == "head\nlegs\nHEAD\nlegs\n"


def written(stream: io.StringIO) -> str:
    """What was written, but for the signs that part one picture from the next."""
    return stream.getvalue().replace("\x1b[?2026h", "").replace("\x1b[?2026l", "")
