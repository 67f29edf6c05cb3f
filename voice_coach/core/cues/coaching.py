"""Coaching: encouragement and other words that are welcome but not needed.

They are placed last: only where there is room, never twice in a row, and never so that more than a
quarter of an interval is talked over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from voice_coach.core.cues.cue import Cue, Priority
from voice_coach.core.model.exercise import DoseMode
from voice_coach.core.model.timeline import Interval, Timeline
from voice_coach.core.units import Seconds
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.core.wording.script import Forms, Moment

LONG_WORK: Seconds = 30.0
"""Shorter work needs no encouragement."""

LONG_HELD_WORK: Seconds = 45.0
"""Held reps rest between holds: a shorter set of them needs no encouragement either."""

ENCOURAGE_EVERY: Seconds = 40.0
"""Least time between two encouragements in a long interval."""

LEAST_REPS = 6
"""With fewer reps the last third is one or two: the count is enough."""

_LAST_THIRD = 0.7
"""Share of timed work after which its last third is announced: as soon as it has begun."""

_OFFER_AT = 0.3
"""Share of a hold after which its easier variant is offered: early enough to be taken."""


def coaching(timeline: Timeline, index: int, phrasing: Phrasing) -> Iterator[Cue]:
    """The cues of an interval that are said only if there is room."""
    interval = timeline.intervals[index]
    if index == halfway_gap(timeline):
        yield from _halfway(timeline, index, phrasing)
    if not interval.is_work or interval.stations:
        return
    yield from _offer(interval, phrasing)
    is_last = _is_last_set(interval)
    if interval.is_held:
        yield from _between_counts(interval, phrasing, is_last=is_last)
    elif interval.is_counted:
        if is_last:
            yield from _last_reps(interval, phrasing)
    elif interval.length is not None and interval.expected >= LONG_WORK:
        yield from _encouragements(interval, phrasing, is_last=is_last)


def halfway_gap(timeline: Timeline) -> int | None:
    """The gap in which to say that half the workout is done: the one that begins nearest to the
    middle, within a tenth of the total length; None for workouts shorter than five minutes."""
    if timeline.total < 300:
        return None
    middle = timeline.total / 2
    gaps = [place for place, one in enumerate(timeline.intervals) if place and not one.is_work]
    nearest = min(gaps, key=lambda place: abs(timeline.starts[place] - middle), default=None)
    if nearest is None or abs(timeline.starts[nearest] - middle) > timeline.total / 10:
        return None
    return nearest


def _halfway(timeline: Timeline, index: int, phrasing: Phrasing) -> Iterator[Cue]:
    left = timeline.total - timeline.starts[index]
    length = timeline.intervals[index].expected
    for cue in _cue(phrasing.halfway_of_all(left), length / 2, 1.0, length):
        yield replace(cue, priority=Priority.TIME_LEFT)


def _offer(interval: Interval, phrasing: Phrasing) -> Iterator[Cue]:
    exercise = interval.exercise
    if exercise is None or exercise.mode is not DoseMode.HOLD:
        return
    at = interval.expected * _OFFER_AT
    yield from _cue(phrasing.offer_easier(exercise.slug), at, at, interval.expected / 2, once=True)


def _is_last_set(interval: Interval) -> bool:
    """True if it is the last of several sets or rounds."""
    counts = (interval.set, interval.round)
    return any(one.is_last for one in counts) and all(one.number == one.of for one in counts)


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
    ways = phrasing.last_third(None) if is_last else phrasing.ways(Moment.ENCOURAGEMENT)
    late = interval.expected * _LAST_THIRD
    yield from _cue(ways, late, late, interval.expected * 0.9)


def _encouragements(interval: Interval, phrasing: Phrasing, *, is_last: bool) -> Iterator[Cue]:
    length = interval.expected
    late = length * _LAST_THIRD
    at = late - ENCOURAGE_EVERY
    while at >= ENCOURAGE_EVERY / 2:
        yield from _cue(phrasing.ways(Moment.ENCOURAGEMENT), at, at, at + 5)
        at -= ENCOURAGE_EVERY
    ways = phrasing.last_third(None) if is_last else phrasing.ways(Moment.ENCOURAGEMENT)
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
