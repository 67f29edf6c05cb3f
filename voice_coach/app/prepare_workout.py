"""The workout to lead: a routine from its beginning, or an unfinished session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from voice_coach.app.last_done import last_done
from voice_coach.app.screening_flow import Clearing
from voice_coach.core.events.messages import Event
from voice_coach.core.model.position import SessionPosition
from voice_coach.core.model.routine import Routine, SayAs
from voice_coach.core.model.timeline import Timeline, exercises_of
from voice_coach.core.model.unroll import unroll
from voice_coach.core.safety.clearance import Clearance
from voice_coach.core.safety.recovery import allowance
from voice_coach.core.session.resume_point import place_in, prepared
from voice_coach.core.training.selection import BEGIN_WITH, is_too_much_at_first
from voice_coach.core.wording import phrasebook
from voice_coach.errors import UsageError
from voice_coach.journal.records import Account, account_of
from voice_coach.library.routine.finder import Found, Shelf
from voice_coach.library.routine.reader import read_routine
from voice_coach.system import clock
from voice_coach.system.bounded_read import read_regular

if TYPE_CHECKING:
    from voice_coach.core.figures.figure import Figure
    from voice_coach.journal.resume import Unfinished


@dataclass(frozen=True, slots=True)
class Workout:
    """The workout to lead now."""

    timeline: Timeline
    account: Account
    """The header of its journal record."""
    said: tuple[str, ...] = ()
    """Sentences to say to the athlete first."""
    begins: SessionPosition | None = None
    """The position at which it is resumed; None: at its beginning."""
    routine: Routine | None = None
    """As its author wrote it; None where that can't be read any more."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """Figures of the routine's own exercises."""
    say_as: SayAs = ()
    """How the routine's words are spoken, where that must be told."""
    pain: Event | None = None
    """What the athlete has said meanwhile if something hurts."""


def begun(
    found: Found, clearing: Clearing, clearance: Clearance, shelf: Shelf, *, as_written: bool
) -> Workout:
    """A routine from its beginning, with the changes by past sessions unless `as_written`. Raise
    LeftError if the athlete wants none of it."""
    routine, said = clearing.fitted(found.routine, clearance, shelf)
    is_reduced = allowance(clearing.health.recovery).reduced
    pain = None
    if not (as_written or is_reduced):
        # Imported here: it is not needed before the first question is put.
        from voice_coach.app.progression_flow import progressed  # noqa: PLC0415

        routine, changes, pain = progressed(
            routine, clearing.runtime, clearance, shelf, clearing.today
        )
        said = (*said, *changes)
    if is_too_much_at_first(routine.level, last_done()):
        easier = shelf.find(BEGIN_WITH).routine.name
        said = (phrasebook.hard_for_a_first(routine.name, easier), *said)
    path = found.path.resolve()
    document = _text(path) or ""
    if routine.slug != found.routine.slug:
        path, document = _elsewhere(routine, shelf)
    timeline = unroll(routine)
    account = account_of(
        routine.slug,
        timeline,
        clearance,
        clock.wall(),
        path=str(path),
        document=document,
        reduced=is_reduced,
    )
    return Workout(
        *(timeline, account, said, None, routine),
        figures=routine.figures,
        say_as=routine.say_as,
        pain=pain,
    )


def taken_up(
    unfinished: Unfinished, clearing: Clearing, clearance: Clearance, shelf: Shelf
) -> Workout:
    """An unfinished session: as it was begun, unless its routine was changed since or today's
    clearance does not allow the rest of it. Raise LeftError if the athlete wants none of it."""
    account = unfinished.account
    present = _text(Path(account.path)) if account.path else None
    edited = present is not None and present != account.document
    as_begun = _goes_on_as_begun(unfinished, clearing, clearance, shelf)
    before = _read(account.document, account, shelf)
    routine = _read(present, account, shelf) if edited else before
    if as_begun and (routine is None or not edited):
        lost = (phrasebook.EDITED_AND_UNREADABLE,) if edited else ()
        return _as_begun(unfinished, before, *lost)
    routine = routine or before
    if routine is None:
        raise UsageError(
            f"{account.title} can't be resumed: its routine can't be read any more.",
            "Start another with `voice-coach start`.",
        )
    fitted, said = clearing.fitted(routine, clearance, shelf)
    timeline = unroll(fitted)
    index = place_in(timeline, unfinished.timeline, unfinished.place.index)
    if index is not None:
        said = (*((phrasebook.EDITED,) if edited else ()), *said)
        return _at(unfinished, timeline, index, routine, *said)
    if as_begun:
        return _as_begun(unfinished, before, phrasebook.EDITED_AND_LOST)
    return _at(unfinished, timeline, 0, routine, phrasebook.PLACE_LOST, *said)


def _as_begun(unfinished: Unfinished, routine: Routine | None, *said: str) -> Workout:
    return _at(unfinished, unfinished.timeline, unfinished.place.index, routine, *said)


def _at(
    unfinished: Unfinished, timeline: Timeline, index: int, routine: Routine | None, *said: str
) -> Workout:
    """The position in an unfinished session. `routine`: the source of its exercises, if it can be
    read."""
    place, account = unfinished.place, unfinished.account
    account.resume()
    timeline = prepared(timeline, index)
    begins = SessionPosition(timeline, index, 0, 0.0, place.spent, place.done, place.left)
    if routine is None:
        return Workout(timeline, account, said, begins)
    own = routine.figures, routine.say_as
    return Workout(timeline, account, said, begins, routine, *own)


def _goes_on_as_begun(
    unfinished: Unfinished, clearing: Clearing, clearance: Clearance, shelf: Shelf
) -> bool:
    """True if today's clearance allows the rest of it, by what is known of it today."""
    if allowance(clearing.health.recovery).reduced and not unfinished.account.reduced:
        return False
    left = unfinished.timeline.intervals[unfinished.place.index :]
    exercises = [one for interval in left for one in exercises_of(interval)]
    return all(
        clearance.allows(one) and clearance.allows(shelf.catalogue.get(one.slug) or one)
        for one in exercises
    )


def _elsewhere(routine: Routine, shelf: Shelf) -> tuple[Path, str]:
    """The file and content of a routine done instead."""
    path = shelf.find(routine.slug).path.resolve()
    return path, _text(path) or ""


def _text(path: Path) -> str | None:
    try:
        return read_regular(path).decode("utf-8", "replace")
    except (OSError, ValueError):
        return None


def _read(text: str | None, account: Account, shelf: Shelf) -> Routine | None:
    """The routine that a text describes; None if it can't be read."""
    try:
        return read_routine((text or "").encode(), account.path, account.routine, shelf.catalogue)
    except UsageError:
        return None
