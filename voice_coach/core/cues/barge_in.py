"""Barge-in: the coach falls silent while somebody speaks, and goes on if it was no command.

A command said over the coach's own words can then be understood, and a person would do the same. It
must not silence the coach for good: in a room where others talk, it is switched off for a while.
"""

from __future__ import annotations

import math

from voice_coach.core.cues.cue_schedule import Schedule
from voice_coach.core.events.messages import Effect, Event, Heard, VoiceBegan, VoiceOver, asked_by
from voice_coach.core.events.playback import Hush, Silence
from voice_coach.core.units import Seconds

LONGEST: Seconds = 3.0
"""Longest silence for one voice. No command is as long as that."""

PATIENCE = 3
"""After this many silences without a command within `WITHIN`, the coach does not fall silent for
`WITHIN`: whoever talks there does not talk to the coach."""

WITHIN: Seconds = 60.0


class BargeIn:
    """Decides when to fall silent and when to go on, and has interrupted words said again."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self._since: Seconds | None = None
        """Time at which it fell silent; None while it speaks."""
        self._in_vain: tuple[Seconds, ...] = ()
        """Times of the latest silences that ended without a command."""
        self._not_before: Seconds = -math.inf
        """Earliest time of the next silence, after too many without a command."""

    @property
    def on(self) -> bool:
        """True while the coach is silent for somebody else."""
        return self._since is not None

    @property
    def deadline(self) -> Seconds | None:
        """The time at which a silence has lasted long enough."""
        return None if self._since is None else self._since + LONGEST

    def attend(
        self, event: Event | None, now: Seconds, *, standing: bool = True
    ) -> tuple[tuple[Effect, ...], bool]:
        """Take every event, and the passing of `deadline`. Returns the effects, and True if the
        coach is about to speak again.

        `standing`: no clock runs. Interrupted words are then said again with everything that
        follows them; otherwise only those that are still true, around cues that have a fixed time.
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
            self._schedule.say_missed_again(since, now)
            return (Hush(on=False),)
        postpone = self._schedule.postpone(since, now)
        return (Silence(), Hush(on=False)) if postpone else (Hush(on=False),)
