"""A workout as other programs know it: names, times, reps and repeats."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from voice_coach.core.units import Seconds


@dataclass(frozen=True, slots=True)
class Said:
    """Words to be said."""

    text: str
    after: Seconds = 0.0
    """Seconds after the start of the move."""


@dataclass(frozen=True, slots=True)
class Move:
    """An exercise with its dose. Without a time and reps it lasts until the athlete is done."""

    name: str
    seconds: Seconds | None = None
    reps: int | None = None
    sets: int = 1
    rest: Seconds = 0.0
    """Rest after each set."""
    said: tuple[Said, ...] = ()
    own_pace: bool = False
    """True if the program waits until the athlete has done the reps."""
    exercise: str = ""
    """The slug of the catalogue's exercise; empty: to be found by the name."""
    takes: Seconds = 0.0
    """About how long the reps take; 0: not known."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A time without an exercise."""

    seconds: Seconds
    name: str = ""
    """What the other program calls it."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Moves and pauses done in order, several times."""

    times: int
    nodes: tuple[Node, ...]
    name: str = ""


Node = Move | Pause | Repeat


@dataclass(frozen=True, slots=True)
class Workout:
    """One workout of a file."""

    title: str
    nodes: tuple[Node, ...]
    description: str = ""
    author: str = ""
    left_out: tuple[str, ...] = ()
    """What the file says and a routine can't, each in a few words."""


_RESTS = re.compile(
    # The names that Just Another Workout Timer gives a rest, in the languages that it has, and
    # what people write for it.
    r"rest|break|pause|recover|recovery|pausa|repos|riposo|отдых|dinlenme|descanso|erholung"
    r"|(?:short|long|quick|little) (?:rest|break)|rest (?:between|before|after) .*"
    r"|prepare|preparation|get ready|ready|vorbereitung",
    re.IGNORECASE,
)


def is_rest(name: str) -> bool:
    """True if a step called so is surely no exercise."""
    return _RESTS.fullmatch(name.strip(" .!:-\t")) is not None


def told(left_out: Counter[str]) -> tuple[str, ...]:
    """Return what was left out, each once, with how often."""
    return tuple(f"{what}, {n} times" if n > 1 else what for what, n in left_out.items() if n)


def timed(name: str, seconds: Seconds, said: tuple[Said, ...] = ()) -> Move | Pause:
    """Return a move of that length, or a pause if that is its name and it says nothing."""
    return Pause(seconds, name) if is_rest(name) and not said else Move(name, seconds, said=said)
