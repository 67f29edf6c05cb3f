"""Cues: what is to be said or sounded in an interval, and fitting them into it.

A cue has a window in which it may begin. Cues are placed by priority, each into the gaps that
those before it left, so that no two overlap and none is late or cut off, whatever the clip
lengths are. A cue whose full form fits nowhere in its window is tried in its shorter forms,
and is dropped when none fits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from voice_coach.core.model.tone import TONE_LENGTH, Tone
from voice_coach.core.units import Seconds

GAP: Seconds = 0.12
"""Least silence between two cues: closer, words run into each other."""

COUNTDOWN_ROOM: Seconds = 3 + GAP
"""Kept free of other words at the end of a timed interval."""

LengthOf = Callable[[str], Seconds]
"""Length of a text's clip; an estimate for a text that has no clip yet."""


class Priority(IntEnum):
    """Who yields to whom; the smallest number is placed first."""

    SAFETY = 0
    COUNTDOWN = 1
    CHANGE = 2
    """A change of interval: its tone, its name."""
    REPLY = 3
    """An answer to the athlete: time left, what's next, repeat."""
    SIDE = 4
    """Side switch and halfway."""
    TIME_LEFT = 5
    NEXT = 6
    """What comes next."""
    FORM = 7
    """How to do it, and how to breathe."""
    ENCOURAGEMENT = 8
    BEAT = 9


@dataclass(frozen=True, slots=True)
class Cue:
    """A thing to say or to sound, and where it may begin, in seconds from the interval's
    start."""

    priority: Priority
    at: Seconds
    """Where it should begin."""
    forms: tuple[str, ...] = ()
    """The words, longest first; empty for a tone."""
    tone: Tone | None = None
    earliest: Seconds | None = None
    """Where it may begin at the earliest; None: at `at`."""
    latest: Seconds | None = None
    """Where it may begin at the latest; None: at `at`."""
    timely: bool = False
    """Whether it is true at its time only, so that it is not made up for when it was missed."""
    origin: object = None
    """What asked for it (an author's cue, say), for the report on what did not fit."""


@dataclass(frozen=True, slots=True)
class PlacedCue:
    """A cue in its place."""

    at: Seconds
    length: Seconds
    text: str
    """The words; empty for a tone."""
    cue: Cue

    @property
    def tone(self) -> Tone | None:
        """The tone, where it is one."""
        return self.cue.tone

    @property
    def shorter(self) -> tuple[str, ...]:
        """The forms that are shorter than its words."""
        forms = self.cue.forms
        return forms[forms.index(self.text) + 1 :] if self.text in forms else ()

    @property
    def priority(self) -> Priority:
        """Who yields to whom."""
        return self.cue.priority

    @property
    def end(self) -> Seconds:
        """Where it has ended."""
        return self.at + self.length


@dataclass(frozen=True, slots=True)
class Dropped:
    """A cue that found no place, and how much room its shortest form lacked."""

    cue: Cue
    lacking: Seconds


@dataclass(frozen=True, slots=True)
class Fitting:
    """The outcome of fitting: what is placed, in order of time, and what is not."""

    placed: tuple[PlacedCue, ...]
    dropped: tuple[Dropped, ...]


Span = tuple[Seconds, Seconds]


def fit(
    cues: Iterable[Cue],
    end: Seconds,
    length_of: LengthOf,
    start: Seconds = 0.0,
    taken: Iterable[Span] = (),
) -> Fitting:
    """Place `cues` between `start` and `end`, around the spans already `taken`."""
    line = _FreeTime(start, end, taken)
    placed: list[PlacedCue] = []
    dropped: list[Dropped] = []
    for cue in sorted(cues, key=lambda cue: cue.priority):
        found = _place(cue, line, length_of)
        if isinstance(found, PlacedCue):
            placed.append(found)
        else:
            dropped.append(found)
    placed.sort(key=lambda one: one.at)
    return Fitting(tuple(placed), tuple(dropped))


def _place(cue: Cue, line: _FreeTime, length_of: LengthOf) -> PlacedCue | Dropped:
    earliest = cue.at if cue.earliest is None else cue.earliest
    latest = cue.at if cue.latest is None else cue.latest
    forms = (TONE_LENGTH[cue.tone],) if cue.tone else tuple(map(length_of, cue.forms))
    for index, length in enumerate(forms):
        at = line.room(cue.at, earliest, latest, length)
        if at is not None:
            line.take(at, length)
            text = "" if cue.tone else cue.forms[index]
            return PlacedCue(at, length, text, cue)
    return Dropped(cue, line.lacking(earliest, latest, min(forms, default=0.0)))


class _FreeTime:
    """A stretch of time with spans taken out of it."""

    def __init__(self, start: Seconds, end: Seconds, taken: Iterable[Span]) -> None:
        self._start = start
        self._end = end
        self._taken: list[Span] = sorted(taken)

    def take(self, at: Seconds, length: Seconds) -> None:
        """Mark a span as taken."""
        self._taken.insert(bisect_left(self._taken, (at,)), (at, at + length))

    def room(
        self, ideal: Seconds, earliest: Seconds, latest: Seconds, length: Seconds
    ) -> Seconds | None:
        """The begin nearest to `ideal`, within the window, where `length` fits; or None."""
        best: Seconds | None = None
        for opens, closes in self._gaps():
            low = max(opens, earliest)
            high = min(closes - length, latest)
            # A cue may fill a gap to the last bit; the sum of two floats may not.
            if high < low - 1e-9:
                continue
            at = min(max(ideal, low), max(low, high))
            if best is None or abs(at - ideal) < abs(best - ideal):
                best = at
        return best

    def lacking(self, earliest: Seconds, latest: Seconds, length: Seconds) -> Seconds:
        """How much longer the widest gap of the window would have to be."""
        widest = 0.0
        for opens, closes in self._gaps():
            if opens <= latest and closes > earliest:
                widest = max(widest, closes - max(opens, earliest))
        return max(0.0, length - widest)

    def _gaps(self) -> Iterable[Span]:
        opens = self._start
        for at, end in self._taken:
            closes = min(at - GAP, self._end)
            if closes > opens:
                yield opens, closes
            opens = max(opens, end + GAP)
        # A cue may end with the line itself: the next interval keeps its own distance.
        if self._end > opens:
            yield opens, self._end
