"""The changes that past sessions make to a routine's next one."""

from __future__ import annotations

from datetime import date

from voice_coach.config.health_file import HealthFile, health_path
from voice_coach.core.model.routine import Routine
from voice_coach.core.safety.clearance import Clearance, Outcome
from voice_coach.core.training import progression_text
from voice_coach.core.training.adaptation import adapt
from voice_coach.core.training.progression import Proposal, propose
from voice_coach.journal.reader import JournalReader
from voice_coach.library.routine.finder import Shelf
from voice_coach.system import clock


def proposal_for(routine: Routine, clearance: Clearance, shelf: Shelf, today: date) -> Proposal:
    """The changes of a routine's next session, adapted to a clearance. Raise CoachError."""
    with JournalReader() as journal:
        past = journal.sessions(routine=routine.slug)
    return propose(routine, past, clearance, shelf.catalogue, today)


def next_time(routine: Routine, shelf: Shelf) -> tuple[str, ...]:
    """The changes of a routine's next session without any clearance, a sentence each. Raise
    CoachError."""
    conditions = HealthFile(health_path()).load().profile.conditions
    clearance = Clearance(Outcome.PROCEED, conditions=conditions)
    fitted = adapt(routine, clearance, shelf.catalogue).routine
    if fitted is None:
        return ()
    return progression_text.shown(proposal_for(fitted, clearance, shelf, clock.today()))
