"""What past sessions make known of the occasion of the next one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from voice_coach.core.model.history import IntervalOutcome, PastInterval, PastSession
from voice_coach.core.model.occasion import Amount, Occasion
from voice_coach.core.training.athlete_level import monday_of, was_too_much
from voice_coach.core.training.statistics import Best
from voice_coach.core.wording.phrasebook import day_gone

LOOKED_BACK = 30
"""How many of the last sessions tell which exercises are known: two months of a full week."""


def occasion_after(
    latest: tuple[PastSession, ...],
    same: tuple[PastSession, ...],
    sessions: int,
    times: int,
    *,
    bests: Iterable[Best],
    today: date,
) -> Occasion:
    """What is known after past sessions.

    `latest`: the last ones, newest first. `same`: the last ones of the routine.
    `sessions`, `times`: how many there were, and how many of the routine.
    """
    counted = [one for one in latest if one.counts]
    days = [one.began.date() for one in counted]
    last = next((one for one in same if one.counts), None)
    return Occasion(
        sessions=sessions,
        this_week=sum(monday_of(day) == monday_of(today) for day in days),
        days_away=(today - days[0]).days if days else None,
        times=times,
        last_day=day_gone(last.began.date(), today) if last else "",
        last=_amounts(last.intervals) if last else {},
        bests={best.exercise: best.seconds for best in bests},
        known=Counter(slug for one in counted for slug in _done(one)),
        too_much=_too_much(last) if last else frozenset(),
    )


def _done(session: PastSession) -> frozenset[str]:
    return frozenset(
        one.exercise for one in session.intervals if one.outcome is IntervalOutcome.DONE
    )


def _amounts(intervals: Iterable[PastInterval]) -> dict[str, Amount]:
    """The most of each exercise that was done in one set."""
    seconds: dict[str, float] = {}
    reps: dict[str, int] = {}
    for one in intervals:
        if one.outcome is not IntervalOutcome.DONE:
            continue
        if one.reps is not None:
            reps[one.exercise] = max(one.reps, reps.get(one.exercise, 0))
        elif one.held:
            held = one.spent / 2 if one.split else one.spent
            seconds[one.exercise] = max(held, seconds.get(one.exercise, 0.0))
    slugs = (*seconds, *reps)
    return {slug: Amount(seconds.get(slug), reps.get(slug)) for slug in slugs}


def _too_much(session: PastSession) -> frozenset[str]:
    """The exercises whose easier variant may be welcome: all of them after a session that was
    hard or hurt, else the holds that were left early."""
    works = session.intervals
    if was_too_much(session):
        return frozenset(one.exercise for one in works)
    return frozenset(
        one.exercise for one in works if one.held and one.outcome is IntervalOutcome.SHORTENED
    )
