"""Progressing: a routine with what past sessions of it change, proposed to the athlete."""

from __future__ import annotations

from datetime import date

from voice_coach.cli.clearing import LeftError
from voice_coach.cli.next_time import proposal_for
from voice_coach.cli.room import Room
from voice_coach.core import progress_phrases
from voice_coach.core.clearance import Clearance
from voice_coach.core.proposing import Proposing
from voice_coach.core.routine import Routine
from voice_coach.errors import CoachError
from voice_coach.keyboard import GATE_KEYS
from voice_coach.library.shelf import Shelf


def progressed(
    routine: Routine, room: Room, clearance: Clearance, shelf: Shelf, today: date
) -> tuple[Routine, tuple[str, ...]]:
    """The routine as it is to be done today, and what is to be said of it first. Raises LeftError
    when the athlete leaves.

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
        raise LeftError
    return (proposal.otherwise if proposing.refused else proposal.routine), ()
