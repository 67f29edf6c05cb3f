"""Progress at the end of a session: the choice of one improvement to mention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voice_coach.core.model.occasion import Amount, Occasion
from voice_coach.core.units import Seconds

LEAST_LONGER: Seconds = 2.0
"""Least difference between two holds to count as longer: less is the delay of a command."""

MILESTONES = frozenset({5, 10, 25, 50, 75})
"""Numbers of sessions worth a mention; after these, every hundred."""


@dataclass(frozen=True, slots=True)
class Achievement:
    """The most done of an exercise in one set of this session."""

    name: str
    amount: Amount


def longest_ever(done: Mapping[str, Achievement], known: Occasion) -> Achievement | None:
    """A hold longer than any before; of several the one that grew most. The first hold of an
    exercise is no record."""
    grown = {
        slug: (one.amount.seconds or 0.0) - known.bests[slug]
        for slug, one in done.items()
        if slug in known.bests
    }
    slug = max(grown, key=lambda one: grown[one], default=None)
    return done[slug] if slug is not None and grown[slug] >= LEAST_LONGER else None


def most_improved(
    done: Mapping[str, Achievement], known: Occasion
) -> tuple[Achievement, float] | None:
    """The exercise with the largest relative growth since the last time, and its growth in seconds
    or reps."""
    if not known.last_day:
        return None
    found: tuple[float, Achievement, float] | None = None
    for slug, one in done.items():
        before, now = _figures(known.last.get(slug), one.amount)
        more = now - before
        least = 1.0 if one.amount.reps is not None else LEAST_LONGER
        if before and more >= least and (found is None or more / before > found[0]):
            found = (more / before, one, more)
    return None if found is None else found[1:]


def is_milestone(sessions: int) -> bool:
    """True if a number of sessions is worth a mention."""
    return sessions in MILESTONES or (sessions > 0 and sessions % 100 == 0)


def _figures(before: Amount | None, now: Amount) -> tuple[float, float]:
    """Both amounts in the unit of the second one; zeros if there is nothing to compare."""
    if before is None:
        return 0.0, 0.0
    if now.reps is not None:
        return before.reps or 0.0, now.reps
    return before.seconds or 0.0, now.seconds or 0.0
