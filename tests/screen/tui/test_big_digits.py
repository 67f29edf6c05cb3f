"""Huge digits and big letters."""

from __future__ import annotations

from itertools import combinations

import pytest

from voice_coach.library.routine.finder import Shelf
from voice_coach.screen.tui import big_digits, big_letters

FIGURES = "0123456789"


@pytest.mark.parametrize("rows", [2, 3, 5, 8, 13, 30])
def test_figures_fill_the_height_there_is(rows: int) -> None:
    for figure in FIGURES:
        assert len(big_digits.drawn(figure, 200, rows)) == rows


@pytest.mark.parametrize(("columns", "rows"), [(20, 8), (58, 8), (78, 11), (196, 30), (30, 40)])
@pytest.mark.parametrize("text", ["7", "42", "1:35", "12:03", "|"])
def test_figures_fit_into_the_room_there_is(columns: int, rows: int, text: str) -> None:
    lines = big_digits.drawn(text, columns, rows)
    assert lines
    assert len(lines) <= rows
    assert len({len(line) for line in lines}) == 1
    assert len(lines[0]) <= columns


def test_figures_are_as_wide_as_one_another_so_that_a_countdown_stands_still() -> None:
    assert len({len(big_digits.drawn(figure, 80, 8)[0]) for figure in FIGURES}) == 1


@pytest.mark.parametrize("outlined", [False, True])
@pytest.mark.parametrize("rows", [3, 8, 24])
def test_no_two_figures_look_the_same(rows: int, outlined: bool) -> None:
    drawn = [big_digits.drawn(figure, 200, rows, outlined=outlined) for figure in FIGURES]
    assert all(one != other for one, other in combinations(drawn, 2))


def test_the_figures_of_a_rest_are_hollow_and_have_the_same_outline() -> None:
    full, hollow = (big_digits.drawn("8", 80, 10, outlined=one) for one in (False, True))
    assert full[0][2:-2] == "█" * (len(full[0]) - 4)
    assert [(len(line.strip()), len(line)) for line in full] == [
        (len(line.strip()), len(line)) for line in hollow
    ]
    assert "".join(hollow).count(" ") > "".join(full).count(" ")


def test_where_there_is_no_room_nothing_is_drawn() -> None:
    assert big_digits.drawn("42", 80, 1) == ()
    assert big_digits.drawn("12:03", 5, 8) == ()


def test_a_word_is_drawn_as_large_as_fits() -> None:
    assert len(big_letters.drawn("REST", 60, 4)) == 4
    assert len(big_letters.drawn("REST", 60, 7)) == 7
    assert big_letters.drawn("REST", 10, 4) == ()


def test_where_a_word_does_not_fit_its_letters_are_narrow() -> None:
    (wide, *_), (narrow, *_) = (big_letters.drawn("REST", columns, 4) for columns in (30, 20))
    assert len(narrow) == 12
    assert len(wide) == 23


def test_a_sentence_takes_as_many_lines_as_it_needs() -> None:
    text = "Does something speak against training today?"
    lines = big_letters.paragraph(text, 96, 20)
    assert len(lines) == 4 * 3 + 2
    assert max(map(len, lines)) <= 96
    narrow = big_letters.paragraph(text, 96, 9)
    assert len(narrow) == 9
    assert big_letters.paragraph(text, 96, 8) == ()
    assert big_letters.paragraph(text, 0, 20) == ()


def test_a_long_name_takes_two_lines() -> None:
    two = big_letters.drawn("Half-Kneeling Hip Flexor Stretch, left side", 190, 9)
    assert len(two) == 9
    assert max(map(len, two)) <= 190


def test_the_name_of_every_exercise_has_its_letters() -> None:
    for exercise in Shelf().catalogue.values():
        assert big_letters.drawn(f"{exercise.name}, right side", 1000, 4), exercise.name
