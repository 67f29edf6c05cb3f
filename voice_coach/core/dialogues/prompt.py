"""The dialogue: the coach's side of a conversation, in which it says something and then waits."""

from __future__ import annotations

from voice_coach.core.cues.barge_in import BargeIn
from voice_coach.core.cues.cue import Cue, LengthOf, Priority
from voice_coach.core.cues.cue_schedule import SOON, Schedule
from voice_coach.core.events.messages import Effect, Event, Silence, Want
from voice_coach.core.units import Seconds

_PULSE: Seconds = 1.0
"""How often it wants to be called while it waits, so that it knows that time passes."""

_STANDSTILL: Seconds = 2.0
"""Called this much later than that, it was not running: nobody could have answered."""


class Prompt:
    """Says sentences one after the other, and knows when it has waited long enough for an
    answer. While somebody speaks it is silent and does not count the time; and what passed while
    it was suspended does not count either."""

    def __init__(self, length_of: LengthOf) -> None:
        self._schedule = Schedule(length_of)
        self._hushing = BargeIn(self._schedule)
        self._patience: Seconds | None = None
        self._until: Seconds | None = None
        """When it will have waited long enough; None while it waits for nothing."""
        self._alive: Seconds = 0.0
        """When it was last called."""
        self._lane = 0
        self._out: list[Effect] = []

    @property
    def deadline(self) -> Seconds | None:
        """When something is due next."""
        moments = (
            None if self._hushing.on else self._next_look,
            self._hushing.deadline,
            self._schedule.next_due,
        )
        return min((moment for moment in moments if moment is not None), default=None)

    @property
    def _next_look(self) -> Seconds | None:
        return None if self._until is None else min(self._until, self._alive + _PULSE)

    def say(self, now: Seconds, texts: tuple[str, ...], patience: Seconds | None) -> None:
        """Say `texts` after all that is being said, then wait for `patience` of silence; None:
        for ever."""
        self._lane += 1
        self.ask(Want(texts))
        cues = (Cue(Priority.SAFETY, SOON, (text,), latest=240.0) for text in texts)
        self._schedule.lay(self._lane, cues, now, 300.0)
        self._patience = patience
        self._wait(now)

    def attend(self, event: Event | None, now: Seconds) -> None:
        """Take every event: be silent while somebody speaks, and then wait anew."""
        effects, speaks_again = self._hushing.attend(event, now)
        self.ask(*effects)
        stood_still = now > self._alive + _PULSE + _STANDSTILL
        self._alive = now
        if speaks_again or (stood_still and self._until is not None):
            self._wait(now)

    def has_waited(self, now: Seconds) -> bool:
        """Whether nobody has answered for as long as it waits."""
        return self._until is not None and now >= self._until and not self._hushing.on

    def silence(self, now: Seconds) -> None:
        """Say nothing more, and wait for nothing."""
        self.ask(Silence())
        self._schedule.silence(now)
        self._patience = self._until = None

    def ask(self, *effects: Effect) -> None:
        """Have the world do something."""
        self._out.extend(effects)

    def collect(self, now: Seconds) -> tuple[Effect, ...]:
        """All that was asked for since the last time, and the sounds that are due."""
        out, self._out = self._out, []
        return (*out, *self._schedule.hand_over(now))

    def _wait(self, now: Seconds) -> None:
        if self._patience is not None:
            self._alive = now
            self._until = max(now, self._schedule.busy_until) + self._patience
