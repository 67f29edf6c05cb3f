"""Routines of voiceworkout: instructions with a number of seconds or of reps.

Its README (github.com/kljensen/voiceworkout) shows one.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Annotated

from msgspec import Meta, Struct

from voice_coach.exchange.source import Source, shaped
from voice_coach.exchange.workout import Move, Workout, timed
from voice_coach.library.yaml.problems import Problems, reading
from voice_coach.library.yaml.tree import Mapping, Scalar, Sequence, YamlNode, read_document

LOOKED_FOR = "`title` and `exercises` of `instruction`, `number` and `istimed`"

_SIGN = re.compile(r"^[\s\-{]*instruction\s*:", re.MULTILINE)


class _Exercise(Struct):
    instruction: str
    number: Annotated[int, Meta(ge=0, le=100_000)]
    istimed: bool = False


class _Workout(Struct):
    exercises: list[_Exercise]
    title: str = ""


def fits(source: Source) -> bool:
    """True if it looks like one."""
    return _SIGN.search(source.text) is not None


def read(source: Source) -> tuple[Workout, ...]:
    """Read the routine of a file. Raises ForeignFileError, or BadRoutine if it is no YAML."""
    root = reading(str(source.path), partial(_document, source))
    workout = shaped(root, _Workout, source, LOOKED_FOR)
    nodes = (
        timed(one.instruction, one.number)
        if one.istimed
        else Move(one.instruction, reps=one.number, own_pace=True)
        for one in workout.exercises
    )
    return (Workout(workout.title or source.title, tuple(nodes)),)


def _document(source: Source, problems: Problems) -> object:
    return _plain(read_document(source.text.encode(), problems))


def _plain(node: YamlNode) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [_plain(one) for one in node.items]
        case Mapping():
            return {key.text: _plain(value) for key, value in node.entries}
        case _:
            return None
