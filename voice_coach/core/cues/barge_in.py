"""The hush: falling silent while somebody speaks, and speaking on when it was nothing.

It lets a command be understood that is said over the coach's own words, and it is what a person
would do. What it must not do is silence the coach for good: in a room where others talk, it
stops for a while.
"""

from __future__ import annotations

import math

from voice_coach.core.cues.cue_schedule import Schedule
from voice_coach.core.events.messages import (
    Effect,
    Event,
    Heard,
    Hush,
    Silence,
    VoiceBegan,
    VoiceOver,
    asked_by,
)
from voice_coach.core.units import Seconds

LONGEST: Seconds = 3.0
"""How long the coach stays silent for one voice. No command is as long as that."""

PATIENCE = 3
"""So many times it falls silent for nothing within `WITHIN`, and then not for `WITHIN`: whoever
talks there does not talk to the coach."""

WITHIN: Seconds = 60.0


class BargeIn:
    """Says when to fall silent and when to speak on, and has what was cut short said again."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self._since: Seconds | None = None
        """When it fell silent; None while it speaks."""
        self._in_vain: tuple[Seconds, ...] = ()
        """When it lately spoke on because it had been nothing."""
        self._not_before: Seconds = -math.inf
        """When it will fall silent again, after too often in vain."""

    @property
    def on(self) -> bool:
        """Whether the coach is silent for somebody else."""
        return self._since is not None

    @property
    def deadline(self) -> Seconds | None:
        """When it has been silent for long enough."""
        return None if self._since is None else self._since + LONGEST

    def attend(
        self, event: Event | None, now: Seconds, *, standing: bool = True
    ) -> tuple[tuple[Effect, ...], bool]:
        """Take every event, and the passing of `deadline`. Returns what is to be done, and
        whether the coach just begins to speak again.

        `standing`: no clock runs. What was cut short is then said again with all that follows
        it; else around what has its own time, and only what is still true.
        """
        if isinstance(event, Heard):
            self._in_vain, self._not_before = (), -math.inf
        if self._since is None:
            return self._begin(event, now), False
        if asked_by(event) is not None:
            self._since = None
            return (Hush(on=False),), True
        if isinstance(event, VoiceOver) or now >= self._since + LONGEST:
            return self._speak_on(self._since, now, standing=standing), True
        return (), False

    def _begin(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        if not isinstance(event, VoiceBegan) or now < self._not_before:
            return ()
        self._since = now
        return (Hush(on=True),)

    def _speak_on(self, since: Seconds, now: Seconds, *, standing: bool) -> tuple[Effect, ...]:
        self._since = None
        self._in_vain = (*(at for at in self._in_vain if at > now - WITHIN), now)
        if len(self._in_vain) >= PATIENCE:
            self._in_vain, self._not_before = (), now + WITHIN
        if not standing:
            self._schedule.take_up(since, now)
            return (Hush(on=False),)
        put_off = self._schedule.put_off(since, now)
        return (Silence(), Hush(on=False)) if put_off else (Hush(on=False),)
