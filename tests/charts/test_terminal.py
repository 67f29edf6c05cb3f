"""Progress drawn in the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from past import TODAY, a_day, some_progress, totals

from voice_coach.charts.terminal import ASCII, BLOCKS, Ink, Signs, drawn, signs_for
from voice_coach.core.model.exercise import Group
from voice_coach.core.training.statistics import Best, Pain, Progress, progress


def lines(of: Progress, signs: Signs = BLOCKS, energy: str | None = None) -> list[str]:
    return list(drawn(of, signs, lambda text, _ink: text, energy))


@pytest.mark.parametrize("weeks", [1, 2, 12])
@pytest.mark.parametrize("signs", [BLOCKS, ASCII])
def test_no_line_is_wider_than_eighty_columns(weeks: int, signs: Signs) -> None:
    assert max(map(len, lines(some_progress(weeks=weeks), signs))) < 80


def test_names_and_figures_that_are_long_do_not_widen_a_line() -> None:
    long = replace(
        some_progress(),
        bests=(Best("x", "A very long name of an exercise of one's own", 3600.0, TODAY),),
    )
    assert max(map(len, lines(long))) < 80


def test_an_output_that_has_only_ascii_is_given_only_ascii() -> None:
    assert "\n".join(lines(some_progress(), signs_for("ascii"))).isascii()


@pytest.mark.parametrize("encoding", [None, "latin-1", "no such encoding"])
def test_an_encoding_without_blocks_or_unknown_is_taken_for_ascii(encoding: str | None) -> None:
    assert signs_for(encoding) is ASCII


@pytest.mark.parametrize("encoding", ["utf-8", "cp437"])
def test_blocks_are_used_where_they_can_be_shown(encoding: str) -> None:
    assert signs_for("utf-8") is BLOCKS
    assert all(len(getattr(signs_for(encoding), name)) <= 1 for name in Signs.__slots__)


def test_the_longest_bar_is_that_of_the_longest_week() -> None:
    weeks = progress(
        totals([a_day(TODAY, minutes=30), a_day(TODAY.replace(day=18), minutes=15)]), TODAY, 12
    )
    assert weeks is not None
    shown = lines(weeks, ASCII)
    first, second = (line for line in shown if "#" in line)
    assert 2 * first.count("#") == pytest.approx(second.count("#"), abs=1)
    assert "15" in first
    assert "30" in second


def test_a_week_shows_its_days_of_training_and_of_rest() -> None:
    shown = lines(some_progress(weeks=2), ASCII)
    assert any(line.endswith("x . x") for line in shown), "this week, of which three days are here"
    assert any(line.endswith((". x . x . x .", "x . x . x . x")) for line in shown)


def test_a_group_that_is_missing_this_week_is_named_with_a_move_for_it() -> None:
    shown = "\n".join(lines(some_progress(missing=Group.OBLIQUES)))
    assert "Still to come this week: obliques (knee-side-plank or side-plank)." in shown


def test_a_week_that_has_all_three_groups_says_so() -> None:
    assert "All three had their turn this week" in "\n".join(lines(some_progress()))


def test_each_score_stands_in_its_row() -> None:
    scored = replace(some_progress(), pains=(Pain(TODAY, 7),))
    assert [line[:2] for line in lines(scored, ASCII) if line.rstrip().endswith("o")] == [" 7"]


def test_without_scores_and_holds_their_charts_are_left_out() -> None:
    bare = replace(some_progress(), pains=(), bests=())
    shown = "\n".join(lines(bare))
    assert "Longest holds" not in shown
    assert "back felt" not in shown


def test_energy_is_told_only_where_there_is_an_estimate() -> None:
    assert not any("Energy" in line for line in lines(some_progress()))
    assert "Energy: roughly 5" in lines(some_progress(), energy="roughly 5")


def test_what_is_painted_is_the_same_text() -> None:
    inks = set[Ink]()

    def paint(text: str, ink: Ink) -> str:
        inks.add(ink)
        return text

    assert list(drawn(some_progress(), BLOCKS, paint, None)) == lines(some_progress())
    assert inks == set(Ink)
