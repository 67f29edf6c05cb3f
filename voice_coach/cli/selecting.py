"""The options that select routines or exercises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import click

from voice_coach.core.model.exercise import Group
from voice_coach.core.model.routine import Level
from voice_coach.core.training.selection import Wish, is_named
from voice_coach.errors import UsageError
from voice_coach.library.yaml.problems import quoted

NOTHING = "none"

_FEW = 4
"""So many are named; of more, only their number is told."""

ClickCommand = Callable[..., Any]


def selecting(command: ClickCommand) -> ClickCommand:
    """The options of a `Wish` that routines and exercises share."""
    for option in reversed(
        (
            click.option(
                "--group",
                type=click.Choice([one.value for one in Group]),
                help="Only what trains this muscle group.",
            ),
            click.option(
                "--level",
                type=click.Choice([one.value for one in Level]),
                help="Only what has this level.",
            ),
            click.option(
                "--equipment",
                metavar="THINGS",
                help="Only what needs no other equipment: none, or a list such as chair,wall.",
            ),
        )
    ):
        command = option(command)
    return command


def wish_of(
    known: Iterable[str],
    *,
    minutes: float | None = None,
    no_floor: bool = False,
    equipment: str | None = None,
    group: str | None = None,
    level: str | None = None,
) -> Wish:
    """Return the wish that the options make. `known`: all equipment. Raises UsageError for a thing
    that nothing needs, as it may be misspelt."""
    return Wish(
        minutes,
        no_floor,
        None if equipment is None else _things(equipment, sorted(set(known))),
        None if group is None else Group(group),
        None if level is None else Level(level),
    )


def left_out_of(wish: Wish, matching: Callable[[Wish], Sequence[str]]) -> Iterator[str]:
    """A line for each smallest choice of options without which there is something. `matching`: the
    names of what a wish allows."""
    fewest = None
    for parts, less in wish.relaxed():
        if fewest is not None and len(parts) > fewest:
            return
        found = matching(less)
        if found:
            fewest = len(parts)
            options = " and ".join(f"--{part.replace('_', '-')}" for part in parts)
            told = ", ".join(found) if len(found) <= _FEW else f"there are {len(found)}"
            yield f"  without {options}: {told}"


def _things(text: str, known: list[str]) -> tuple[str, ...]:
    things = tuple(word.strip() for word in text.split(",") if word.strip())
    if things == (NOTHING,) or not things:
        return ()
    for thing in things:
        if not any(is_named(one, thing) for one in known):
            raise UsageError(
                f"Nothing needs {quoted(thing)}.",
                f"Write {NOTHING}, or things such as {', '.join(known)}.",
            )
    return things
