"""What is known of the athlete and the day, from the journal, the plan and the settings."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from voice_coach.config.plan_file import load_plan, plan_path
from voice_coach.core.model.occasion import DayPart, Occasion
from voice_coach.core.wording.phrasebook import day_to_come
from voice_coach.errors import CoachError
from voice_coach.journal.paths import journal_path
from voice_coach.library.routine.finder import Shelf
from voice_coach.system import clock

_SAME = 5
"""How many sessions of a routine are looked through for the last in which something was done."""


def occasion_of(routine: str, name: str | None, shelf: Shelf) -> Occasion:
    """What is known as a session of a routine begins now. What can't be read counts as unknown."""
    now = clock.wall()
    known = replace(_past(routine, now), name=name or "", day_part=DayPart.at(now.hour))
    with suppress(CoachError):
        return _with_plan(known, now, shelf)
    return known


def _past(routine: str, now: datetime) -> Occasion:
    if not journal_path().exists():
        return Occasion(sessions=0, times=0)
    # Imported here: before the first workout nobody needs the database, nor what reads its past.
    from voice_coach.core.training.past_occasion import (  # noqa: PLC0415
        LOOKED_BACK,
        occasion_after,
    )
    from voice_coach.journal import statistics  # noqa: PLC0415
    from voice_coach.journal.reader import JournalReader  # noqa: PLC0415

    try:
        with JournalReader() as journal:
            latest = journal.sessions(limit=LOOKED_BACK)
            same = journal.sessions(limit=_SAME, routine=routine)
            sessions, times = statistics.count(journal), statistics.count(journal, routine)
            bests = statistics.bests(journal)
    except CoachError:
        return Occasion()
    return occasion_after(latest, same, sessions, times, bests=bests, today=now.date())


def _with_plan(known: Occasion, now: datetime, shelf: Shelf) -> Occasion:
    today = now.date()
    week = load_plan(plan_path(), shelf)
    following = None if week is None else week.after(today)
    if following is None:
        return known
    day, slug = following
    title = shelf.find(slug).routine.name
    return replace(known, next_day=day_to_come(day, today), next_title=title)
