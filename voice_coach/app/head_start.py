"""The head start: a session begins when rendering will keep ahead of it.

The rule, with the pace measured on the first clip that is rendered: where nothing will be late,
the session begins at once. Where words would be late, it begins later by what is lacking; beyond
`UNTOLD_WAIT` it says so. Where that is more than `LONGEST_WAIT`, the system's voice speaks.
"""

from __future__ import annotations

import math

from voice_coach.app.live_runtime import LiveRuntime
from voice_coach.core.dialogues.announcement import Announcement
from voice_coach.core.session.agenda import LONGEST_WAIT, UNTOLD_WAIT, head_start, renderings
from voice_coach.core.session.session import Session
from voice_coach.core.units import Seconds
from voice_coach.core.wording import phrasebook

_MEASURING: Seconds = 10.0
"""How long the first clip is waited for: the worker takes a second to start, and more on a busy
machine."""


def give_head_start(room: LiveRuntime, session: Session) -> None:
    """Wait until what is missing of a session's words will be rendered in time."""
    speech = room.speech
    agenda = session.agenda
    texts = [due.text for due in agenda]
    if not speech.missing(texts):
        return
    room.coach.want_first(session.texts)
    pace = speech.wait_pace(_MEASURING)
    if pace is None:
        return
    missing = speech.missing(texts)
    lacking = head_start(renderings(agenda, missing, speech.length, pace))
    if lacking > LONGEST_WAIT and speech.replace_voice(phrasebook.TOO_SLOW):
        return
    if lacking > UNTOLD_WAIT:
        room.screen.notice(phrasebook.begins_in(math.ceil(lacking)))
        waiting = Announcement(speech.length, (phrasebook.GETTING_READY,), lasts=lacking)
        room.coach.play(waiting)
    else:
        speech.wait_ready(missing, lacking)
