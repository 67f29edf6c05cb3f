"""The menu of the routines: on the terminal, or asked aloud where the coach listens."""

from __future__ import annotations

from datetime import date

import click

from voice_coach.app.last_done import last_done
from voice_coach.app.live_runtime import LiveRuntime, at_a_terminal
from voice_coach.app.todays_plan import planned_today
from voice_coach.core.dialogues.routine_menu import RoutineMenu, RoutineMenuItem
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked, NumberAnswer
from voice_coach.core.model.routine import Routine
from voice_coach.core.model.unroll import unroll
from voice_coach.core.model.views import MenuItem
from voice_coach.core.wording import phrasebook
from voice_coach.core.wording.numbers import about
from voice_coach.errors import CoachError, UsageError
from voice_coach.hearing.recognisers.transcript import plain
from voice_coach.library.routine.finder import Found, FoundRoutine, Shelf
from voice_coach.screen.columns import padded
from voice_coach.system.keyboard import GATE_KEYS

_KEYS: dict[str, Asked] = {
    **GATE_KEYS,
    "0": NumberAnswer("0"),
    "\x1b[B": Command.NEXT,
    "\x1b[A": Command.BACK,
}


def pick(shelf: Shelf) -> str | None:
    """Let the user choose a routine on the terminal; return its path, or None. Without a terminal,
    take the planned one. Raise UsageError."""
    today = planned_today(shelf)
    planned = today.found
    if not at_a_terminal():
        if planned is None:
            told = " ".join((*today.said, "Which routine?"))
            raise UsageError(told, "Name one that `voice-coach list` shows.")
        return str(planned.path)
    routines = _routines(shelf)
    for line in (*today.said, "Which routine? Its number or its name; q leaves.\n"):
        click.echo(line)
    for number, (_, routine) in enumerate(routines, start=1):
        click.echo(f"{number:4}  {_line(routine)}")
    place = _place(planned, routines)
    default = None if place is None else str(place + 1)

    def chosen(typed: str) -> str:
        return _chosen(typed.strip(), routines, shelf)

    try:
        path: str = click.prompt("\nNumber", value_proc=chosen, prompt_suffix=": ", default=default)
    except click.Abort:
        # Ctrl-C or the end of input: the athlete leaves, as with q.
        click.echo()
        return None
    return path or None


def _chosen(typed: str, routines: list[tuple[FoundRoutine, Routine]], shelf: Shelf) -> str:
    """The path of the typed choice; empty for leaving. Raise click.UsageError, after which Click
    asks again."""
    if typed.lower() == "q":
        return ""
    if typed.isdecimal():
        if 1 <= int(typed) <= len(routines):
            return str(routines[int(typed) - 1][0].path)
        raise click.UsageError(f"write a number from 1 to {len(routines)}, a name, or q to leave.")
    try:
        return str(shelf.find(typed).path)
    except CoachError as error:
        raise click.UsageError(str(error)) from error


def pick_aloud(shelf: Shelf, room: LiveRuntime) -> Found | None:
    """Let the athlete choose a routine by its name, its number or a key; None for none."""
    today = planned_today(shelf)
    routines = _routines(shelf)
    last = last_done()
    items = tuple(
        RoutineMenuItem(
            _line(routine), _names(entry, routine), _offer(routine, last.get(entry.slug))
        )
        for entry, routine in routines
    )
    planned = _place(today.found, routines)
    greeting = (*today.said, *_question(room, is_planned=planned is not None))
    menu = RoutineMenu(room.speech.length, items, greeting=greeting, planned=planned)
    room.use_keys(_KEYS)
    room.coach.play(menu, phrasebook.MENU_KEYS, menu.names)
    return None if menu.choice is None else shelf.find(str(routines[menu.choice][0].path))


def _question(room: LiveRuntime, *, is_planned: bool) -> tuple[str, ...]:
    if not is_planned:
        return phrasebook.MENU
    return phrasebook.MENU_PLANNED_BY_VOICE if room.listening else phrasebook.MENU_PLANNED_BY_KEY


def _place(planned: Found | None, routines: list[tuple[FoundRoutine, Routine]]) -> int | None:
    """The place of the planned routine in the menu."""
    path = None if planned is None else planned.path
    places = (place for place, (entry, _) in enumerate(routines) if entry.path == path)
    return next(places, None)


def _routines(shelf: Shelf) -> list[tuple[FoundRoutine, Routine]]:
    return [(entry, entry.routine) for entry in shelf.entries() if entry.routine is not None]


def _line(routine: Routine) -> str:
    time = about(unroll(routine).total)
    return f"{padded(routine.name, 28)} {routine.level.value:13} {time}"


def _offer(routine: Routine, last: date | None) -> MenuItem:
    timeline = unroll(routine)
    return MenuItem(
        routine.name,
        routine.level.value,
        about(timeline.total),
        tuple(timeline.groups()),
        last,
    )


def _names(entry: FoundRoutine, routine: Routine) -> tuple[str, ...]:
    """The names it may be called by, aloud."""
    written = (routine.name, entry.slug, *routine.aliases)
    return tuple(dict.fromkeys(filter(None, map(plain, written))))
