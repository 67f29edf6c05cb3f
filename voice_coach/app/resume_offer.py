"""Unfinished sessions: found, and offered to be resumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_coach.app.screening_flow import HurtError, LeftError
from voice_coach.core.wording import phrasebook
from voice_coach.errors import CoachError, UsageError
from voice_coach.journal.paths import journal_path, marks_folder
from voice_coach.journal.session_locks import Marked, recently_left
from voice_coach.system import clock

if TYPE_CHECKING:
    from voice_coach.app.live_runtime import LiveRuntime
    from voice_coach.journal.resume import Unfinished
    from voice_coach.library.routine.finder import Found


def to_resume() -> Unfinished:
    """The session that `resume` continues. Raise UsageError if there is none, JournalError if the
    journal can't be read."""
    unfinished = _take_up()
    if unfinished is None:
        raise UsageError(
            "There is no workout to resume. One can be resumed for seven days if it was stopped "
            "after its first exercise and before its end, and nothing hurt in it.",
            "Start one with `voice-coach start`.",
        )
    return unfinished


def is_something_left() -> bool:
    """True if a start without a name has something to offer."""
    return _left() is not None


def offered(runtime: LiveRuntime, found: Found | None) -> Unfinished | None:
    """The session of the last day, of this routine or without one of any, that the athlete wants to
    continue. Raise LeftError if they leave instead, HurtError if something hurts."""
    routine = None if found is None else found.routine.slug
    left = _left(routine)
    if left is None or not runtime.answers:
        return None
    # Imported here: most starts have nothing to offer.
    from voice_coach.core.dialogues.yes_no import YesNoQuestion  # noqa: PLC0415

    asking = YesNoQuestion(
        runtime.speech.length, phrasebook.resume_offer(left.title), phrasebook.RESUME_KEYS
    )
    runtime.coach.play(asking, phrasebook.RESUME_KEYS)
    if asking.pain is not None:
        raise HurtError(asking.pain)
    if asking.left:
        raise LeftError
    if not asking.yes:
        return None
    try:
        return _take_up(left.key)
    except CoachError as error:
        runtime.screen.notice(str(error))
        return None


def _left(routine: str | None = None) -> Marked | None:
    return recently_left(marks_folder(journal_path()), clock.wall().timestamp(), routine)


def _take_up(key: str | None = None) -> Unfinished | None:
    # Imported here: an ordinary start opens no database before its first word.
    from voice_coach.journal.resume import unfinished_session  # noqa: PLC0415

    return unfinished_session(journal_path(), clock.wall().timestamp(), key)
