"""Today's plan, for a start that names no routine."""

from __future__ import annotations

from dataclasses import dataclass

from voice_coach.config.plan_file import load_plan, plan_path
from voice_coach.core.training.week_plan import NAMES
from voice_coach.library.routine.finder import Found, Shelf
from voice_coach.system import clock


@dataclass(frozen=True, slots=True)
class Today:
    """Today's part of the plan."""

    found: Found | None
    """The routine for today; None if there is none."""
    said: tuple[str, ...]
    """Sentences about it; none if no week is planned."""

    @property
    def is_rest(self) -> bool:
        """True if a week is planned with nothing for today."""
        return self.found is None and bool(self.said)


def planned_today(shelf: Shelf) -> Today:
    """Today's part of the plan. Raise UsageError for a plan that can't be read."""
    week = load_plan(plan_path(), shelf)
    if week is None:
        return Today(None, ())
    day = clock.today()
    slug = week.on(day)
    if slug is not None:
        found = shelf.find(slug)
        return Today(found, (f"Today is for {found.routine.name}.",))
    following = week.after(day)
    if following is None:
        return Today(None, ("Nothing is planned for today.",))
    later, name = NAMES[following[0].weekday()], shelf.find(following[1]).routine.name
    return Today(None, ("Today is for rest: that is when muscles grow.", f"{later}: {name}."))
