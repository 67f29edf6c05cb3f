"""Leading a workout: the clearance, the session, the goodbye."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from voice_coach import clock
from voice_coach.audio.device import DeviceOutput
from voice_coach.cli.clearing import Clearing, LeftError
from voice_coach.cli.hearing import Choice, choose
from voice_coach.cli.menu import pick, pick_aloud
from voice_coach.cli.room import Room, at_a_terminal, fills_screen, open_room
from voice_coach.core import phrasebook
from voice_coach.core.arbiter import Mode
from voice_coach.core.clearance import Clearance, Outcome
from voice_coach.core.command import Command
from voice_coach.core.exercise import Exercise
from voice_coach.core.listening import Listening
from voice_coach.core.manner import Manner
from voice_coach.core.parting import Parting
from voice_coach.core.rating import Rating
from voice_coach.core.session import Session
from voice_coach.core.talk import Talk
from voice_coach.core.telling import Telling
from voice_coach.core.timeline import Timeline
from voice_coach.core.unroll import unroll
from voice_coach.core.view import Phase
from voice_coach.errors import UsageError
from voice_coach.health import HealthFile, health_path
from voice_coach.inbox import Inbox
from voice_coach.keyboard import KEYS, KEYS_SHOWN, PARTING_KEYS, RATING_KEYS
from voice_coach.library.screening import load_screening
from voice_coach.library.shelf import Shelf
from voice_coach.local_help import advice_number, emergency_number, spoken
from voice_coach.settings import Settings, load_settings

FINISHED = 0
STOPPED_EARLY = 3
REST_ADVISED = 4


def lead(
    name: str | None,
    inbox: Inbox,
    output: DeviceOutput,
    *,
    events: str | None,
    fit: bool,
    flags: dict[str, Any],
) -> int:
    """Lead through the routine `name`; without one, let the athlete pick. Returns the exit
    code."""
    settings = load_settings(**flags)
    choice = _choice(settings)
    listens = choice is not None and choice.lacking is None
    if not (fit or listens or at_a_terminal()):
        raise UsageError(
            "There is no terminal to answer the safety question in.",
            "Start it in a terminal, or answer in advance with --fit.",
        )
    shelf = Shelf()
    asks = name is None and (listens or fills_screen(settings, events))
    found = None if asks else shelf.find(name or pick(shelf))
    with open_room(settings, events, inbox, output, choice if listens else None) as room:
        _announce(room, choice)
        found = found or pick_aloud(shelf, room)
        if found is None:
            return STOPPED_EARLY
        clearing = _clearing(room, settings)
        try:
            clearance, notices = _cleared(clearing, fit=fit)
            if not clearance.opens:
                return REST_ADVISED
            routine, said = clearing.fitted(found.routine, clearance, shelf)
        except LeftError:
            return STOPPED_EARLY
        manner = Manner(
            talk=Talk(settings.talk),
            volume=settings.volume,
            rate=settings.rate,
            notices=(*notices, *said),
            listening=room.listening,
        )
        timeline = unroll(routine)
        lookup = _allowed(clearance, timeline, shelf)
        session = Session(timeline, room.speech.length, lookup, manner)
        return _train(clearing, session, found.path.stem)


def _choice(settings: Settings) -> Choice | None:
    """How to listen; None for not at all. Raises UsageError."""
    if settings.listen == Listening.OFF:
        return None
    return choose(settings, Mode(settings.listen))


def _announce(room: Room, choice: Choice | None) -> None:
    """Tell what the athlete must know of listening, before anything is asked."""
    if choice is None:
        return
    if choice.lacking:
        room.screen.notice(f"Can't hear you: {choice.lacking} Keys do everything.")
    elif choice.warning:
        room.coach.play(Telling(room.speech.length, (choice.warning,)))


def _clearing(room: Room, settings: Settings) -> Clearing:
    numbers = emergency_number(settings), advice_number(settings)
    screening = load_screening(*map(spoken, numbers), listening=room.listening)
    clearing = Clearing(room, screening, HealthFile(health_path()), clock.today())
    clearing.recall()
    return clearing


def _cleared(clearing: Clearing, *, fit: bool) -> tuple[Clearance, tuple[str, ...]]:
    """What may be trained, and what is to be said of it first."""
    if fit:
        conditions = clearing.health.profile.conditions
        return Clearance(Outcome.PROCEED, conditions=conditions), (phrasebook.FIT_NOTICE,)
    clearance = clearing.screen()
    if not clearance.opens:
        return clearance, ()
    conditions = clearance.conditions | clearing.known_conditions()
    return replace(clearance, conditions=conditions), ()


def _train(clearing: Clearing, session: Session, slug: str) -> int:
    """Run the session to its end, with what pain makes of it."""
    room = clearing.room
    room.use_keys(KEYS)
    if room.keyboard is not None and not room.full:
        room.screen.notice(KEYS_SHOWN)
    room.coach.play(session, KEYS_SHOWN)
    while session.hurt:
        command = _after_pain(clearing)
        room.use_keys(KEYS)
        room.coach.go_on(session, command or Command.QUIT, KEYS_SHOWN)
        if command is None:
            return REST_ADVISED
    for line in session.summary:
        room.screen.notice(line)
    finished = session.phase is Phase.FINISHED
    if finished:
        _rate(clearing, slug)
    if room.full and not session.left_at_once:
        room.use_keys(PARTING_KEYS)
        room.coach.play(Parting(session.result))
    return FINISHED if finished else STOPPED_EARLY


def _after_pain(clearing: Clearing) -> Command | None:
    """Ask about the pain; how to go on, or None for not at all."""
    questions = clearing.screening.pain
    gate = clearing.ask(questions)
    if gate.clearance is None:
        return None
    if not gate.clearance.opens:
        clearing.after_pain(gate.clearance)
        return None
    return _AFTER_PAIN[gate.answers[questions[-1].name]]


_AFTER_PAIN = {"1": Command.LEAVE_OUT, "2": Command.EASIER}


def _rate(clearing: Clearing, slug: str) -> None:
    """Ask how the back feels, where it can be answered."""
    room = clearing.room
    if room.keyboard is None and not room.listening:
        return
    rating = Rating(room.speech.length)
    room.use_keys(RATING_KEYS)
    room.coach.play(rating)
    if rating.score is not None:
        clearing.keep_score(slug, rating.score)


def _allowed(
    clearance: Clearance, timeline: Timeline, shelf: Shelf
) -> Callable[[str], Exercise | None]:
    """Finds variants by slug, the routine's own first, and only what the clearance allows."""
    own = {exercise.slug: exercise for exercise in timeline.exercises()}

    def lookup(slug: str) -> Exercise | None:
        exercise = own.get(slug) or shelf.catalogue.get(slug)
        return exercise if exercise is not None and clearance.allows(exercise) else None

    return lookup
