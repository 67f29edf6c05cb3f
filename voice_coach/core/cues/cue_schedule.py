"""The schedule: placed cues waiting to be handed to the mixer.

Cues wait here in absolute time and are handed over `LEAD` ahead of their beginning. Until shortly
before that they can be withdrawn and laid again: after a command that moves time, or when a clip is
longer than estimated.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from voice_coach.core.cues.cue import (
    Cue,
    Fitting,
    LengthOf,
    PlacedCue,
    Priority,
    Span,
    fit,
)
from voice_coach.core.events.messages import Sound
from voice_coach.core.events.playback import Cancel
from voice_coach.core.model.lead_in import COUNTDOWN_ROOM
from voice_coach.core.units import Seconds

LEAD: Seconds = 1.0
"""Time by which a sound is handed to the mixer before it begins. The coach may stall this long and
still be on the beat; if it dies, sound goes on for this long at most."""

MARGIN: Seconds = 0.08
"""A sound that begins sooner than this can no longer be withdrawn: its first samples may be on
their way to the device."""

SOON: Seconds = 0.03
"""Delay before words that are to be said now: long enough to decode them (16 ms for 4 s of speech),
to reach the mixer and to let the current sound fade (20 ms), too short to be noticed."""

TOO_LATE: Seconds = 0.05
"""A cue later than this is dropped: a late cue is worse than none."""

UNDERSTOOD: Seconds = 0.2
"""Words cut off by no more than this count as understood."""

MADE_UP_WITHIN: Seconds = 5.0
"""Longest delay with which missed words are said; after that they are no longer relevant."""


@dataclass(frozen=True, slots=True)
class _DueCue:
    at: Seconds
    cue: PlacedCue
    lane: int
    until: Seconds
    """End of the stretch it belongs to."""

    @property
    def end(self) -> Seconds:
        return self.at + self.cue.length


class Schedule:
    """Placed cues by absolute time. A lane is a set of cues that belong together, such as those of
    one interval: within a lane, a cue that has begun is not laid again."""

    def __init__(self, length_of: LengthOf) -> None:
        self._length_of = length_of
        self._waiting: deque[_DueCue] = deque()
        self._handed: list[_DueCue] = []
        self._spoken: deque[_DueCue] = deque(maxlen=8)
        self._silenced: Seconds = -math.inf
        """Time of the last call of `silence`."""

    @property
    def next_due(self) -> Seconds | None:
        """The time at which the next sound has to be handed over; None without one."""
        return self._waiting[0].at - LEAD if self._waiting else None

    @property
    def busy_until(self) -> Seconds:
        """The time at which everything laid so far has ended; 0 if nothing is laid."""
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
        begun = [due.cue.cue for due in self._handed if due.lane == lane]
        keys = {_key(cue) for cue in begun}
        fresh = [
            cue
            for cue in cues
            if not (
                _window_is_over(cue, start) or _key(cue) in keys or _is_out_of_order(cue, begun)
            )
        ]
        busy = [(at - began, until - began) for at, until in self._busy_from(began + start)]
        fitting = fit(fresh, end, self._length_of, start, busy)
        until = began + end
        self._add(_DueCue(began + one.at, one, lane, until) for one in fitting.placed)
        return fitting

    def hand_over(self, now: Seconds) -> tuple[Sound, ...]:
        """The sounds that are due to be handed to the mixer."""
        sounds: list[Sound] = []
        while self._waiting and self._waiting[0].at <= now + LEAD:
            due = self._waiting.popleft()
            if due.at < now - TOO_LATE:
                continue
            self._handed.append(due)
            if due.cue.text and due.cue.priority is not Priority.COUNTDOWN:
                self._spoken.append(due)
            cue = due.cue
            sounds.append(Sound(due.at, cue.length, cue.text, cue.tone, cue.shorter))
        return tuple(sounds)

    def withdraw(self, now: Seconds) -> Cancel:
        """Withdraw every cue that has not begun, so that it can be laid again after the returned
        time."""
        after = now + MARGIN
        self._waiting.clear()
        self._handed = [due for due in self._handed if due.at < after]
        return Cancel(after)

    def silence(self, now: Seconds) -> None:
        """Drop waiting and interrupted cues. Those that have ended are kept, so that they are not
        said again."""
        self._silenced = now
        self._waiting.clear()
        self._handed = [due for due in self._handed if due.end <= now]

    def say_missed_again(self, since: Seconds, now: Seconds) -> None:
        """Say again the words that somebody has spoken over since `since`, if there is time for
        them between cues with a fixed time."""
        missed = self._missed(since, now)
        # Silenced cues are over, and their time is free.
        self._handed = [_ended(due, now) if due.cue.text else due for due in self._handed]
        begin = now + SOON
        missed = self._say_passage_again(missed, begin, now)
        for due in missed:
            cue = replace(due.cue.cue, at=begin, earliest=begin, latest=now + MADE_UP_WITHIN)
            end = due.until - COUNTDOWN_ROOM
            fitting = fit((cue,), end, self._length_of, begin, self._busy_from(now))
            self._add(_DueCue(one.at, one, due.lane, due.until) for one in fitting.placed)

    def _say_passage_again(
        self, missed: list[_DueCue], begin: Seconds, now: Seconds
    ) -> list[_DueCue]:
        """Lay the missed parts of a passage together with its remaining parts, in order. Returns
        the other missed cues."""
        parts = [due for due in missed if due.cue.cue.passage is not None]
        if not parts:
            return missed
        lane, until = parts[-1].lane, parts[-1].until
        rest = [due for due in self._waiting if due.lane == lane and due.cue.cue.passage]
        self._waiting = deque(due for due in self._waiting if due not in rest)
        cues = [replace(due.cue.cue, at=begin, earliest=begin) for due in (*parts, *rest)]
        fitting = fit(cues, until, self._length_of, begin, self._busy_from(now))
        self._add(_DueCue(one.at, one, lane, until) for one in fitting.placed)
        return [due for due in missed if due not in parts]

    def postpone(self, since: Seconds, now: Seconds) -> bool:
        """Move all words, from the first that somebody has spoken over since `since`, so that they
        begin now. Returns True if there were any; sounds already handed over must then be dropped.
        """
        missed = self._missed(since, now)
        if not missed:
            return False
        first = missed[0].at
        delay = now + SOON - first
        handed, self._handed = self._handed, []
        later = list(self._waiting)
        self._waiting.clear()
        for due in handed:
            is_later = due.at >= first and (due.cue.text or due.at > now)
            (later if is_later else self._handed).append(due)
        self._add(replace(due, at=due.at + delay, until=due.until + delay) for due in later)
        return True

    def forget_from(self, lane: int) -> None:
        """Let everything in `lane` and in those after it be said again."""
        self._handed = [due for due in self._handed if due.lane < lane]

    def forget_before(self, lane: int) -> None:
        """Drop the memory of lanes that are over."""
        self._handed = [due for due in self._handed if due.lane >= lane]

    def _missed(self, since: Seconds, now: Seconds) -> list[_DueCue]:
        """The words that were not heard to their end and can still be said, in order."""
        begun = (due for due in self._handed if self._silenced <= due.at <= now < due.until)
        cut = (due for due in begun if due.end > since + UNDERSTOOD)
        return sorted(filter(_can_be_made_up_for, cut), key=lambda due: due.at)

    def _busy_from(self, moment: Seconds) -> list[Span]:
        """The spans taken after a moment, in absolute time."""
        dues = (*self._handed, *self._waiting)
        return [(due.at, due.end) for due in dues if due.end > moment]

    def _add(self, dues: Iterable[_DueCue]) -> None:
        self._waiting = deque(sorted((*self._waiting, *dues), key=lambda due: due.at))


def _ended(due: _DueCue, now: Seconds) -> _DueCue:
    """The cue cut off at `now`."""
    if not due.at <= now < due.end:
        return due
    return replace(due, cue=replace(due.cue, length=now - due.at))


def _can_be_made_up_for(due: _DueCue) -> bool:
    cue = due.cue.cue
    return bool(due.cue.text) and cue.priority is not Priority.COUNTDOWN and not cue.timely


def _key(cue: Cue) -> tuple[object, ...]:
    """The identity of a cue within a lane. Counts and answers are said each time they are due;
    other words, once said, are not said again because time was added."""
    if cue.tone or cue.priority in (Priority.COUNTDOWN, Priority.REPLY):
        return (cue.at, cue.tone, cue.forms)
    return (cue.forms,)


def _is_out_of_order(cue: Cue, begun: Iterable[Cue]) -> bool:
    """True if a later part of its passage has begun: it would come out of order."""
    part = cue.passage
    return part is not None and any(
        one.passage is not None and one.passage.place > part.place and one.origin == cue.origin
        for one in begun
    )


def _window_is_over(cue: Cue, start: Seconds) -> bool:
    if cue.passage is not None:
        return False
    latest = cue.at if cue.latest is None else cue.latest
    return latest < start
