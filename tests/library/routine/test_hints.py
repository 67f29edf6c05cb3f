"""Following what `check` says to write: the mistake is gone, and no other comes in its place."""

from __future__ import annotations

import re

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.model.unroll import unroll
from voice_coach.library.routine.finder import Shelf
from voice_coach.library.routine.reader import read_routine
from voice_coach.library.yaml.problems import BadRoutine, Problem

CATALOGUE = Shelf().catalogue
HEAD = "version: 1\nname: Test\nlevel: beginner\ndescription: A test.\n"

PLACES = {
    "reps": "main:\n  - squat: {}\n  - plank: 20s\n",
    "a hold": "main:\n  - plank: {}\n",
    "reps held": "main:\n  - plank: {}\n    hold: 5s\n",
    "both sides": "main:\n  - side-plank: {}\n",
    "without a tempo": "main:\n  - jumping-jack: {}\n",
    "rest": "main:\n  - squat: 8\n  - rest: {}\n",
    "rest after": "main:\n  - squat: 8\n    rest: {}\n",
    "prepare": "defaults:\n  prepare: {}\nmain:\n  - squat: 8\n",
    "sets": "main:\n  - squat: 8\n    sets: {}\n",
    "rounds": "main:\n  - circuit: {}\n    steps: [squat: 2]\n",
    "for": "main:\n  - for: {}\n    steps: [squat: 8]\n",
    "at": "main:\n  - plank: 20s\n    cues:\n      - at: {}\n        say: Yes.\n",
}
"""Places in a routine where a value goes."""

VALUES = (
    *("1500ms", "1500min", "010", "3 sets", "0x1Es", "1m30s", "1m 30s", "1 minute 30 seconds"),
    *("ten", "30", "90", "500", "9999", "x12", "12x", "3x10", "3 x 30 sec", "3x0", "999x10"),
    *("0", "0s", "0.5s", "-3", "-3s", "1:75", "1:5", "2 h 5 m", "7h", "6h", "2h", "1,5 min"),
    *("12 reps", "12.0", "+12", "1h 0.001s", "119:59.5", "20'", '20"', "121min", "3 rounds"),
    *("5 ms", "1 m 1 m", "1e3", "½ min", "", "~", "30s each", "3 sets of 12", "100 reps", "007s"),
)


def problems(text: str) -> tuple[Problem, ...]:
    try:
        unroll(read_routine((HEAD + text).encode(), "r.yaml", "r", CATALOGUE))
    except BadRoutine as bad:
        return bad.problems
    return ()


def to_write(instead: str) -> list[tuple[str, str]]:
    """What a hint says to write as a value, and what it says to write below it."""
    found = re.match(r"write (?P<value>[0-9][0-9a-z:.]*)", instead)
    if not found:
        return []
    below = re.findall(r"`(sets: [0-9]+)` on the next line|with `(tempo: [0-9-]+)`", instead)
    keys = "".join(f"    {sets or tempo}\n" for sets, tempo in below)
    values = [found["value"], *re.findall(r"or ([0-9]+min) if you mean minutes", instead)]
    return [(value, keys) for value in values]


def followed(place: str, value: str) -> None:
    """Check that what the hints on a value say to write is right."""
    for problem in problems(PLACES[place].format(value)):
        for instead, below in to_write(problem.instead):
            text = PLACES[place].format(instead)
            text = text.replace(f": {instead}\n", f": {instead}\n{below}", 1)
            assert problems(text) == (), f"{place}: {value}: {problem}"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", VALUES)
def test_what_a_hint_says_to_write_is_no_mistake_itself(place: str, value: str) -> None:
    followed(place, value)


@given(
    st.sampled_from(sorted(PLACES)),
    st.from_regex(r"[x+-]?[0-9]{0,5}([.,:x ][0-9]{1,4})? ?[a-zA-Z'\"]{0,8}", fullmatch=True),
)
@examples(300)
def test_whatever_is_written_the_hint_on_it_is_right(place: str, value: str) -> None:
    followed(place, value)


@pytest.mark.parametrize(
    ("place", "value", "instead"),
    [
        ("a hold", "1500ms", "write 1.5s"),
        ("a hold", "1500min", "write 2h or less"),
        ("reps", "010", "write 10"),
        ("sets", "010", "write 10"),
        ("a hold", "x10", "write 10s, or add `hold: 10s` for 10 held reps"),
        ("reps", "x9999", "write a number from 1 to 500"),
        ("reps", "3 sets", "write what one set is, as 12 or 30s, and `sets: 3` below it"),
        ("reps", "0x1Es", "write reps (12) or a time (30s)"),
        ("a hold", "1m30s", "write 1:30"),
        ("a hold", "1m 30s", "write 1:30"),
        ("a hold", "1 minute 30 seconds", "write 1:30"),
        ("a hold", "3 x 30 sec", "write 30s, and `sets: 3` on the next line"),
        ("reps", "ten", "write reps (12) or a time (30s)"),
    ],
)
def test_the_hint_means_the_same(place: str, value: str, instead: str) -> None:
    (problem,) = problems(PLACES[place].format(value))
    assert problem.instead == instead


def emom(interval: str, length: str, steps: str) -> str:
    return f"main:\n  - every: {interval}\n    for: {length}\n    steps: [{steps}]\n"


@pytest.mark.parametrize(
    ("interval", "length"), [("60s", "90s"), ("70s", "2h"), ("70s", "75s"), ("7.5s", "2min")]
)
def test_a_length_that_is_no_whole_number_of_intervals_becomes_one(
    interval: str, length: str
) -> None:
    steps = "squat: 1, plank: 2s"
    (problem,) = problems(emom(interval, length, steps)) or [None]
    if problem is not None:
        ((instead, _),) = to_write(problem.instead)
        assert problems(emom(interval, instead, steps)) == ()
