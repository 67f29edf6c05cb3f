"""The schedule: placed cues on their way to the mixer.

Cues wait here in absolute time and are handed over `LEAD` ahead of their beginning. Until
shortly before that beginning they can be withdrawn and laid anew: after a command that moves
time, or when a clip turns out longer than was thought.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from voice_coach.core.cue import Cue, Fitting, LengthOf, Placed, Priority, Span, fit
from voice_coach.core.effect import Cancel, Sound
from voice_coach.core.exercise import Seconds

LEAD: Seconds = 1.0
"""How far ahead a sound is handed to the mixer. The coach may stall this long and still be on
the beat; if it stalls for good, the sound ends this much later."""

MARGIN: Seconds = 0.08
"""A sound that begins sooner than this can no longer be withdrawn: its first samples may be on
their way to the device."""

SOON: Seconds = 0.05
"""What is to be said now begins after this: long enough to reach the mixer and to let what was
sounding fade, too short to be noticed."""

TOO_LATE: Seconds = 0.05
"""A cue later than this is dropped: a late cue is worse than none."""


@dataclass(frozen=True, slots=True)
class _Due:
    at: Seconds
    cue: Placed
    lane: int

    @property
    def end(self) -> Seconds:
        return self.at + self.cue.length


class Schedule:
    """Placed cues by absolute time. A lane is what a set of cues belongs to (an interval's
    index, say): within one, a cue that has begun is not laid again."""

    def __init__(self, length_of: LengthOf) -> None:
        self._length_of = length_of
        self._waiting: deque[_Due] = deque()
        self._handed: list[_Due] = []
        self._spoken: deque[_Due] = deque(maxlen=8)

    @property
    def next_due(self) -> Seconds | None:
        """When the next sound has to be handed over."""
        return self._waiting[0].at - LEAD if self._waiting else None

    @property
    def busy_until(self) -> Seconds:
        """When everything laid so far has ended; 0 when there is nothing."""
        return max((due.end for due in (*self._handed, *self._waiting)), default=0.0)

    def last_said(self, now: Seconds) -> str:
        """The last words that had begun by `now` and are worth repeating; empty if none."""
        return next((due.cue.text for due in reversed(self._spoken) if due.at <= now), "")

    def lay(
        self,
        lane: int,
        cues: Iterable[Cue],
        began: Seconds,
        end: Seconds,
        start: Seconds = 0.0,
    ) -> Fitting:
        """Fit `cues` between `start` and `end`, both counted from `began`, around everything
        that is sounding or waiting."""
        begun = {_key(due.cue.cue) for due in self._handed if due.lane == lane}
        fresh = [cue for cue in cues if not _is_past(cue, start) and _key(cue) not in begun]
        busy: list[Span] = [
            (due.at - began, due.end - began)
            for due in (*self._handed, *self._waiting)
            if due.end > began + start
        ]
        fitting = fit(fresh, end, self._length_of, start, busy)
        dues = [_Due(began + placed.at, placed, lane) for placed in fitting.placed]
        self._waiting = deque(sorted((*self._waiting, *dues), key=lambda due: due.at))
        return fitting

    def hand_over(self, now: Seconds) -> tuple[Sound, ...]:
        """The sounds whose time has come to be handed to the mixer."""
        sounds: list[Sound] = []
        while self._waiting and self._waiting[0].at <= now + LEAD:
            due = self._waiting.popleft()
            if due.at < now - TOO_LATE:
                continue
            self._handed.append(due)
            if due.cue.text and due.cue.priority is not Priority.COUNTDOWN:
                self._spoken.append(due)
            sounds.append(Sound(due.at, due.cue.length, due.cue.text, due.cue.tone))
        return tuple(sounds)

    def withdraw(self, now: Seconds) -> Cancel:
        """Take back everything that has not begun, to be laid anew from `after` on."""
        after = now + MARGIN
        self._waiting.clear()
        self._handed = [due for due in self._handed if due.at < after]
        return Cancel(after)

    def silence(self, now: Seconds) -> None:
        """Drop what waits and what was cut off; what had been said stays said."""
        self._waiting.clear()
        self._handed = [due for due in self._handed if due.end <= now]

    def forget_from(self, lane: int) -> None:
        """Let everything in `lane` and in those after it be said again."""
        self._handed = [due for due in self._handed if due.lane < lane]

    def forget_before(self, lane: int) -> None:
        """Drop the memory of lanes that are over."""
        self._handed = [due for due in self._handed if due.lane >= lane]


def _key(cue: Cue) -> tuple[object, ...]:
    """What makes two cues of a lane the same. Counts and answers are said each time they are
    due; other words, said once, are not said again because time was added."""
    if cue.tone or cue.priority in (Priority.COUNTDOWN, Priority.REPLY):
        return (cue.at, cue.tone, cue.forms)
    return (cue.forms,)


def _is_past(cue: Cue, start: Seconds) -> bool:
    latest = cue.at if cue.latest is None else cue.latest
    return latest < start
