"""Routines, and what their next session changes after sessions of them."""

from __future__ import annotations

from datetime import date, timedelta

from fakes import hold, reps, step
from workouts import trained

from voice_coach.core.model.routine import (
    Block,
    BlockName,
    Level,
    Routine,
)
from voice_coach.core.safety.clearance import CLEAR
from voice_coach.core.training.dose_scale import amount_of
from voice_coach.core.training.progression import propose
from voice_coach.library.catalogue.catalogue import load_catalogue

CATALOGUE = load_catalogue()
MONDAY = date(2026, 3, 2)


def routine(*nodes, level=Level.BEGINNER):
    return Routine("mine", "Mine", level, "", (), (Block(BlockName.MAIN, nodes),))


def of(slug, *sets, **changes):
    return step(CATALOGUE[slug], *sets, **changes)


PLANK = of("plank", hold(20))
PLANKS = routine(PLANK)
THREE = routine(PLANK, of("crunch", reps(10)), of("back-extension", reps(8)))


def day(number):
    """Some day; each is a week after the one before, so that no week is a training week."""
    return MONDAY + timedelta(weeks=number)


def doses(one):
    """What a routine's main part asks for, by exercise."""
    return {
        step.exercise.slug: amount_of(step)
        for block, step in one.steps()
        if block is BlockName.MAIN
    }


def after(written, *sessions, clearance=CLEAR, today=None):
    newest = max((session.began.date() for session in sessions), default=MONDAY)
    today = today or newest + timedelta(days=2)
    return propose(written, sessions, clearance, CATALOGUE, today)


def in_turn(written, *ratings, gap=7):
    """Sessions in each of which what was proposed was done, and rated so."""
    sessions = []
    for number, rating in enumerate(ratings):
        today = MONDAY + timedelta(days=gap * number)
        proposed = propose(written, tuple(sessions), CLEAR, CATALOGUE, today)
        effort, pain = rating if isinstance(rating, tuple) else (rating, 0)
        sessions.append(trained(proposed.routine, today, effort, pain))
    return sessions
