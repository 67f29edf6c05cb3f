"""What `new` writes is a good routine from the first moment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from voice_coach.core.authoring.routine_lint import advise
from voice_coach.core.model.routine import Routine
from voice_coach.library.routine.template import starter

Read = Callable[[str], Routine]


@pytest.mark.parametrize("name", ["My Routine", 'Say "now": 1, {2} #3', "Утро", "on", "1:30"])
def test_it_has_no_mistake_and_nothing_unwise(read: Read, name: str) -> None:
    routine = read(starter(name, "my-routine"))
    assert routine.name == name
    assert advise(routine) == ()


def test_what_its_comments_show_is_right(read: Read) -> None:
    """The examples stand beside their explanations, each from column 33 on."""
    lines = starter("x", "x").splitlines()
    begin = next(index for index, line in enumerate(lines) if line.startswith("  # Sets:"))
    end = next(index for index, line in enumerate(lines) if line.startswith("cool_down"))
    examples = "\n".join(line[33:] for line in lines[begin:end] if line.strip())
    routine = read(examples + "\n")
    assert len(routine.blocks[0].nodes) == 8


def test_the_exercise_of_ones_own_in_its_comments_is_right(read: Read) -> None:
    lines = starter("x", "x").splitlines()
    begin = lines.index("# exercises:")
    own = "\n".join(line[2:] for line in lines[begin:] if line.startswith("# "))
    assert (
        read(f"version: 1\nname: x\nlevel: beginner\n{own}\nmain: [towel-row: 8]\n").blocks[0].nodes
    )
