"""The resume point: the place in a timeline at which a session was broken off."""

from __future__ import annotations

from dataclasses import replace

from voice_coach.core.model.lead_in import USUAL_RATE, lead_time
from voice_coach.core.model.timeline import Interval, IntervalKind, Timeline
from voice_coach.core.units import Seconds

SETTLE: Seconds = 8.0
"""Least time to get into position when a session resumes: nobody is on the mat any more."""


def prepared(timeline: Timeline, index: int) -> Timeline:
    """The timeline with time at `index` to get into position and to hear the explanation again, as
    if the exercise were done for the first time."""
    coming = timeline.work_after(index - 1)
    if coming is None:
        return timeline
    work = replace(timeline.intervals[coming], appearance=0, side_appearance=0)
    needed = max(SETTLE, lead_time(None, work, USUAL_RATE))
    timeline = timeline.with_interval(coming, work)
    if coming > index:
        gap = timeline.intervals[index]
        longer = replace(gap, expected=max(gap.expected, needed))
        return timeline.with_interval(index, longer)
    settling = Interval(IntervalKind.PREPARE, work.block, needed)
    return timeline.with_intervals(index, (settling, work))


def place_in(timeline: Timeline, old: Timeline, index: int) -> int | None:
    """The index in `timeline` for index `index` of `old`; None if neither that exercise nor any
    after it is in it.

    The same exercise in the same set, side and round is looked for first, then the same exercise
    anywhere, then those that came after it.
    """
    works = [place for place in range(index, len(old.intervals)) if old.intervals[place].is_work]
    for work in works:
        found = _nearest(timeline, old, work)
        if found is not None:
            in_the_gap = work == works[0] and work != index
            return _gap_before(timeline, found) if in_the_gap else found
    return None


def _nearest(timeline: Timeline, old: Timeline, work: int) -> int | None:
    wanted = old.intervals[work]
    for of in (_in_full, _in_its_round, _by_name):
        key = of(wanted)
        nth = sum(of(one) == key for one in old.intervals[:work] if one.is_work)
        found = [
            place for place, one in enumerate(timeline.intervals) if one.is_work and of(one) == key
        ]
        if found:
            return found[min(nth, len(found) - 1)]
    return None


def _gap_before(timeline: Timeline, work: int) -> int:
    return work - 1 if work > 0 and not timeline.intervals[work - 1].is_work else work


_Key = tuple[object, ...]


def _in_full(one: Interval) -> _Key:
    return (*_in_its_round(one), one.side)


def _in_its_round(one: Interval) -> _Key:
    return (*_by_name(one), one.set.number, one.round.number)


def _by_name(one: Interval) -> _Key:
    return (one.exercise.slug if one.exercise else None, one.block)
