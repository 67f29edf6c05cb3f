"""Whatever is in a file, it is a routine or a BadRoutine, never another error."""

from __future__ import annotations

import re
from pathlib import Path

from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.model.routine import Routine
from voice_coach.core.model.unroll import unroll
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.routine.keys import RESERVED, ROUTINE
from voice_coach.library.routine.reader import read_routine
from voice_coach.library.yaml.problems import BadRoutine

SEEDS = [path.read_bytes() for path in sorted(bundled_folder().glob("*.yaml"))]
SEEDS.append((Path(__file__).parent / "many_mistakes.yaml").read_bytes())

WORDS = sorted(RESERVED | {key.name for key in ROUTINE} | {"plank", "squat", "bird-dog"})
VALUES = st.one_of(
    st.sampled_from(
        ["30s", "1:30", "12", "", "-1", "0", "halfway", "2-1-2", "each", "self", "nan"]
    ),
    st.sampled_from(WORDS),
    st.text(max_size=8),
)


def read(data: bytes) -> Routine | None:
    """The routine, if it is one; a problem has a place within the file and fits on a line."""
    try:
        return read_routine(data, "fuzz.yaml", "fuzz", load_catalogue())
    except BadRoutine as bad:
        problems = bad.problems
    lines = len(re.split(rb"\r\n|[\r\n]|\xc2\x85|\xe2\x80[\xa8\xa9]", data))
    assert problems
    for problem in problems:
        assert 1 <= problem.line <= lines + 1
        assert problem.column >= 1
        assert str(problem).isprintable(), str(problem)
    return None


@given(st.binary(max_size=300))
@examples(150)
def test_any_bytes(data: bytes) -> None:
    read(data)


@given(st.text(alphabet=st.sampled_from(list("ab:-[]{},&*!|>'\"%@`?# \n\t1s")), max_size=120))
@examples(150)
def test_any_marks_of_yaml(text: str) -> None:
    read(text.encode())


@given(st.sampled_from(SEEDS), st.data())
@examples(150)
def test_a_routine_with_a_piece_exchanged(seed: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(seed)))
    length = data.draw(st.integers(0, 20))
    piece = data.draw(st.binary(max_size=12))
    read(seed[:start] + piece + seed[start + length :])


NODES = st.recursive(
    VALUES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=6), inner, max_size=5)
    ),
    max_leaves=20,
)


def flow(node: object) -> str:
    """A value in YAML's one-line style."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(one)}" for key, one in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(map(flow, node)) + "]"
    return "'" + str(node).replace("'", "''") + "'"


@given(st.lists(NODES, max_size=4), NODES)
@examples(150)
def test_any_tree_of_the_right_words(steps: list[object], other: object) -> None:
    text = f"version: 1\nname: x\nlevel: beginner\ndefaults: {flow(other)}\nmain: {flow(steps)}\n"
    read(text.encode())


@given(st.integers(1, 100), st.integers(1, 100), st.integers(1, 50), st.integers(1, 20_000))
@examples(150)
def test_what_is_read_unrolls_to_what_somebody_could_do(
    outer: int, inner: int, sets: int, seconds: int
) -> None:
    routine = read(
        f"version: 1\nname: x\nlevel: beginner\nmain:\n- circuit: {outer}\n  steps:\n"
        f"  - circuit: {inner}\n    steps:\n    - plank: {seconds}s\n      sets: {sets}\n".encode()
    )
    if routine is not None:
        timeline = unroll(routine)
        assert timeline.total <= 12 * 3600
        assert len(timeline.intervals) <= 20_000
