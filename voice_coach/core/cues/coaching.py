"""Coaching: encouragement and other words that are welcome but not needed.

They are placed last: only where there is room, never twice in a row, and only while all sounds of
the interval take no more than `MOST_TALK` of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from voice_coach.core.cues.cue import Cue, Priority
from voice_coach.core.cues.variety import ENCOURAGE_EVERY
from voice_coach.core.model.exercise import DoseMode, ExerciseKind
from voice_coach.core.model.routine import CueAnchor
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Interval, Timeline
from voice_coach.core.units import Seconds
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.core.wording.script import Forms

LONG_WORK: Seconds = 20.0
"""Shorter work is over before an encouragement would help."""

LONG_HELD_WORK: Seconds = 45.0
"""Held reps rest between holds: a shorter set of them needs no encouragement either."""


ENCOURAGE_ROUNDS_EVERY: Seconds = 100.0
"""Least time between two encouragements in rounds at the athlete's own pace: there are many minutes
of them, and each minute is told."""

LEAST_REPS = 6
"""With fewer reps the last third is one rep: the count is enough."""

_LAST_THIRD = 0.7
"""Share of timed work after which its last third is announced: as soon as it has begun."""

_OFFER_AT = 0.3
"""Share of a hold after which its easier variant is offered: early enough to be taken."""


def coaching(
    timeline: Timeline, index: int, phrasing: Phrasing, said: frozenset[str]
) -> Iterator[Cue]:
    """The cues of an interval that are said only if there is room. `said`: texts said since the
    work before it."""
    interval = timeline.intervals[index]
    gap = timeline.halfway_gap
    if index == gap:
        yield from _halfway(timeline, index, phrasing)
    if not interval.is_work:
        return
    if gap is not None and index == timeline.work_after(gap):
        ways = _ways_halfway(timeline, gap, phrasing)
        if said.isdisjoint(text for forms in ways for text in forms):
            yield from _halfway(timeline, index, phrasing)
    yield from _offer(interval, phrasing)
    yield from _encouraging(interval, phrasing)


def _encouraging(interval: Interval, phrasing: Phrasing) -> Iterator[Cue]:
    if any(cue.anchor is CueAnchor.END for cue in interval.cues):
        return  # The author has words of their own for the end.
    is_last = _is_last_set(interval)
    if interval.is_held:
        yield from _between_counts(interval, phrasing, is_last=is_last)
    elif interval.is_counted:
        if is_last:
            yield from _last_reps(interval, phrasing)
    elif interval.stations:
        yield from _encouragements(interval, phrasing, ENCOURAGE_ROUNDS_EVERY, is_last=True)
    elif interval.length is not None and interval.expected >= LONG_WORK:
        yield from _encouragements(interval, phrasing, ENCOURAGE_EVERY, is_last=is_last)


def _halfway(timeline: Timeline, index: int, phrasing: Phrasing) -> Iterator[Cue]:
    """That half of it is done: in the gap, or early in the work after it if the gap had no room."""
    interval = timeline.intervals[index]
    at, latest = (2.0, 12.0) if interval.is_work else (interval.expected / 2, interval.expected)
    for cue in _cue(_ways_halfway(timeline, index, phrasing), at, 1.0, latest):
        yield replace(cue, priority=Priority.TIME_LEFT)


def _ways_halfway(timeline: Timeline, index: int, phrasing: Phrasing) -> tuple[Forms, ...]:
    return phrasing.halfway_of_all(timeline.total - timeline.starts[index])


def _offer(interval: Interval, phrasing: Phrasing) -> Iterator[Cue]:
    """The easier variant, after it was too much: then of more use than a form cue."""
    exercise = interval.exercise
    if exercise is None or exercise.mode is not DoseMode.HOLD or phrasing.talk != TalkLevel.FULL:
        return
    at = interval.expected * _OFFER_AT
    ways = phrasing.offer_easier(exercise.slug)
    for cue in _cue(ways, at, at, interval.expected / 2, once=True):
        yield replace(cue, priority=Priority.TIME_LEFT)


def _is_last_set(interval: Interval) -> bool:
    """True if it is the last of several sets or rounds of a strength exercise, or its only set,
    counted."""
    counts = (interval.set, interval.round)
    is_strength = interval.exercise is not None and interval.exercise.kind is ExerciseKind.STRENGTH
    if not is_strength or not all(one.number == one.of for one in counts):
        return False
    return interval.is_counted or any(one.is_last for one in counts)


def _last_reps(interval: Interval, phrasing: Phrasing) -> Iterator[Cue]:
    """Said after the count with which the last third begins."""
    reps, tempo = interval.reps or 0, interval.tempo
    if reps < LEAST_REPS or tempo is None:
        return
    left = reps // 3
    begins = (reps - left) * tempo.rep
    ways = phrasing.last_third(left)
    yield from _cue(ways, begins + 0.7, begins + 0.3, begins + tempo.rep - 0.5)


def _between_counts(interval: Interval, phrasing: Phrasing, *, is_last: bool) -> Iterator[Cue]:
    """Said while one of the later reps is held."""
    if interval.expected < LONG_HELD_WORK:
        return
    ways = phrasing.last_third(None) if is_last else phrasing.encouragement(interval)
    late = interval.expected * _LAST_THIRD
    yield from _cue(ways, late, late, interval.expected * 0.9)


def _encouragements(
    interval: Interval, phrasing: Phrasing, every: Seconds, *, is_last: bool
) -> Iterator[Cue]:
    length = interval.expected
    late = length * _LAST_THIRD
    at = late - every
    while at >= every / 2:
        yield from _cue(phrasing.encouragement(interval), at, at, at + 5)
        at -= every
    ways = phrasing.last_third(None) if is_last else phrasing.encouragement(interval)
    yield from _cue(ways, late, late, late + 5)


def _cue(
    ways: tuple[Forms, ...], at: Seconds, earliest: Seconds, latest: Seconds, *, once: bool = False
) -> Iterator[Cue]:
    if ways:
        yield Cue(
            Priority.ENCOURAGEMENT,
            at,
            ways[0],
            earliest=earliest,
            latest=max(at, latest),
            timely=True,
            ways=ways,
            once=once,
        )
