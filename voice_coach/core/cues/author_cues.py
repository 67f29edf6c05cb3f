"""The author's cues of an interval: their places, and their words with the variables replaced."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count as counting
from itertools import takewhile

from voice_coach.core.cues.cue import Cue, Priority
from voice_coach.core.model.routine import CueAnchor, CustomCue
from voice_coach.core.model.timeline import Interval, Timeline
from voice_coach.core.units import Seconds
from voice_coach.core.wording.numbers import duration
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.core.wording.script import filled

_EARLY, _LATE = 0.5, 2.0
"""Seconds by which a cue may begin before and after its place."""

_TRUE_FOR: Seconds = 0.5
"""Time for which a cue that tells the time left is true."""

_NEAR_END: Seconds = 8.0
"""A cue at the end is said within this time before it, as late as there is room."""


def author_cues(
    timeline: Timeline, index: int, phrasing: Phrasing, opens: Seconds
) -> Iterator[Cue]:
    """The author's cues of the interval at `index`. `opens`: the earliest time for words in it. A
    cue with a variable that has no value there is left out."""
    interval = timeline.intervals[index]
    free = _free_cues(interval)
    for cue in interval.cues:
        if not cue.placed and cue not in free:
            continue
        if cue.anchor is CueAnchor.LEAD and timeline.work_after(index) is not None:
            continue
        if cue.every is not None:
            for at in _times(cue.every, interval.expected):
                yield from _cue(cue, timeline, index, phrasing, (at, at - _EARLY, at + _LATE))
        elif cue.placed:
            yield from _cue(cue, timeline, index, phrasing, _window(cue, interval.expected))
        else:
            share = interval.expected / len(free)
            earliest = opens + share * free.index(cue)
            window = (earliest + 0.25 * share, earliest, earliest + share)
            yield from _cue(cue, timeline, index, phrasing, window)


def _free_cues(interval: Interval) -> list[CustomCue]:
    """The cues without a place: all in the first set, then one a set in turn."""
    free = [cue for cue in interval.cues if not cue.placed]
    before = (interval.round.number - 1) * interval.set.of + interval.set.number - 1
    return free if before == 0 or not free else [free[before % len(free)]]


def leading_cues(
    timeline: Timeline, gap: int, phrasing: Phrasing
) -> Iterator[tuple[CustomCue, str]]:
    """The author's words in a gap that belong to what leads into the next work."""
    values = _values(timeline, gap, phrasing)
    for cue in timeline.intervals[gap].cues:
        if cue.anchor is CueAnchor.LEAD:
            for text in filled((cue.text,), values):
                yield cue, text


_Window = tuple[Seconds, Seconds, Seconds]
"""Best, earliest and latest begin of a cue."""


def _times(every: Seconds, length: Seconds) -> Iterator[Seconds]:
    return takewhile(lambda at: at < length - 1, (every * number for number in counting(1)))


def _window(cue: CustomCue, length: Seconds) -> _Window:
    if cue.anchor is CueAnchor.END and cue.seconds == 0:
        return length, max(0.0, length - _NEAR_END), length
    at = {
        CueAnchor.START: cue.seconds,
        CueAnchor.LEAD: 0.5,
        CueAnchor.HALFWAY: length / 2,
        CueAnchor.END: length - cue.seconds,
    }[cue.anchor]
    return at, max(0.0, at - _EARLY), at + _LATE


def _cue(
    cue: CustomCue, timeline: Timeline, index: int, phrasing: Phrasing, window: _Window
) -> Iterator[Cue]:
    at, earliest, latest = window
    interval = timeline.intervals[index]
    values = _values(timeline, index, phrasing)
    is_timely = "{left}" in cue.text
    if is_timely:
        values["left"] = duration(interval.expected - at) if interval.length is not None else ""
        earliest, latest = at, at + _TRUE_FOR
    # Above the coach's own words: the author knows this routine best.
    for text in filled((cue.text,), values):
        yield Cue(
            Priority.SIDE,
            at,
            (text,),
            earliest=max(0.0, earliest),
            latest=latest,
            timely=is_timely,
            origin=cue,
        )


def _values(timeline: Timeline, index: int, phrasing: Phrasing) -> dict[str, str]:
    """The values of the variables in an interval; in a gap, those for the next work."""
    interval = timeline.intervals[index]
    coming = timeline.work_after(index)
    following = None if coming is None else timeline.intervals[coming]
    work = interval if interval.is_work else following
    if work is None:
        return {}
    return {
        "set": str(work.set.number),
        "sets": str(work.set.of),
        "round": str(work.round.number),
        "rounds": str(work.round.of),
        "side": work.side.value if work.side else "",
        "name": _name(work),
        "next": _name(following) if following else "",
        "athlete": phrasing.occasion.name,
    }


def _name(work: Interval) -> str:
    return work.exercise.name if work.exercise else ""
