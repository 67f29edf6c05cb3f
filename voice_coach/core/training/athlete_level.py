"""The athlete's level: the place on a step's scale reached by the sessions so far.

It is followed session by session from the first one done as the routine is written, and moves one
place at a time. Sessions off that path (a gentle day, a reduced dose on the way back after pain, a
routine as written in between, a routine edited since) set no level and do not count as progress;
that one was hard or hurt counts in any case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from voice_coach.core.model.history import (
    Effort,
    Ending,
    IntervalOutcome,
    PastInterval,
    PastSession,
)
from voice_coach.core.model.routine import Sides, Step
from voice_coach.core.training.dose_scale import Scale

PAIN_FROM = 3
"""Pain after a session, 0 to 10, from which the next one has less. Below it is what exercise for a
sore part is commonly allowed to bring; project policy."""

BREAK = timedelta(weeks=3)
"""A break after which it goes on one place lower, if that is not below what is written."""
LONG_BREAK = timedelta(weeks=8)
"""A break after which it begins again as written."""

WEEKS_OF_WORK = 3
"""Training weeks in a row after which the next one is light."""
DAYS_OF_A_TRAINING_WEEK = 2
"""Fewest days of a training week; training less often is rest enough."""


class DoseDecision(StrEnum):
    """The decision for a step after a session."""

    LESS = "less"
    SAME = "same"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class AthleteLevel:
    """A place on a scale."""

    place: int
    due: DoseDecision = DoseDecision.SAME
    known: bool = False
    """The step has been done as written; before that, nothing else of it counts."""
    last: date | None = None
    """The last day the routine was trained."""


def level_on(
    scale: Scale, turns: int, sessions: tuple[PastSession, ...], light: frozenset[date]
) -> AthleteLevel:
    """The level after `sessions` of one routine, oldest first. `turns`: number of times the step's
    sets come in it, as in the rounds of a circuit. `light`: the Mondays of light weeks."""
    level = AthleteLevel(scale.written)
    for session in sessions:
        day = session.began.date()
        level = after_break(level, scale, day)
        level = replace(
            _after(level, scale, turns, session, in_light_week=monday_of(day) in light), last=day
        )
    return level


def after_break(level: AthleteLevel, scale: Scale, today: date) -> AthleteLevel:
    """The level after a break up to `today`."""
    if level.last is None or today - level.last < BREAK:
        return level
    written = scale.written
    is_long = today - level.last >= LONG_BREAK
    lower = written if is_long else max(written, level.place - 1)
    due = DoseDecision.LESS if level.due is DoseDecision.LESS and not is_long else DoseDecision.SAME
    return replace(level, place=min(level.place, lower), due=due)


def was_too_much(session: PastSession) -> bool:
    """True if there should be less of it next time."""
    hurt = session.pain is not None and session.pain >= PAIN_FROM
    return session.effort is Effort.HARD or hurt or bool(session.hurt)


def was_fine(session: PastSession) -> bool:
    """True if there may be more of it next time, as far as the whole session tells. Not without a
    rating by the athlete."""
    finished = session.ending is Ending.FINISHED
    return finished and session.effort in (Effort.EASY, Effort.RIGHT) and not was_too_much(session)


# --- one session ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Seen:
    """A step as done in a session."""

    slug: str
    """The exercise done last."""
    amount: float
    changed: bool
    """Another variant took over in it."""
    done: tuple[PastInterval, ...]


def _after(
    level: AthleteLevel, scale: Scale, turns: int, session: PastSession, *, in_light_week: bool
) -> AthleteLevel:
    too_much = was_too_much(session)
    beside = replace(
        level,
        due=DoseDecision.LESS if too_much or level.due is DoseDecision.LESS else DoseDecision.SAME,
    )
    seen = None if in_light_week else _seen(scale, session)
    if seen is None:
        return beside
    if seen.changed:
        place = scale.entry_of(seen.slug, level.place)
        due = DoseDecision.LESS if too_much else DoseDecision.SAME
        return beside if place is None else replace(level, place=place, due=due, known=True)
    place = scale.place_of(seen.slug, seen.amount)
    if place is None or not _follows(level, place):
        return beside
    due = _due(scale.steps[place], turns, session, seen)
    return replace(level, place=place, due=due, known=True)


def _follows(level: AthleteLevel, place: int) -> bool:
    """True if a place may follow a level."""
    return abs(place - level.place) <= (1 if level.known else 0)


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
    done = tuple(one for one in works if one.outcome is IntervalOutcome.DONE)
    return _Seen(last, amount, works[0].exercise != last, done)


def _amount(interval: PastInterval) -> float:
    """The amount, as `dose_scale.amount_at_once`."""
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
    trained only once counts for nothing; a week without training breaks the row.
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
