"""The footing: where on the scale of a step the athlete stands, after the sessions so far.

It is followed session by session from the first one done as the routine is written, and moves one
place at a time. What was not on that way (a gentle day, less of it on the way back after pain, a
routine as written in between, a routine that has been edited since) is no footing and does not
count as progress; that it was hard or hurt counts in any case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from voice_coach.core.model.history import Deed, Effort, Ending, PastInterval, PastSession
from voice_coach.core.model.routine import Sides, Step
from voice_coach.core.training.dose_scale import Scale

PAIN_FROM = 3
"""How the back felt after a session, from 0 to 10: from here on there is less next time. Below it
is what exercise for a sore part is commonly allowed to bring; project policy."""

BREAK = timedelta(weeks=3)
"""After so long without it, it goes on one place lower, if that is not below what is written."""
LONG_BREAK = timedelta(weeks=8)
"""After so long, it begins again as written."""

WEEKS_OF_WORK = 3
"""After so many training weeks in a row, the next one is light."""
DAYS_OF_A_TRAINING_WEEK = 2
"""Who trains less often than this has rest enough."""


class DoseDecision(StrEnum):
    """What follows for a step from how it went."""

    LESS = "less"
    SAME = "same"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class AthleteLevel:
    """Where somebody stands on a scale."""

    place: int
    due: DoseDecision = DoseDecision.SAME
    known: bool = False
    """Whether the step has been done from what is written on; before that, nothing else of it
    counts."""
    last: date | None = None
    """When the routine was last trained."""


def footing_on(
    scale: Scale, turns: int, sessions: tuple[PastSession, ...], light: frozenset[date]
) -> AthleteLevel:
    """The footing after `sessions` of one routine, oldest first. `turns`: how often the step's
    sets come in it, as in the rounds of a circuit. `light`: the Mondays of light weeks."""
    footing = AthleteLevel(scale.written)
    for session in sessions:
        day = session.began.date()
        footing = after_break(footing, scale, day)
        footing = replace(
            _after(footing, scale, turns, session, in_light_week=monday_of(day) in light), last=day
        )
    return footing


def after_break(footing: AthleteLevel, scale: Scale, today: date) -> AthleteLevel:
    """The footing with what a break up to `today` makes of it."""
    if footing.last is None or today - footing.last < BREAK:
        return footing
    written = scale.written
    is_long = today - footing.last >= LONG_BREAK
    lower = written if is_long else max(written, footing.place - 1)
    due = (
        DoseDecision.LESS if footing.due is DoseDecision.LESS and not is_long else DoseDecision.SAME
    )
    return replace(footing, place=min(footing.place, lower), due=due)


def was_too_much(session: PastSession) -> bool:
    """Whether there should be less of it next time."""
    hurt = session.pain is not None and session.pain >= PAIN_FROM
    return session.effort is Effort.HARD or hurt or bool(session.hurt)


def was_fine(session: PastSession) -> bool:
    """Whether there may be more of it next time, as far as the whole of it tells. Without a word
    from the athlete there may not."""
    finished = session.ending is Ending.FINISHED
    return finished and session.effort in (Effort.EASY, Effort.RIGHT) and not was_too_much(session)


# --- one session ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was made of a step in a session."""

    slug: str
    """The exercise that was done last."""
    amount: float
    changed: bool
    """Whether another variant took over in it."""
    done: tuple[PastInterval, ...]


def _after(
    footing: AthleteLevel, scale: Scale, turns: int, session: PastSession, *, in_light_week: bool
) -> AthleteLevel:
    too_much = was_too_much(session)
    beside = replace(
        footing,
        due=DoseDecision.LESS
        if too_much or footing.due is DoseDecision.LESS
        else DoseDecision.SAME,
    )
    seen = None if in_light_week else _seen(scale, session)
    if seen is None:
        return beside
    if seen.changed:
        place = scale.entry_of(seen.slug, footing.place)
        due = DoseDecision.LESS if too_much else DoseDecision.SAME
        return beside if place is None else replace(footing, place=place, due=due, known=True)
    place = scale.place_of(seen.slug, seen.amount)
    if place is None or not _follows(footing, place):
        return beside
    due = _due(scale.steps[place], turns, session, seen)
    return replace(footing, place=place, due=due, known=True)


def _follows(footing: AthleteLevel, place: int) -> bool:
    """Whether a place is one that may come after a footing."""
    return abs(place - footing.place) <= (1 if footing.known else 0)


def _due(step: Step, turns: int, session: PastSession, seen: _Seen) -> DoseDecision:
    if was_too_much(session):
        return DoseDecision.LESS
    sides = 2 if step.sides is Sides.EACH else 1
    whole = len(seen.done) >= turns * len(step.sets) * sides
    return DoseDecision.MORE if whole and was_fine(session) else DoseDecision.SAME


def _seen(scale: Scale, session: PastSession) -> _Seen | None:
    slugs = scale.slugs
    works = [one for one in session.intervals if one.exercise in slugs]
    if not works:
        return None
    last = works[-1].exercise
    own = [one for one in works if one.exercise == last]
    first = min(one.set_number for one in own)
    # The least of the first sets: one of them may have been given more time as it ran.
    amount = min(_amount(one) for one in own if one.set_number == first)
    done = tuple(one for one in works if one.deed is Deed.DONE)
    return _Seen(last, amount, works[0].exercise != last, done)


def _amount(interval: PastInterval) -> float:
    """As `scale.amount_at_once`."""
    if interval.reps is not None:
        return interval.reps
    return interval.planned / (2 if interval.split else 1)


# --- weeks ------------------------------------------------------------------------------


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def light_weeks(days: Iterable[date], today: date) -> frozenset[date]:
    """The Mondays of the light weeks up to this one, by the days on which a routine was trained.

    The week after three training weeks in a row is light, and then the count begins anew. A week
    on whose days it was trained once counts for nothing; a week without it breaks the row.
    """
    trained = Counter(map(monday_of, set(days)))
    light: set[date] = set()
    row, before = 0, None
    for monday in sorted({*trained, monday_of(today)}):
        if before is not None and monday - before > timedelta(weeks=1):
            row = 0
        if row == WEEKS_OF_WORK:
            light.add(monday)
            row = 0
        elif trained[monday] >= DAYS_OF_A_TRAINING_WEEK:
            row += 1
        before = monday
    return frozenset(light)
