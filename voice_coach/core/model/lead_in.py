"""The lead-in: the time before each work in which it is named and, the first time, explained.

A timeline gets its lead-ins before anything is rendered, so the time is estimated from the texts;
the estimate is on the long side. If a voice needs more time still, shorter forms are said.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from voice_coach.core.model.body_position import BodyPosition, Move
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.routine import CueAnchor
from voice_coach.core.model.timeline import (
    Interval,
    IntervalKind,
    Side,
    Timeline,
    exercises_of,
    is_other_side,
)
from voice_coach.core.model.tone import TONE_LENGTH, Tone
from voice_coach.core.units import Seconds

USUAL_RATE = 165
"""Words a minute if no rate is set."""

GAP: Seconds = 0.12
"""Least silence between two cues: closer, words run into each other."""

COUNTDOWN_ROOM: Seconds = 3 + GAP
"""Kept free of other words at the end of a timed interval."""

MOVE_FIRST: Seconds = 1.5
"""Silence after a change of position is announced, so that it can begin."""

_DOSE = "30 seconds"
_LEAD = "Last exercise:"
_CHANGE = "Down onto the mat, face down."
_ROUNDS = "As many rounds as you can in 10 minutes. One round:"
"""A phrase as long as the usual form of what the script says there."""


def with_lead_in(timeline: Timeline, rate: int = USUAL_RATE, start: int = 0) -> Timeline:
    """The timeline with enough time before each work from index `start` on to announce it, at
    `rate` words a minute; for a fast voice no less than for the usual one, so that a routine takes
    as long with both. Missing time is added to the gap before the work and noted there. A timeline
    that is to run as written is returned unchanged, with its exercises counted again."""
    counted = _counted(timeline.intervals)
    if timeline.as_written:
        return replace(timeline, intervals=counted)
    led: list[Interval] = list(counted[:start])
    before: Interval | None = next((one for one in reversed(led) if one.is_work), None)
    rate = min(rate, USUAL_RATE)
    for interval in counted[start:]:
        if interval.is_work:
            needed = lead_time(before, interval, rate) + _own_words(led, rate)
            needed += max(0, timeline.countdown - COUNTDOWN_ROOM)
            _make_room(led, math.ceil(needed), interval)
            before = interval
        led.append(interval)
    return replace(timeline, intervals=tuple(led))


def lead_time(before: Interval | None, work: Interval, rate: int) -> Seconds:
    """The least length of the gap between two works, in seconds; `before` is None for the first
    work. From the second time on the name is enough."""
    opens = TONE_LENGTH[Tone.END] + GAP if before is not None else 0.0
    texts = tuple(_texts(before, work))
    speech = sum(estimated_length(text, rate) + GAP for text in texts)
    move = move_before(before, work)
    if move is not None:
        named = estimated_length(texts[0], rate)
        speech = max(speech + MOVE_FIRST, named + move.takes)
    return math.ceil(opens + speech + COUNTDOWN_ROOM)


def move_before(before: Interval | None, work: Interval) -> Move | None:
    """The change of position before `work`; None if there is none. The athlete begins standing."""
    here = BodyPosition.STANDING if before is None else exercises_of(before)[-1].position
    there = exercises_of(work)[0].position
    return None if here is None or there is None or here is there else Move(here, there)


def position_cue(exercise: Exercise, side: Side | None, *, split: bool = False) -> str:
    """The position of the body for one side. If both sides share the time, left comes first."""
    cues = exercise.cues
    if side is Side.LEFT or split:
        return cues.left or cues.position
    return (cues.right if side is Side.RIGHT else "") or cues.position


def _texts(before: Interval | None, work: Interval) -> Iterable[str]:
    """The shortest texts of the lead-in, or something as long. The name comes first."""
    moves = move_before(before, work) is not None
    if work.stations:
        yield _ROUNDS
        if moves:
            yield _CHANGE
        for station in work.stations:
            yield f"{station.reps} {station.exercise.name}."
            if station.appearance == 0:
                yield station.exercise.cues.position
                yield station.exercise.cues.movement
        return
    (exercise,) = exercises_of(work)
    side = f", {work.side} side" if work.side else ", left side first" if work.split else ""
    turns = before is not None and is_other_side(before, work)
    if turns:
        yield f"Switch sides. {work.side} side." if work.is_new_side else f"The {work.side} side."
    elif work.appearance == 0:
        yield f"{_LEAD} {exercise.name}{side}, {_DOSE}."
    else:
        yield f"{exercise.name}{side}, {_DOSE}."
    if moves:
        yield _CHANGE
    if work.is_new_side:
        position = position_cue(exercise, work.side, split=work.split)
        yield exercise.cues.once_there.get(position, position) if moves or turns else position
    if work.appearance == 0:
        yield exercise.cues.movement


def _own_words(led: list[Interval], rate: int) -> Seconds:
    """The length of the author's own words in the gap at the end of `led`."""
    cues = led[-1].cues if led else ()
    texts = (cue.text for cue in cues if cue.anchor is CueAnchor.LEAD)
    return sum(estimated_length(text, rate) + GAP for text in texts)


def _make_room(led: list[Interval], needed: Seconds, work: Interval) -> None:
    """Lengthen the gap at the end of `led` to at least `needed` seconds."""
    last = led[-1] if led else None
    if last is not None and not last.is_work:
        if last.expected < needed:
            added = last.added + needed - last.expected
            led[-1] = replace(last, expected=needed, added=added)
        return
    spare = 0.0
    if last is not None and last.is_window:
        # The end of the athlete's own time is rest anyway, and the beat stays.
        spare = min(needed, last.expected / 2)
        led[-1] = replace(last, expected=last.expected - spare)
    led.append(Interval(IntervalKind.PREPARE, work.block, needed, added=needed - spare))


def _counted(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The intervals with the number of earlier appearances of each exercise, in all and on its
    side."""
    seen: Counter[str] = Counter()
    sides: Counter[tuple[str, Side]] = Counter()
    counted: list[Interval] = []
    for interval in intervals:
        if interval.exercise is None:
            counted.append(interval)
            continue
        stations = tuple(
            replace(one, appearance=seen[one.exercise.slug]) for one in interval.stations
        )
        slug, side = interval.exercise.slug, interval.side
        on_side = seen[slug] if side is None else sides[slug, side]
        counted.append(
            replace(interval, stations=stations, appearance=seen[slug], side_appearance=on_side)
        )
        seen.update(one.slug for one in exercises_of(interval))
        if side is not None:
            sides[slug, side] += 1
    return tuple(counted)
