"""The passage: the words between two works that lead into the next, in order.

The rest, the round, the name, the change of position, the position, the movement. If there is too
little time, "Rest." is left out first and the name last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from voice_coach.core.cues.author_cues import leading_cues
from voice_coach.core.cues.cue import Cue, PassagePart, Priority
from voice_coach.core.model.lead_in import MOVE_FIRST, move_before, position_cue
from voice_coach.core.model.routine import BlockName, CustomCue
from voice_coach.core.model.timeline import (
    Interval,
    IntervalKind,
    Side,
    Timeline,
    exercises_of,
    is_other_side,
)
from voice_coach.core.units import Seconds
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.core.wording.script import Forms

_SETUP_FROM_END: Seconds = 20.0
"""In a long rest the position is explained this long before the work: late enough to be remembered,
with time still to take it."""

_PAUSE_BEFORE_NAME: Seconds = 0.8
"""Time from the beginning of a rest to the name of the next exercise: room for "Rest."."""

HOLD_LEFT_EARLY = "(left early)"
"""Marker among the texts said since the work before, if that was left before its end: after a skip
or pain, nobody is told to breathe out."""

_ROUNDED_TO: Seconds = 5.0
"""A rest that time was added to is told to so many seconds: nobody wrote its length."""

_REST_WITH_WHY: Seconds = 15.0
"""A rest long enough to say more than the next exercise."""

_WHY, _OUT, _REST, _ROUND, _NAME, _MOVEMENT, _MOVE, _POSITION, _STATION, _AUTHOR = range(10)
"""The order in which parts give way: those with a lower number are left out sooner."""


def announcement(timeline: Timeline, work: int, phrasing: Phrasing) -> Forms:
    """The forms that name the work at index `work` before it begins."""
    interval = timeline.intervals[work]
    before = _work_before(timeline, work)
    if interval.stations:
        return phrasing.amrap(interval)
    if before is None:
        return phrasing.first(interval)
    if interval.side is not None and is_other_side(before, interval):
        return phrasing.switch_to(interval.side)
    again = before.exercise == interval.exercise and before.side is interval.side
    return phrasing.coming(interval, last=timeline.is_last_exercise(work), again=again)


def passage(
    timeline: Timeline, gap: int, phrasing: Phrasing, said: frozenset[str], opens: Seconds
) -> Iterator[Cue]:
    """The cues in the gap at index `gap` that lead into the work after it. `said`: what was said
    since the work before. `opens`: where words may begin."""
    coming = timeline.work_after(gap)
    if coming is None:
        return
    for place, part in enumerate(_parts(timeline, gap, coming, phrasing, said)):
        yield Cue(
            part.priority,
            opens + part.after,
            part.forms,
            earliest=opens,
            ways=part.ways,
            timely=part.yields in (_REST, _OUT),
            passage=PassagePart(place, part.yields, part.is_needed, part.pause),
            origin=part.origin or timeline.intervals[coming],
        )


@dataclass(frozen=True, slots=True)
class _Part:
    priority: Priority
    forms: Forms
    yields: int
    is_needed: bool = False
    after: Seconds = 0.0
    """The best delay after the opening."""
    pause: Seconds = 0.0
    ways: tuple[Forms, ...] = ()
    """All ways to say it, if there are several."""
    origin: CustomCue | None = None


def _parts(
    timeline: Timeline, gap: int, coming: int, phrasing: Phrasing, said: frozenset[str]
) -> Iterator[_Part]:
    work, interval = timeline.intervals[coming], timeline.intervals[gap]
    before = _work_before(timeline, coming)
    rested = None if before is None or is_other_side(before, work) else before
    if interval.kind is not IntervalKind.REST:
        rested = None
    name_after = 0.0 if rested is None else _PAUSE_BEFORE_NAME
    if rested is not None:
        ways = () if HOLD_LEFT_EARLY in said else phrasing.hold_is_over(rested)
        yield from _rest(ways, timeline, gap, phrasing)
    for cue, text in leading_cues(timeline, gap, phrasing):
        yield _Part(Priority.SIDE, (text,), _AUTHOR, after=name_after, origin=cue)
    if rested is not None and work.is_first_of_round_after(rested):
        yield _Part(Priority.NEXT, phrasing.round_begins(work.round), _ROUND)
    yield from _explanation(timeline, gap, coming, phrasing, said)


def _explanation(
    timeline: Timeline, gap: int, coming: int, phrasing: Phrasing, said: frozenset[str]
) -> Iterator[_Part]:
    """The name of the next exercise, the way into it, the movement, and its benefit."""
    work, interval = timeline.intervals[coming], timeline.intervals[gap]
    before = _work_before(timeline, coming)
    name_after = _PAUSE_BEFORE_NAME if interval.kind is IntervalKind.REST else 0.0
    name = announcement(timeline, coming, phrasing)
    if not said & set(name):
        yield _Part(Priority.NEXT, name, _NAME, is_needed=True, after=name_after)
    late = max(0.0, interval.expected - _SETUP_FROM_END)
    move = move_before(before, work)
    if move is not None:
        yield _Part(Priority.SETUP, phrasing.move(move), _MOVE, after=late, pause=MOVE_FIRST)
    is_told = move is not None or (before is not None and is_other_side(before, work))
    for part in _setup(work, phrasing, late, is_told=is_told):
        if part.forms[0] not in said:
            yield part
    if _is_time_for_why(work, interval):
        why = phrasing.why(exercises_of(work)[0])
        if why and why[0] not in said:
            yield _Part(Priority.FORM, why, _WHY, after=late)


def _rest(
    ways: tuple[Forms, ...], timeline: Timeline, gap: int, phrasing: Phrasing
) -> Iterator[_Part]:
    """The words at the beginning of a rest: the end of the hold (in one of these `ways`), or else
    the rest itself."""
    if ways:
        yield _Part(Priority.CHANGE, ways[0], _OUT, ways=ways)
    else:
        rests = [one for one in timeline.intervals[: gap + 1] if one.kind is IntervalKind.REST]
        lengths = [_told_length(rest) for rest in rests[-2:]]
        is_usual = len(lengths) > 1 and lengths[0] == lengths[1]
        words = phrasing.rest_begins(lengths[-1], is_usual=is_usual)
        yield _Part(Priority.CHANGE, words, _REST)


def _told_length(rest: Interval) -> Seconds:
    return round(rest.expected / _ROUNDED_TO) * _ROUNDED_TO if rest.added else rest.expected


def _is_time_for_why(work: Interval, gap: Interval) -> bool:
    """True if the benefit of an exercise is to be said: once, in the main part, while resting."""
    is_new = work.appearance == 0 and not work.stations
    return is_new and work.block is BlockName.MAIN and gap.expected >= _REST_WITH_WHY


def _setup(work: Interval, phrasing: Phrasing, late: Seconds, *, is_told: bool) -> Iterator[_Part]:
    """The position and movement of a work. `is_told`: the change of position or of side is
    announced anyway, so the position has its short form."""
    if work.stations:
        for station in work.stations:
            yield _Part(Priority.NEXT, phrasing.station(station), _STATION)
            if station.appearance == 0:
                cues = station.exercise.cues
                yield from _told(cues.position, cues.movement, 0.0)
        return
    position, movement = setup_of(work)
    if work.exercise is not None and is_told:
        position = work.exercise.cues.once_there.get(position, position)
    yield from _told(position, movement, late)


def _told(position: str, movement: str, late: Seconds) -> Iterator[_Part]:
    if position:
        yield _Part(Priority.SETUP, (position,), _POSITION, after=late)
    if movement:
        yield _Part(Priority.SETUP, (movement,), _MOVEMENT)


def setup_of(work: Interval) -> tuple[str, str]:
    """The position and the movement of one exercise that still have to be explained; empty if
    known."""
    if work.exercise is None or work.stations:
        return "", ""
    position = position_cue(work.exercise, work.side, split=work.split)
    movement = work.exercise.cues.movement
    return position if work.is_new_side else "", movement if work.appearance == 0 else ""


def other_side_of(work: Interval) -> str:
    """The position for the second side of a work that has both, after the switch was told."""
    if work.exercise is None:
        return ""
    position = position_cue(work.exercise, Side.RIGHT)
    return work.exercise.cues.once_there.get(position, position)


def setup_left(work: Interval, said: frozenset[str]) -> tuple[str, ...]:
    """The explanations of a work that were not among the texts `said`."""
    texts = tuple(filter(None, setup_of(work)))
    once_there = work.exercise.cues.once_there if work.exercise else {}
    return tuple(text for text in texts if not said & {text, once_there.get(text, text)})


def _work_before(timeline: Timeline, index: int) -> Interval | None:
    found = timeline.work_before(index)
    return None if found is None else timeline.intervals[found]
