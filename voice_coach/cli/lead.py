"""Leading a workout: the question, the session, the goodbye."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from voice_coach.audio.output import Output
from voice_coach.cli.room import Room, open_room
from voice_coach.core import phrasebook
from voice_coach.core.clearance import CLEAR, Clearance, Outcome
from voice_coach.core.command import Command
from voice_coach.core.exercise import Exercise
from voice_coach.core.gate import Gate
from voice_coach.core.run import Manner
from voice_coach.core.session import Session
from voice_coach.core.talk import Talk
from voice_coach.core.timeline import Timeline
from voice_coach.core.unroll import unroll
from voice_coach.core.view import Phase
from voice_coach.errors import UsageError
from voice_coach.inbox import Inbox
from voice_coach.keyboard import GATE_KEYS, KEYS, KEYS_SHOWN
from voice_coach.library.screening import load_screening
from voice_coach.library.shelf import Shelf
from voice_coach.settings import Settings, load_settings

FINISHED = 0
STOPPED_EARLY = 3
REST_ADVISED = 4

GENTLE_ROUTINE = "gentle-back"
"""Offered in place of a routine that is more than gentle."""


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
    clearance = CLEAR
    if not fit:
        gate = _screen(room, timeline)
        if gate.clearance is None:
            return STOPPED_EARLY
        clearance = gate.clearance
        if not clearance.opens:
            return REST_ADVISED
        if gate.takes_alternative:
            timeline = unroll(shelf.find(GENTLE_ROUTINE).routine)
        if not clearance.allows_all(timeline.exercises()):
            return REST_ADVISED
    manner = Manner(
        talk=Talk(settings.talk),
        volume=settings.volume,
        rate=settings.rate,
        notice=phrasebook.FIT_NOTICE if fit else "",
    )
    lookup = _allowed(clearance, timeline, shelf)
    session = Session(timeline, room.speech.length, lookup, manner)
    return _train(room, session)


def _train(room: Room, session: Session) -> int:
    """Run the session to its end, with what pain makes of it."""
    room.use_keys(KEYS)
    if room.keyboard is not None:
        room.screen.notice(KEYS_SHOWN)
    room.coach.play(session, KEYS_SHOWN)
    while session.hurt:
        command = _after_pain(room)
        room.use_keys(KEYS)
        room.coach.go_on(session, command or Command.QUIT, KEYS_SHOWN)
        if command is None:
            return REST_ADVISED
    for line in session.summary:
        room.screen.notice(line)
    return FINISHED if session.phase is Phase.FINISHED else STOPPED_EARLY


def _after_pain(room: Room) -> Command | None:
    """Ask about the pain; how to go on, or None for not at all."""
    screening = load_screening()
    gate = Gate(room.speech.length, screening, questions=screening.pain)
    room.use_keys(GATE_KEYS)
    room.coach.play(gate, phrasebook.GATE_KEYS)
    if gate.clearance is None or not gate.clearance.opens:
        return None
    return _AFTER_PAIN[gate.answers[screening.pain[-1].name]]


_AFTER_PAIN = {"1": Command.LEAVE_OUT, "2": Command.EASIER}


def _screen(room: Room, timeline: Timeline) -> Gate:
    """Put the safety question, aloud and on the screen, and what follows from the answer."""
    gentle = Clearance(Outcome.GENTLE).allows_all(timeline.exercises())
    alternative = "" if gentle else GENTLE_ROUTINE.replace("-", " ").title()
    gate = Gate(room.speech.length, load_screening(), alternative=alternative)
    room.use_keys(GATE_KEYS)
    room.coach.play(gate, phrasebook.GATE_KEYS)
    return gate


def _allowed(
    clearance: Clearance, timeline: Timeline, shelf: Shelf
) -> Callable[[str], Exercise | None]:
    """Finds variants by slug, the routine's own first, and only what the clearance allows."""
    own = {exercise.slug: exercise for exercise in timeline.exercises()}

    def lookup(slug: str) -> Exercise | None:
        exercise = own.get(slug) or shelf.catalogue.get(slug)
        return exercise if exercise is not None and clearance.allows(exercise) else None

    return lookup


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
