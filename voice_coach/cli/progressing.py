"""Progressing: what past sessions of a routine make of the next one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from voice_coach import clock
from voice_coach.core import progress_phrases
from voice_coach.core.adapting import adapt
from voice_coach.core.clearance import Clearance, Outcome
from voice_coach.core.progression import Proposal, propose
from voice_coach.core.proposing import Proposing
from voice_coach.core.routine import Routine
from voice_coach.errors import CoachError
from voice_coach.health import HealthFile, health_path
from voice_coach.journal.reading import Journal
from voice_coach.keyboard import GATE_KEYS
from voice_coach.library.shelf import Shelf

if TYPE_CHECKING:  # It brings all of a live coach, which `show` does not need.
    from voice_coach.cli.room import Room


def proposal_for(routine: Routine, clearance: Clearance, shelf: Shelf, today: date) -> Proposal:
    """What the next session of a routine, fitted to a clearance, changes. Raises CoachError."""
    with Journal() as journal:
        past = journal.sessions(routine=routine.slug)
    return propose(routine, past, clearance, shelf.catalogue, today)


def next_time(routine: Routine, shelf: Shelf) -> tuple[str, ...]:
    """What the next session of a routine would change, if nothing speaks against training; each
    change in a sentence. Raises CoachError."""
    conditions = HealthFile(health_path()).load().profile.conditions
    clearance = Clearance(Outcome.PROCEED, conditions=conditions)
    fitted = adapt(routine, clearance, shelf.catalogue).routine
    if fitted is None:
        return ()
    return progress_phrases.shown(proposal_for(fitted, clearance, shelf, clock.today()))


def progressed(
    routine: Routine, room: Room, clearance: Clearance, shelf: Shelf, today: date
) -> tuple[Routine, tuple[str, ...]] | None:
    """The routine as it is to be done today, and what is to be said of it first. None when the
    athlete wants to leave.

    What can be refused is proposed, and taken unless it is. What is for safety is only said.
    Where the journal can't be read, the routine stays as it is.
    """
    try:
        proposal = proposal_for(routine, clearance, shelf, today)
    except CoachError as error:
        room.screen.notice(str(error))
        return routine, ()
    said = progress_phrases.said(proposal)
    for line in progress_phrases.shown(proposal):
        if line not in said:
            room.screen.notice(line)
    if not (proposal.can_be_refused and room.answers):
        return proposal.routine, said
    refusal = progress_phrases.refusal(listening=room.listening)
    proposing = Proposing(room.speech.length, said, refusal)
    room.use_keys(GATE_KEYS)
    room.coach.play(proposing)
    if proposing.left:
        return None
    return (proposal.otherwise if proposing.refused else proposal.routine), ()
