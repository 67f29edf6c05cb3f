"""The head start: a session begins when rendering will keep ahead of it.

The rule, with the pace measured on the first clip that is rendered: where nothing will be late,
the session begins at once; what is needed so late that any machine is ahead of it is not even
measured. Where words would be late, it begins later by what is lacking; beyond
`UNTOLD_WAIT` it says so. Where that is more than `LONGEST_WAIT`, or where there is no first clip
within `MEASURING`, the system's voice speaks.
"""

from __future__ import annotations

import math

from voice_coach.app.live_runtime import LiveRuntime
from voice_coach.app.screening_flow import LeftError
from voice_coach.core.dialogues.announcement import Announcement
from voice_coach.core.session.agenda import (
    LONGEST_WAIT,
    SLOWEST_PACE,
    UNTOLD_WAIT,
    Due,
    Rendering,
    head_start,
    renderings,
)
from voice_coach.core.session.session import Session
from voice_coach.core.units import Seconds
from voice_coach.core.wording import phrasebook

MEASURING: Seconds = 8.0
"""Longest wait for the first clip. On an idle core it takes 1.4 s, with the start of the worker; a
machine that needs 8 is as slow as one that lacks more than `LONGEST_WAIT`."""


def give_head_start(runtime: LiveRuntime, session: Session) -> None:
    """Wait until what is missing of a session's words will be rendered in time. Raise LeftError if
    the athlete leaves meanwhile."""
    agenda = session.agenda
    if not runtime.speech.missing(due.text for due in agenda):
        return
    runtime.coach.want_first(session.texts)
    if _is_ahead_on_any_machine(runtime, agenda):
        return
    lacking = _lacking(runtime, agenda)
    if lacking > LONGEST_WAIT and runtime.speech.replace_voice(phrasebook.TOO_SLOW):
        lacking = _lacking(runtime, agenda)
    if lacking < math.inf:
        _wait(runtime, agenda, lacking)


def _is_ahead_on_any_machine(runtime: LiveRuntime, agenda: tuple[Due, ...]) -> bool:
    """Whether what is missing is needed so late that even the slowest machine is ahead of it."""
    missing = runtime.speech.missing(due.text for due in agenda)
    opening = Rendering(math.inf, MEASURING)
    work = renderings(agenda, missing, runtime.speech.length, SLOWEST_PACE)
    return head_start((opening, *work)) <= 0


def _lacking(runtime: LiveRuntime, agenda: tuple[Due, ...]) -> Seconds:
    """The head start that is lacking; infinite where nothing is rendered."""
    speech = runtime.speech
    pace = speech.wait_pace(MEASURING)
    if pace is None:
        return math.inf
    missing = speech.missing(due.text for due in agenda)
    return head_start(renderings(agenda, missing, speech.length, pace))


def _wait(runtime: LiveRuntime, agenda: tuple[Due, ...], lacking: Seconds) -> None:
    speech = runtime.speech
    if lacking > UNTOLD_WAIT:
        runtime.screen.notice(phrasebook.begins_in(math.ceil(lacking)))
        text = phrasebook.GETTING_READY
        announcement = Announcement(speech.length, (text,), lasts=lacking)
        runtime.coach.play(announcement)
        if announcement.left:
            raise LeftError
    else:
        speech.wait_ready(speech.missing(due.text for due in agenda), lacking)
