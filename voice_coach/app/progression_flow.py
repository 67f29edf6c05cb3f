"""The progression flow: a routine with the changes by past sessions, proposed to the athlete."""

from __future__ import annotations

from datetime import date

from voice_coach.app.live_runtime import LiveRuntime
from voice_coach.app.next_session import proposal_for
from voice_coach.app.screening_flow import LeftError
from voice_coach.core.dialogues.progression_prompt import ProgressionPrompt
from voice_coach.core.events.messages import Event, private
from voice_coach.core.model.routine import Routine
from voice_coach.core.safety.clearance import Clearance
from voice_coach.core.training import progression_text
from voice_coach.errors import CoachError
from voice_coach.library.routine.finder import Shelf


def progressed(
    routine: Routine, runtime: LiveRuntime, clearance: Clearance, shelf: Shelf, today: date
) -> tuple[Routine, tuple[str, ...], Event | None]:
    """Today's routine, what is to be said about it first, and what the athlete said if something
    hurts. Raise LeftError when they leave.

    Optional changes are proposed, and taken unless refused. Changes for safety are only told. If
    the journal can't be read, the routine stays as it is.
    """
    try:
        proposal = proposal_for(routine, clearance, shelf, today)
    except CoachError as error:
        runtime.screen.notice(str(error))
        return routine, (), None
    said = progression_text.said(proposal)
    for line in progression_text.shown(proposal):
        if line not in said:
            runtime.screen.notice(line)
    if not (proposal.can_be_refused and runtime.answers):
        return proposal.routine, said, None
    refusal = progression_text.refusal(listening=runtime.listening)
    proposing = ProgressionPrompt(runtime.speech.length, private(said), refusal)
    runtime.coach.play(proposing)
    if proposing.left:
        raise LeftError
    return (proposal.otherwise if proposing.refused else proposal.routine), (), proposing.pain
