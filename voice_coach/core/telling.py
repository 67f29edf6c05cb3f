"""The telling: something said in full, to which no answer is expected."""

from __future__ import annotations

from voice_coach.core.command import Command
from voice_coach.core.cue import Cue, LengthOf, Priority
from voice_coach.core.effect import Effect, Event, Notice, Silence, Want
from voice_coach.core.exercise import Seconds
from voice_coach.core.schedule import SOON, Schedule

_LEAVING = (Command.DONE, Command.NEXT, Command.STOP, Command.QUIT, Command.NO)


class Telling:
    """Says its texts one after the other, and is done; a key cuts it short."""

    def __init__(self, length_of: LengthOf, texts: tuple[str, ...]) -> None:
        self.opening = texts
        """What is said, to be rendered before it is."""
        self.done = False
        self._schedule = Schedule(length_of)
        self._until: Seconds | None = None

    @property
    def deadline(self) -> Seconds | None:
        """When to call `handle` again at the latest."""
        moments = (self._until, self._schedule.next_due)
        return min((moment for moment in moments if moment is not None), default=None)

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Begin to speak; everything is on the screen at once."""
        cues = (Cue(Priority.SAFETY, SOON, (text,), latest=240.0) for text in self.opening)
        self._schedule.lay(0, cues, now, 300.0)
        self._until = max(now, self._schedule.busy_until) + 0.3
        shown = (Notice(text) for text in self.opening)
        return (Want(self.opening), *shown, *self._schedule.hand_over(now))

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take a key, or the passing of `deadline`."""
        if event in _LEAVING or (self._until is not None and now >= self._until):
            self._schedule.silence(now)
            self.done, self._until = True, None
            return (Silence(),)
        return self._schedule.hand_over(now)
