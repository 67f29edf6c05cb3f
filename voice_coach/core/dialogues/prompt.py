"""The prompt: the coach's part in a dialogue, saying something and then waiting."""

from __future__ import annotations

from voice_coach.core.cues.barge_in import BargeIn
from voice_coach.core.cues.cue import Cue, LengthOf, Priority
from voice_coach.core.cues.cue_schedule import SOON, Schedule
from voice_coach.core.events.messages import Effect, Event, Want
from voice_coach.core.events.playback import Silence
from voice_coach.core.units import Seconds

_PULSE: Seconds = 1.0
"""Longest time between two calls while it waits, so that it notices a standstill."""

_STANDSTILL: Seconds = 2.0
"""A call later than that by this much means that it was not running: nobody could have answered."""


class Prompt:
    """Says sentences one after the other, and measures the silence after them. While somebody
    speaks it is silent and does not count the time; time during which it was suspended does not
    count either."""

    def __init__(self, length_of: LengthOf) -> None:
        self._schedule = Schedule(length_of)
        self._barge_in = BargeIn(self._schedule)
        self._patience: Seconds | None = None
        self._until: Seconds | None = None
        """The end of the wait; None while it waits for nothing."""
        self._alive: Seconds = 0.0
        """Time of the last call."""
        self._lane = 0
        self._out: list[Effect] = []

    @property
    def deadline(self) -> Seconds | None:
        """The time at which something is due next; None if nothing is."""
        moments = (
            None if self._barge_in.on else self._next_look,
            self._barge_in.deadline,
            self._schedule.next_due,
        )
        return min((moment for moment in moments if moment is not None), default=None)

    @property
    def _next_look(self) -> Seconds | None:
        return None if self._until is None else min(self._until, self._alive + _PULSE)

    def say(self, now: Seconds, texts: tuple[str, ...], patience: Seconds | None) -> None:
        """Say `texts` after the current words, then wait for `patience` seconds of silence; None:
        without end."""
        self._lane += 1
        self.ask(Want(texts))
        cues = (Cue(Priority.SAFETY, SOON, (text,), latest=240.0) for text in texts)
        self._schedule.lay(self._lane, cues, now, 300.0)
        self._patience = patience
        self._wait(now)

    def attend(self, event: Event | None, now: Seconds) -> None:
        """Take every event: be silent while somebody speaks, and then start the wait again."""
        effects, speaks_again = self._barge_in.attend(event, now)
        self.ask(*effects)
        stood_still = now > self._alive + _PULSE + _STANDSTILL
        self._alive = now
        if speaks_again or (stood_still and self._until is not None):
            self._wait(now)

    def has_waited(self, now: Seconds) -> bool:
        """True if nobody has answered for the whole wait."""
        return self._until is not None and now >= self._until and not self._barge_in.on

    def silence(self, now: Seconds) -> None:
        """Say nothing more, and stop waiting."""
        self.ask(Silence())
        self._schedule.silence(now)
        self._patience = self._until = None

    def ask(self, *effects: Effect) -> None:
        """Add effects."""
        self._out.extend(effects)

    def collect(self, now: Seconds) -> tuple[Effect, ...]:
        """All effects since the last call, and the sounds that are due."""
        out, self._out = self._out, []
        return (*out, *self._schedule.hand_over(now))

    def _wait(self, now: Seconds) -> None:
        if self._patience is not None:
            self._alive = now
            self._until = max(now, self._schedule.busy_until) + self._patience
