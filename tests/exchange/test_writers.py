"""Routines written for other programs, read again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from examples import examples
from garmin_fit_sdk import Decoder, Stream
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.model.unroll import unroll
from voice_coach.exchange.from_timeline import flat, folded
from voice_coach.exchange.readers import csv_table, jawt
from voice_coach.exchange.source import Source
from voice_coach.exchange.workout import Move, Node, Pause, Repeat
from voice_coach.exchange.writers.csv_table import to_table
from voice_coach.exchange.writers.fit_workout import to_fit_workout
from voice_coach.exchange.writers.jawt import to_jawt
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.routine.reader import load_routine

Flat = tuple[Move | Pause, ...]
ROUTINES = sorted(bundled_folder().glob("*.yaml"))
WHEN = 1_790_000_000_000
"""A moment of 2026."""


def unfolded(nodes: Iterator[Node] | tuple[Node, ...]) -> Iterator[Move | Pause]:
    for node in nodes:
        if isinstance(node, Repeat):
            yield from tuple(unfolded(node.nodes)) * node.times
        else:
            yield node


def steps(title: str, nodes: Flat) -> list[dict[str, object]]:
    """The steps of the FIT workout, as Garmin's own reader reads them."""
    data = bytearray(to_fit_workout(title, nodes, WHEN))
    messages, errors = Decoder(Stream.from_byte_array(data)).read()
    assert errors == []
    assert messages["file_id_mesgs"][0]["type"] == "workout"
    found: list[dict[str, object]] = messages["workout_step_mesgs"]
    assert messages["workout_mesgs"][0]["num_valid_steps"] == len(found)
    return found


NAMES = st.sampled_from(["Push-up", "Side Plank, left", "Öl, 2", "A"])
FLAT = st.lists(
    st.one_of(
        st.builds(Move, NAMES, st.integers(1, 3)),
        st.builds(Pause, st.integers(1, 2)),
    ),
    min_size=1,
    max_size=14,
).map(tuple)
FLAT_WITH_REPS = st.lists(
    st.one_of(
        st.builds(Move, NAMES, st.integers(1, 3)),
        st.builds(Move, NAMES, reps=st.integers(1, 3), takes=st.just(5.0)),
        st.builds(Pause, st.integers(1, 2)),
    ),
    min_size=1,
    max_size=14,
).map(tuple)


@given(FLAT)
@examples(100)
def test_repeats_stand_for_the_very_same(nodes: Flat) -> None:
    assert tuple(unfolded(folded(nodes))) == nodes


@given(FLAT)
@examples(60)
def test_just_another_workout_timer_reads_what_was_written(nodes: Flat) -> None:
    source = Source(Path("x.json"), to_jawt("X", nodes).decode())
    (workout,) = jawt.read(source)
    read = [
        Pause(one.seconds) if isinstance(one, Pause) else one for one in unfolded(workout.nodes)
    ]
    assert tuple(read) == nodes


def in_turn(nodes: tuple[Node, ...]) -> list[tuple[str, float | None, int | None]]:
    """Each set and each rest between sets, in their order; rests in a row are one."""
    done: list[tuple[str, float | None, int | None]] = []

    def rest(seconds: float) -> None:
        if done and done[-1][0] == "":
            seconds += done.pop()[1] or 0.0
        if seconds:
            done.append(("", seconds, None))

    for node in unfolded(nodes):
        if isinstance(node, Pause):
            rest(node.seconds)
            continue
        assert isinstance(node, Move)
        for _ in range(node.sets):
            done.append((node.name, node.seconds, node.reps))
            rest(node.rest)
    return done[:-1] if done and done[-1][0] == "" else done


@given(FLAT_WITH_REPS)
@examples(100)
def test_a_table_reads_as_it_was_written_but_for_a_rest_at_the_end(nodes: Flat) -> None:
    source = Source(Path("x.csv"), to_table(nodes).decode())
    (workout,) = csv_table.read(source)
    assert in_turn(workout.nodes) == in_turn(nodes)


@given(FLAT_WITH_REPS)
@examples(30)
def test_a_fit_workout_has_each_step_once_and_repeats(nodes: Flat) -> None:
    found = steps("X", nodes)
    done: list[tuple[object, object]] = []
    at = 0
    left: dict[int, int] = {}
    while at < len(found):
        step = found[at]
        if step["duration_type"] != "repeat_until_steps_cmplt":
            done.append((step["wkt_step_name"], step["duration_value"]))
            at += 1
            continue
        times = step["repeat_steps"]
        assert isinstance(times, int)
        left[at] = left.get(at, times) - 1
        first = step["duration_step"]
        assert isinstance(first, int)
        at = first if left[at] else at + 1
    assert done == [
        ("Rest", one.seconds * 1000)
        if isinstance(one, Pause)
        else (one.name, one.reps if one.seconds is None else one.seconds * 1000)
        for one in nodes
    ]


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_each_bundled_routine_can_be_taken_along(path: Path) -> None:
    routine = load_routine(path, load_catalogue())
    timeline = unroll(routine)
    nodes = flat(timeline)
    added = sum(interval.added for interval in timeline.intervals)
    lengths = [one.seconds or (one.takes if isinstance(one, Move) else 0.0) for one in nodes]
    assert sum(lengths) == pytest.approx(timeline.total - added)
    assert json.loads(to_jawt(routine.name, nodes))["title"] == routine.name
    assert to_table(nodes).startswith(b"name,seconds,reps,sets,rest\n")
    assert steps(routine.name, nodes)


def test_a_name_that_begins_like_a_formula_is_text_in_a_table() -> None:
    assert b"'=1+1,5,,1,0" in to_table((Move("=1+1", 5),))


def test_what_is_in_garmins_catalogue_has_its_number() -> None:
    (step,) = steps("X", (Move("Forearm Plank", 30, exercise="plank"),))
    assert (step["exercise_category"], step["exercise_name"]) == ("plank", 43)
