"""Cues: the sounds and words of an interval, and fitting them into it.

A cue has a window in which it may begin. Cues are placed by priority, each into the gaps that those
before it left, so that no two overlap and none is late or cut off, for any clip lengths. A cue
whose full form fits nowhere in its window is tried in its shorter forms, and is dropped if none
fits. The cues of a passage are placed together, in their order.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from voice_coach.core.model.lead_in import COUNTDOWN_ROOM, GAP
from voice_coach.core.model.tone import TONE_LENGTH, Tone
from voice_coach.core.units import Seconds

MOST_TALK = 0.3
"""Share of an interval's time. Words that are not needed are said only while all sounds together
take no more than this: a quarter for words, and the rest for tones and the countdown."""

LengthOf = Callable[[str], Seconds]
"""Returns the length of a text's clip; an estimate for a text that has no clip yet."""


class Priority(IntEnum):
    """The order of placing; the smallest number is placed first."""

    SAFETY = 0
    COUNTDOWN = 1
    CHANGE = 2
    """A change of interval: its tone and its name."""
    REPLY = 3
    """An answer to the athlete: time left, what's next, repeat."""
    SIDE = 4
    """Side switch and halfway."""
    TIME_LEFT = 5
    NEXT = 6
    """The next exercise."""
    SETUP = 7
    """The position of the body, and the movement."""
    FORM = 8
    """Form cues and breathing."""
    ENCOURAGEMENT = 9
    BEAT = 10


@dataclass(frozen=True, slots=True)
class PassagePart:
    """The part of a cue in a passage: several cues that are said in order, before a countdown.

    If there is too little time, parts are shortened and left out one by one, the one with the
    lowest `yields` first. If a needed part does not fit, the countdown gives up its time.
    """

    place: int
    """Position in the passage, ascending."""
    yields: int
    is_needed: bool = False
    """It may be shortened but not left out."""
    pause: Seconds = 0.0
    """Silence after it, if there is time."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A text or tone, and the window in which it may begin; seconds from the interval's start."""

    priority: Priority
    at: Seconds
    """The best time to begin."""
    forms: tuple[str, ...] = ()
    """The words, longest first; empty for a tone."""
    tone: Tone | None = None
    tone_length: Seconds | None = None
    """The length of the tone; None: that of the coach's own."""
    earliest: Seconds | None = None
    """The earliest time to begin; None: `at`."""
    latest: Seconds | None = None
    """The latest time to begin; None: `at`."""
    ways: tuple[tuple[str, ...], ...] = ()
    """All ways to say it, each with its forms, if there are several; `forms` is one of them."""
    once: bool = False
    """It is said at most once a session."""
    timely: bool = False
    """It is true only at its time, so that it is not said later if it was missed."""
    passage: PassagePart | None = None
    """Its part in a passage; None outside passages."""
    origin: object = None
    """Its source, such as an author's cue, for the report on cues that did not fit."""


@dataclass(frozen=True, slots=True)
class PlacedCue:
    """A cue with its time."""

    at: Seconds
    length: Seconds
    text: str
    """The words; empty for a tone."""
    cue: Cue

    @property
    def tone(self) -> Tone | None:
        """The tone, if it is one."""
        return self.cue.tone

    @property
    def shorter(self) -> tuple[str, ...]:
        """The forms that are shorter than its words."""
        forms = self.cue.forms
        return forms[forms.index(self.text) + 1 :] if self.text in forms else ()

    @property
    def priority(self) -> Priority:
        """The priority of the cue."""
        return self.cue.priority

    @property
    def end(self) -> Seconds:
        """The time at which it ends."""
        return self.at + self.length


@dataclass(frozen=True, slots=True)
class Dropped:
    """A cue that found no place, and the seconds its shortest form lacked."""

    cue: Cue
    lacking: Seconds


@dataclass(frozen=True, slots=True)
class Fitting:
    """The result of fitting: the placed cues in order of time, and the dropped ones."""

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
    ranked = sorted(cues, key=lambda cue: cue.priority)
    parts = [cue for cue in ranked if cue.passage is not None]
    urgent = [one for one in ranked if one.passage is None and one.priority <= Priority.REPLY]
    others = [one for one in ranked if one.passage is None and one.priority > Priority.REPLY]
    taken = tuple(taken)
    line = _FreeTime(start, end, taken)
    fitting = _fit((urgent, parts, others), line, end - COUNTDOWN_ROOM, length_of)
    if not any(one.cue.passage and one.cue.passage.is_needed for one in fitting.dropped):
        return fitting
    # Needed parts come before the countdown and all else.
    return _fit(([], parts, [*urgent, *others]), _FreeTime(start, end, taken), end, length_of)


def _fit(
    groups: tuple[list[Cue], list[Cue], list[Cue]],
    line: _FreeTime,
    closes: Seconds,
    length_of: LengthOf,
) -> Fitting:
    """Place some cues, then a passage that ends by `closes`, then the other cues."""
    first, passage, others = groups
    placed: list[PlacedCue] = []
    dropped: list[Dropped] = []

    def place(cues: Iterable[Cue]) -> None:
        for cue in cues:
            found = _place(cue, line, length_of)
            if isinstance(found, PlacedCue):
                placed.append(found)
            else:
                dropped.append(found)

    place(first)
    parts = sorted(passage, key=lambda cue: _part(cue).place)
    said = _place_passage(parts, line, closes, length_of)
    placed += said
    told = {id(one.cue) for one in said}
    dropped += [Dropped(cue, 0.0) for cue in parts if id(cue) not in told]
    place(others)
    placed.sort(key=lambda one: one.at)
    return Fitting(tuple(placed), tuple(dropped))


def _is_too_much_talk(cue: Cue, line: _FreeTime, length_of: LengthOf) -> bool:
    """True if words that are not needed would take more than their share of the time."""
    if cue.priority is not Priority.ENCOURAGEMENT or not cue.forms:
        return False
    shortest = min(map(length_of, cue.forms))
    return line.used + shortest > MOST_TALK * line.length


def _place(cue: Cue, line: _FreeTime, length_of: LengthOf) -> PlacedCue | Dropped:
    if _is_too_much_talk(cue, line, length_of):
        return Dropped(cue, 0.0)
    earliest = cue.at if cue.earliest is None else cue.earliest
    latest = cue.at if cue.latest is None else cue.latest
    forms = tuple(map(length_of, cue.forms))
    if cue.tone:
        forms = (cue.tone_length or TONE_LENGTH[cue.tone],)
    for index, length in enumerate(forms):
        at = line.room(cue.at, earliest, latest, length)
        if at is not None:
            line.take(at, length)
            text = "" if cue.tone else cue.forms[index]
            return PlacedCue(at, length, text, cue)
    return Dropped(cue, line.lacking(earliest, latest, min(forms, default=0.0)))


def _place_passage(
    parts: list[Cue], line: _FreeTime, closes: Seconds, length_of: LengthOf
) -> list[PlacedCue]:
    """Place the cues of a passage in order, as many and as complete as there is time for."""
    for chosen in _choices(parts):
        for ideally in (True, False):
            found = _in_order(parts, chosen, line, closes, length_of, ideally=ideally)
            if found is not None:
                found = _fuller(parts, chosen, line, closes, length_of, ideally=ideally) or found
                for one in found:
                    line.take(one.at, one.length)
                return found
    return []


def _fuller(
    parts: list[Cue],
    chosen: tuple[int | None, ...],
    line: _FreeTime,
    closes: Seconds,
    length_of: LengthOf,
    *,
    ideally: bool,
) -> list[PlacedCue] | None:
    """The passage with longer forms of the chosen parts, where one that gave way for good left
    room for them: the most needed first. None if there is no room."""
    best: list[PlacedCue] | None = None
    forms = list(chosen)
    for index in sorted(range(len(parts)), key=lambda index: -_part(parts[index]).yields):
        for form in range(forms[index] or 0):
            longer = (*forms[:index], form, *forms[index + 1 :])
            found = _in_order(parts, longer, line, closes, length_of, ideally=ideally)
            if found is not None:
                best, forms[index] = found, form
                break
    return best


def _choices(parts: list[Cue]) -> Iterator[tuple[int | None, ...]]:
    """The possible choices of one form for each part (None: left out), from everything in full to
    the least."""
    chosen: list[int | None] = [0] * len(parts)
    yield tuple(chosen)
    for index in sorted(range(len(parts)), key=lambda index: _part(parts[index]).yields):
        for form in range(1, len(parts[index].forms)):
            chosen[index] = form
            yield tuple(chosen)
        if not _part(parts[index]).is_needed:
            chosen[index] = None
            yield tuple(chosen)


def _in_order(
    parts: list[Cue],
    chosen: tuple[int | None, ...],
    line: _FreeTime,
    closes: Seconds,
    length_of: LengthOf,
    *,
    ideally: bool,
) -> list[PlacedCue] | None:
    """The chosen forms one after the other, ending by `closes`; None if they don't fit. `ideally`:
    each at its best time; otherwise as early as possible."""
    placed: list[PlacedCue] = []
    free = -math.inf
    for cue, form in zip(parts, chosen, strict=True):
        if form is None:
            continue
        length = length_of(cue.forms[form])
        earliest = max(free, cue.at if cue.earliest is None else cue.earliest)
        ideal = max(earliest, cue.at) if ideally else earliest
        at = line.room(ideal, earliest, closes - length, length)
        if at is None:
            return None
        placed.append(PlacedCue(at, length, cue.forms[form], cue))
        free = at + length + GAP + (_part(cue).pause if ideally else 0.0)
    return placed


def _part(cue: Cue) -> PassagePart:
    if cue.passage is None:
        raise ValueError("this cue is in no passage")
    return cue.passage


class _FreeTime:
    """A stretch of time with spans taken out of it."""

    def __init__(self, start: Seconds, end: Seconds, taken: Iterable[Span]) -> None:
        self._start = start
        self._end = end
        self._taken = _merged(taken)

    @property
    def length(self) -> Seconds:
        """The total length, in seconds."""
        return self._end - self._start

    @property
    def used(self) -> Seconds:
        """The seconds that are taken."""
        inside = ((max(at, self._start), min(end, self._end)) for at, end in self._taken)
        return sum(max(0.0, end - at) for at, end in inside)

    def take(self, at: Seconds, length: Seconds) -> None:
        """Mark a span as taken."""
        self._taken.insert(bisect_left(self._taken, (at,)), (at, at + length))

    def room(
        self, ideal: Seconds, earliest: Seconds, latest: Seconds, length: Seconds
    ) -> Seconds | None:
        """The begin nearest to `ideal`, within the window, at which `length` fits; None if there is
        none."""
        best: Seconds | None = None
        for opens, closes in self._gaps(earliest):
            if opens > latest:
                break
            if closes < earliest:
                continue
            low = max(opens, earliest)
            high = min(closes - length, latest)
            # A cue may fill a gap to the last bit; the sum of two floats may not.
            if high < low - 1e-9:
                continue
            at = min(max(ideal, low), max(low, high))
            if best is None or abs(at - ideal) < abs(best - ideal):
                best = at
            if at >= ideal:
                # Later gaps are only farther away.
                break
        return best

    def lacking(self, earliest: Seconds, latest: Seconds, length: Seconds) -> Seconds:
        """The seconds by which the widest gap of the window is too short."""
        widest = 0.0
        for opens, closes in self._gaps(earliest):
            if opens <= latest and closes > earliest:
                widest = max(widest, closes - max(opens, earliest))
        return max(0.0, length - widest)

    def _gaps(self, earliest: Seconds) -> Iterable[Span]:
        """The gaps between the spans, without most of those that end before `earliest`."""
        taken = self._taken
        first = bisect_left(taken, (earliest,))
        opens = max(self._start, taken[first - 1][1] + GAP) if first else self._start
        for place in range(first, len(taken)):
            at, end = taken[place]
            closes = min(at - GAP, self._end)
            if closes > opens:
                yield opens, closes
            opens = max(opens, end + GAP)
        # A cue may end with the line itself: the next interval keeps its own distance.
        if self._end > opens:
            yield opens, self._end


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    merged: list[Span] = []
    for at, end in sorted(spans):
        if merged and at <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((at, end))
    return merged
