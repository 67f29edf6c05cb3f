"""The menu of the routines: on the terminal, or asked aloud where the coach listens."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from voice_coach.app.console import tell
from voice_coach.app.live_runtime import LiveRuntime, at_a_terminal
from voice_coach.app.routine_offers import Offer, offers
from voice_coach.app.screening_flow import HurtError
from voice_coach.app.todays_plan import planned_today
from voice_coach.core.dialogues.routine_menu import RoutineMenu, RoutineMenuItem, matching
from voice_coach.core.model.views import MenuItem
from voice_coach.core.wording import phrasebook
from voice_coach.core.wording.numbers import about
from voice_coach.errors import CoachError, UsageError
from voice_coach.hearing.recognisers.transcript import plain
from voice_coach.library.routine.finder import Found, Shelf
from voice_coach.screen.columns import padded

_READ_OUT = 4
"""Routines that are read out: an ear keeps no more apart."""


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
    offered = _offered(shelf, planned)
    for line in (*today.said, "Which routine? Some letters, its number or its name; q leaves.\n"):
        tell(line)
    return _typed_choice(offered, shelf, is_day_of_rest=today.is_rest)


def _typed_choice(offered: tuple[Offer, ...], shelf: Shelf, *, is_day_of_rest: bool) -> str | None:
    """Ask until one routine is left: its path, or None for leaving. Letters leave those that have
    them; Enter takes the first, but never on a day of rest."""
    left = list(enumerate(offered, start=1))
    while True:
        for number, offer in left:
            tell(f"{number:4}  {_shown(offer)}")
        try:
            first = None if is_day_of_rest else str(left[0][0])
            typed = click.prompt("\nNumber", default=first, prompt_suffix=": ").strip()
        except click.Abort:
            # Ctrl-C or the end of input: the athlete leaves, as with q.
            tell()
            return None
        if typed.lower() == "q":
            return None
        chosen = _named(typed, left, shelf)
        if chosen is not None:
            return chosen
        found = matching([_item(offer) for _, offer in left], typed)
        words = [left[place] for place in found]
        if len(words) == 1:
            return str(words[0][1].entry.path)
        if words:
            left = words
        else:
            tell(f"{phrasebook.menu_nothing(typed)}\n")
            left = list(enumerate(offered, start=1))


def _named(typed: str, left: list[tuple[int, Offer]], shelf: Shelf) -> str | None:
    """The path of the routine of that number, or of exactly that name."""
    for number, offer in left:
        names = (str(number), offer.entry.slug, offer.routine.name.casefold())
        if typed.casefold() in names:
            return str(offer.entry.path)
    if Path(typed).suffix:
        with suppress(CoachError):
            return str(shelf.find(typed).path)
    return None


def pick_aloud(shelf: Shelf, runtime: LiveRuntime) -> Found | None:
    """Let the athlete choose a routine by its name, its number or a key; None for none. Raise
    HurtError if something hurts."""
    today = planned_today(shelf)
    offered = _offered(shelf, today.found)
    is_planned = today.found is not None
    greeting = (*today.said, *_question(runtime, is_planned=is_planned))
    menu = RoutineMenu(
        runtime.speech.length,
        tuple(map(_item, offered)),
        greeting=greeting,
        planned=0 if is_planned else None,
        is_day_of_rest=today.is_rest,
        read_out=_read_out(offered[is_planned:], runtime),
    )
    runtime.coach.play(menu, phrasebook.MENU_KEYS, menu.names)
    if menu.pain is not None:
        raise HurtError(menu.pain)
    return None if menu.choice is None else shelf.find(str(offered[menu.choice].entry.path))


def _read_out(offered: tuple[Offer, ...], runtime: LiveRuntime) -> tuple[str, ...]:
    """What is said of the first of them, where it can be answered aloud."""
    if not runtime.listening:
        return ()
    told = [
        phrasebook.menu_offer(one.routine.name, about(one.facts.length))
        for one in offered[:_READ_OUT]
    ]
    return (*told, phrasebook.MENU_OR_ANOTHER) if len(offered) > _READ_OUT else tuple(told)


def _offered(shelf: Shelf, planned: Found | None) -> tuple[Offer, ...]:
    """The routines, those that fit first."""
    return offers(shelf, None if planned is None else planned.routine.slug)


def _item(one: Offer) -> RoutineMenuItem:
    names = (one.routine.name, one.entry.slug, *one.routine.aliases)
    spoken = tuple(dict.fromkeys(filter(None, map(plain, names))))
    offer = MenuItem(
        one.routine.name, one.facts.level.value, about(one.facts.length), one.facts.groups, one.last
    )
    return RoutineMenuItem(_shown(one), spoken, offer)


def _question(runtime: LiveRuntime, *, is_planned: bool) -> tuple[str, ...]:
    if not is_planned:
        return phrasebook.MENU
    return phrasebook.MENU_PLANNED_BY_VOICE if runtime.listening else phrasebook.MENU_PLANNED_BY_KEY


def _shown(one: Offer) -> str:
    length = padded(about(one.facts.length), 22)
    line = f"{padded(one.routine.name, 28)} {one.facts.level.value:13} {length}  {one.why_first}"
    return line.rstrip()
