"""The routines as they are offered: those that fit first, each with when it was last done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voice_coach.app.last_done import last_done
from voice_coach.config.settings import load_settings
from voice_coach.core.model.routine import Routine
from voice_coach.core.model.timeline import Timeline
from voice_coach.core.model.unroll import unroll
from voice_coach.core.training.selection import RoutineFacts, by_fit, facts_of
from voice_coach.library.routine.finder import FoundRoutine, Shelf
from voice_coach.system import clock

_FOR_TODAY = "planned for today"
_TO_BEGIN_WITH = "begin with this one"


@dataclass(frozen=True, slots=True)
class Offer:
    """A routine to choose, with all that tells whether it fits."""

    entry: FoundRoutine
    routine: Routine
    timeline: Timeline
    facts: RoutineFacts
    last: date | None
    """When it was last done."""
    why_first: str
    """Why it is the one to begin with; empty for all others."""


def offers(shelf: Shelf, planned: str | None = None) -> tuple[Offer, ...]:
    """All routines that can be read, those that fit first. `planned`: the slug of today's."""
    done, rate = last_done(), load_settings().rate
    found: dict[str, Offer] = {}
    for entry in shelf.entries():
        if entry.routine is not None:
            timeline = unroll(entry.routine, rate)
            facts = facts_of(entry.routine, timeline)
            last = done.get(entry.slug)
            found[entry.slug] = Offer(entry, entry.routine, timeline, facts, last, "")
    ordered = by_fit((one.facts for one in found.values()), done, clock.today(), planned)
    return tuple(_marked(found[facts.slug], ordered[0].slug, planned) for facts in ordered)


def _marked(one: Offer, first: str, planned: str | None) -> Offer:
    if one.facts.slug != first:
        return one
    why = _FOR_TODAY if planned == first else _TO_BEGIN_WITH
    return Offer(one.entry, one.routine, one.timeline, one.facts, one.last, why)
