"""The head start: a session begins when rendering will keep ahead of it.

The rule, with the pace measured on the clips that have just been rendered: where nothing will be
late, the session begins at once; what is needed so late that any machine is ahead of it is not even
measured. Meanwhile the coach says the notices that the session would begin with, if they are
ready. Where words would be late, it begins later by what is lacking, and measures again then:
other programs may have come to use the processor. Beyond `UNTOLD_WAIT` it says so. Where the waits
would come to more than `LONGEST_WAIT`, or where there is no first clip within `MEASURING`, the
system's voice speaks.
"""

from __future__ import annotations

import math

from voice_coach.app.live_runtime import LiveRuntime
from voice_coach.app.screening_flow import HurtError, LeftError
from voice_coach.core.dialogues.announcement import Announcement
from voice_coach.core.events.keys import BEGINNING_KEYS
from voice_coach.core.events.messages import Event
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


_ALMOST: Seconds = 0.3
"""So little is not waited for once more."""


def give_head_start(runtime: LiveRuntime, session: Session) -> Event | None:
    """Wait until what is missing of a session's words will be rendered in time. Return what the
    athlete said or pressed if something hurts meanwhile: no words are waited for then. Raise
    LeftError if they leave."""
    try:
        _wait_until_ahead(runtime, session)
    except HurtError as hurt:
        return hurt.event
    return None


def _wait_until_ahead(runtime: LiveRuntime, session: Session) -> None:
    if not runtime.speech.missing(due.text for due in session.agenda):
        return
    # The worker takes a second to start: it is told the first words before the rest is found out.
    runtime.coach.want_first(session.greeting)
    coming = session.coming
    runtime.coach.want_first(tuple(due.text for due in coming))
    if _is_ahead_on_any_machine(runtime, coming):
        return
    _say_notices(runtime, session)
    coming = session.coming
    waited, most = 0.0, LONGEST_WAIT
    while waited <= most:
        lacking = _lacking(runtime, coming)
        if waited + lacking > most and runtime.speech.replace_voice(phrasebook.TOO_SLOW):
            lacking = _lacking(runtime, coming)
        if lacking == math.inf or lacking <= (_ALMOST if waited else 0.0):
            return
        if not _wait(runtime, coming, lacking):
            return
        waited += lacking
        most = LONGEST_WAIT + UNTOLD_WAIT  # Not another voice for a little more.


def _say_notices(runtime: LiveRuntime, session: Session) -> None:
    """Say what is ready of the session's beginning while the worker starts. Raise LeftError."""
    notices = session.notices
    if not notices or runtime.speech.missing(notices):
        return
    session.skip_notices()
    _tell(runtime, notices)


def _tell(runtime: LiveRuntime, texts: tuple[str, ...], lasts: Seconds = 0.0) -> Announcement:
    """Say something while waiting. Raise LeftError or HurtError where it was ended so."""
    announcement = tell_before(runtime, texts, lasts)
    if announcement.pain is not None:
        raise HurtError(announcement.pain)
    return announcement


def tell_before(runtime: LiveRuntime, texts: tuple[str, ...], lasts: Seconds = 0.0) -> Announcement:
    """Say something before a workout, for at least `lasts`. Raise LeftError if the athlete
    leaves."""
    length_of, options = runtime.speech.length, phrasebook.BEGINNING_OPTIONS
    announcement = Announcement(length_of, texts, options, lasts, BEGINNING_KEYS)
    runtime.coach.play(announcement)
    if announcement.left:
        raise LeftError
    return announcement


def _is_ahead_on_any_machine(runtime: LiveRuntime, coming: tuple[Due, ...]) -> bool:
    """Whether what is missing is needed so late that even the slowest machine is ahead of it."""
    missing = runtime.speech.missing(due.text for due in coming)
    opening = Rendering(math.inf, MEASURING)
    work = renderings(coming, missing, runtime.speech.length, SLOWEST_PACE)
    return head_start((opening, *work)) <= 0


def _lacking(runtime: LiveRuntime, coming: tuple[Due, ...]) -> Seconds:
    """The head start that is lacking; infinite where nothing is rendered."""
    speech = runtime.speech
    pace = speech.wait_pace(MEASURING)
    if pace is None:
        return math.inf
    missing = speech.missing(due.text for due in coming)
    return head_start(renderings(coming, missing, speech.length, pace))


def _wait(runtime: LiveRuntime, coming: tuple[Due, ...], lacking: Seconds) -> bool:
    """Wait so long; False if the athlete wants to begin at once. Raise LeftError."""
    speech = runtime.speech
    if lacking <= UNTOLD_WAIT:
        speech.wait_ready(speech.missing(due.text for due in coming), lacking)
        return True
    runtime.screen.notice(phrasebook.begins_in(math.ceil(lacking)))
    return not _tell(runtime, (phrasebook.GETTING_READY,), lacking).cut_short
