"""Leading a workout: the question, the session, the goodbye."""

from __future__ import annotations

import sys
from typing import Any

import click

from voice_coach.audio.output import Output
from voice_coach.cli.room import Room, open_room
from voice_coach.core import phrasebook
from voice_coach.core.exercise import Exercise
from voice_coach.core.run import Manner
from voice_coach.core.screening import QUESTION, Clearance, Gate
from voice_coach.core.session import Session
from voice_coach.core.talk import Talk
from voice_coach.core.timeline import Timeline
from voice_coach.core.unroll import unroll
from voice_coach.core.view import Phase
from voice_coach.errors import UsageError
from voice_coach.inbox import Inbox
from voice_coach.keyboard import GATE_KEYS, GATE_KEYS_SHOWN, KEYS, KEYS_SHOWN
from voice_coach.library.shelf import Shelf
from voice_coach.settings import Settings, load_settings

FINISHED = 0
STOPPED_EARLY = 3
REST_ADVISED = 4


def lead(
    routine: str | None,
    inbox: Inbox,
    output: Output,
    *,
    events: str | None,
    fit: bool,
    flags: dict[str, Any],
) -> int:
    """Lead through `routine`; without a name, let the athlete pick. Returns the exit code."""
    settings = load_settings(**flags)
    shelf = Shelf()
    found = shelf.find(routine or _pick(shelf))
    with open_room(settings, events, inbox, output) as room:
        return _lead(room, unroll(found.routine), shelf, settings, fit=fit)


def _lead(room: Room, timeline: Timeline, shelf: Shelf, settings: Settings, *, fit: bool) -> int:
    if not fit:
        clearance = _ask(room)
        if clearance is None:
            return STOPPED_EARLY
        if clearance is not Clearance.PROCEED:
            return REST_ADVISED
    own = {exercise.slug: exercise for exercise in timeline.exercises()}

    def lookup(slug: str) -> Exercise | None:
        return own.get(slug) or shelf.catalogue.get(slug)

    manner = Manner(
        talk=Talk(settings.talk),
        volume=settings.volume,
        rate=settings.rate,
        notice=phrasebook.FIT_NOTICE if fit else "",
    )
    session = Session(timeline, room.speech.length, lookup, manner)
    room.use_keys(KEYS)
    if room.keyboard is not None:
        room.screen.notice(KEYS_SHOWN)
    room.coach.play(session, KEYS_SHOWN)
    for line in session.summary:
        room.screen.notice(line)
    return FINISHED if session.phase is Phase.FINISHED else STOPPED_EARLY


def _ask(room: Room) -> Clearance | None:
    """Put the safety question, aloud and on the screen."""
    room.use_keys(GATE_KEYS)
    for line in QUESTION:
        room.screen.notice(line)
    room.screen.notice(GATE_KEYS_SHOWN)
    gate = Gate(room.speech.length)
    room.coach.play(gate, GATE_KEYS_SHOWN)
    return gate.clearance


def _pick(shelf: Shelf) -> str:
    """A menu of the routines."""
    if not sys.stdin.isatty():
        raise UsageError("Which routine?", "Name one that `voice-coach list` shows.")
    entries = [entry for entry in shelf.entries() if entry.routine is not None]
    click.echo("Which routine?\n")
    for number, entry in enumerate(entries, start=1):
        if entry.routine is not None:
            time = phrasebook.about(unroll(entry.routine).total)
            click.echo(f"{number:4}  {entry.routine.name:28} {entry.routine.level.value:13} {time}")
    choice: int = click.prompt("\nNumber", type=click.IntRange(1, len(entries)), prompt_suffix=": ")
    return str(entries[choice - 1].path)
