"""Progress in words: today's changes against the last time."""

from __future__ import annotations

from collections.abc import Sequence

from voice_coach.core.model.routine import Sides, Step
from voice_coach.core.model.views import Option
from voice_coach.core.training.dose_changes import REDUCED
from voice_coach.core.training.dose_scale import amount_of
from voice_coach.core.training.progression import Adjustment, Proposal
from voice_coach.core.wording import phrasebook
from voice_coach.core.wording.numbers import duration

SAID_EACH = 2
"""Largest number of changes said one by one; more are said in one sentence."""

LESS = "A little less of each today, because last time was too much."
BACK = "It has been a while, so we begin a step lower."
LIGHT = f"This is a light week: about {REDUCED:.0%} of everything, to let it settle.".replace(
    "%", " percent"
)
_SIDES = {Sides.EACH: " each side", Sides.SPLIT: ", half on each side"}

REFUSE_BY_KEY = "Press N to leave it as it was."
REFUSE_BY_VOICE = "Say no to leave it as it was."
KEYS = "n as it was · Enter or nothing: so be it · p something hurts · q leave"
OPTIONS = (
    Option("n", "as it was"),
    Option("\r", "so be it"),
    phrasebook.PAIN_OPTION,
    *phrasebook.LEAVE_OPTIONS,
)


def refusal(*, listening: bool) -> str:
    """The way to refuse."""
    return REFUSE_BY_VOICE if listening else REFUSE_BY_KEY


def said(proposal: Proposal) -> tuple[str, ...]:
    """The changes, to be heard."""
    if proposal.light:
        why = (LESS,) if proposal.less else (BACK,) if proposal.back else ()
        return (*why, LIGHT)
    less = _few(proposal.less, LESS)
    back = _few(proposal.back, BACK)
    return (*less, *back, *map(adjusted, proposal.more))


def shown(proposal: Proposal) -> tuple[str, ...]:
    """The changes, and what was reached before, in full, to be read."""
    if proposal.light:
        return (*said(proposal), *map(adjusted, proposal.lightened))
    changed = (*proposal.less, *proposal.back, *proposal.more)
    return (*map(adjusted, changed), *map(_kept, proposal.kept))


def adjusted(change: Adjustment) -> str:
    """One change: "Plank: 25 seconds, up from 20."."""
    old, new = change.old, change.new
    if old.exercise.slug != new.exercise.slug:
        return f"{new.exercise.name} instead of {old.exercise.name}: {_dose(new)}."
    way = "up" if amount_of(new) > amount_of(old) else "down"
    return f"{new.exercise.name}: {_dose(new)}, {way} from {_figures(old)}."


def _kept(change: Adjustment) -> str:
    old, new = change.old, change.new
    written = old.exercise.name if old.exercise.slug != new.exercise.slug else _figures(old)
    return f"{new.exercise.name}: {_dose(new)}, as last time; {written} as written."


def _few(changes: Sequence[Adjustment], otherwise: str) -> tuple[str, ...]:
    return tuple(map(adjusted, changes)) if len(changes) <= SAID_EACH else (otherwise,)


def _dose(step: Step) -> str:
    """The dose of a set: "25 seconds", "11 reps each side", "5 times 8 seconds", "34 seconds, half
    on each side"."""
    work = step.sets[0]
    sides = _SIDES.get(step.sides, "")
    if work.reps is None:
        return f"{duration(work.seconds or 0.0)}{sides}"
    if work.seconds is not None:
        return f"{_figures(step)} times {duration(work.seconds)}{sides}"
    return f"{_figures(step)} reps{sides}"


def _figures(step: Step) -> str:
    """The bare figures of the sets: "20", or "7, 5 and 3" where they differ."""
    amounts = [work.seconds if work.reps is None else work.reps for work in step.sets]
    figures = [f"{amount or 0:g}" for amount in amounts]
    if len(set(figures)) == 1:
        return figures[0]
    return f"{', '.join(figures[:-1])} and {figures[-1]}"
