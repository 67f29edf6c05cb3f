"""The rating: how the back feels after a session, zero to ten."""

from __future__ import annotations

from voice_coach.core import phrasebook
from voice_coach.core.command import Command
from voice_coach.core.cue import Cue, LengthOf, Priority
from voice_coach.core.effect import Answer, Effect, Event, Notice, Record, Silence, Want
from voice_coach.core.exercise import Seconds
from voice_coach.core.schedule import SOON, Schedule

WORST = 10

PATIENCE: Seconds = 15.0
"""Silence after the question that means: skipped."""


class Rating:
    """Asks once. A figure answers; any other key, or silence, skips."""

    def __init__(self, length_of: LengthOf) -> None:
        self._schedule = Schedule(length_of)
        self._until: Seconds | None = None
        self.done = False
        self.score: int | None = None
        """0 to 10, or None when it was skipped."""

    @property
    def opening(self) -> tuple[str, ...]:
        """The question, to be rendered before it is put."""
        return phrasebook.RATING

    @property
    def deadline(self) -> Seconds | None:
        """When to call `handle` again at the latest."""
        moments = (self._until, self._schedule.next_due)
        return min((moment for moment in moments if moment is not None), default=None)

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Put the question."""
        cue = Cue(Priority.SAFETY, SOON, phrasebook.RATING, latest=10.0)
        self._schedule.lay(0, (cue,), now, 30.0)
        self._until = self._schedule.busy_until + PATIENCE
        shown = (Notice(phrasebook.RATING[0]), Notice(phrasebook.RATING_KEYS))
        return (Want(phrasebook.RATING), *shown, *self._schedule.hand_over(now))

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take the answer, or the passing of `deadline`."""
        if isinstance(event, Answer):
            self.score = min(WORST, int(event.choice))
            return (Record("rating", now, {"score": self.score}), *self._end(now))
        if isinstance(event, Command) or (self._until is not None and now >= self._until):
            return self._end(now)
        return self._schedule.hand_over(now)

    def _end(self, now: Seconds) -> tuple[Effect, ...]:
        self._schedule.silence(now)
        self.done, self._until = True, None
        return (Silence(),)
