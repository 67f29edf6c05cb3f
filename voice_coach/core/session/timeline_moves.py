"""The moves of a session through its timeline, and those that change it: to the next exercise or
back, more time or reps, another variant. They can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec

from voice_coach.core.cues.cue_schedule import MARGIN
from voice_coach.core.events.facts import StationDone, VariantChosen
from voice_coach.core.events.messages import Want
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.timeline import Interval, IntervalKind
from voice_coach.core.session.state import SessionState
from voice_coach.core.session.variation import vary
from voice_coach.core.units import Seconds
from voice_coach.core.wording.numbers import counted, duration
from voice_coach.core.wording.script import Moment

AGAIN: Seconds = 3.0
"""Going back within this time after an interval's start means the one before it."""

MORE: Seconds = 10.0
"""Time added by one "more time" that doesn't say how much."""

_Detail = ParamSpec("_Detail")
"""What a move takes besides: the detail of its command, or nothing."""


def _can_be_taken_back(
    move: Callable[Concatenate[SessionState, Seconds, _Detail], None],
) -> Callable[Concatenate[SessionState, Seconds, _Detail], None]:
    """A move after which "undo" returns to the place before it."""

    @wraps(move)
    def moving(
        run: SessionState, now: Seconds, /, *detail: _Detail.args, **named: _Detail.kwargs
    ) -> None:
        origin = run.place(now)
        move(run, now, *detail, **named)
        if run.place(now) != origin:
            run.remember(origin, now)

    return moving


@_can_be_taken_back
def next_exercise(run: SessionState, now: Seconds) -> None:
    """Go from work to the next interval; from a rest straight to the work after it."""
    intervals, following = run.timeline.intervals, run.index + 1
    work_is_next = following < len(intervals) and intervals[following].is_work
    if run.phase is SessionPhase.RUNNING and run.interval.is_work and not work_is_next:
        run.follow(now, done=False)
        return
    work = run.timeline.work_after(run.index)
    if work is None:
        run.reply(now, run.style.phrasing.say(Moment.NO_MORE), rendered=True)
    else:
        run.go(work, now)


@_can_be_taken_back
def skip_exercises(run: SessionState, now: Seconds, exercises: int) -> None:
    """Go past so many exercises, the current one or else the coming one among them."""
    works = [
        place
        for place, interval in enumerate(run.timeline.intervals)
        if interval.is_work and place >= run.index
    ]
    if len(works) <= exercises:
        run.reply(now, run.style.phrasing.say(Moment.NO_MORE), rendered=True)
    else:
        run.go(works[exercises], now)


def undo(run: SessionState, now: Seconds) -> None:
    if run.moved is not None:
        run.return_to(run.moved.origin, now)


@_can_be_taken_back
def go_back(run: SessionState, now: Seconds) -> None:
    """Go to the start of this exercise; from its start, or from a rest, to the one before."""
    here = run.index if run.interval.is_work else None
    earlier = run.timeline.work_before(run.index)
    if here is not None and (earlier is None or run.elapsed(now) >= AGAIN):
        run.go(here, now)
    elif earlier is not None:
        run.go(earlier, now)
    else:
        run.go(0, now)


@_can_be_taken_back
def add_time(run: SessionState, now: Seconds) -> None:
    if _lengthen(run, MORE):
        run.reply(now, run.style.phrasing.say(Moment.MORE_TIME), rendered=True)


@_can_be_taken_back
def add_seconds(run: SessionState, now: Seconds, seconds: int) -> None:
    if _lengthen(run, seconds):
        run.reply(now, run.style.phrasing.say(Moment.ADDED, added=duration(seconds)))


def _lengthen(run: SessionState, seconds: Seconds) -> bool:
    """Make the current interval longer: where reps are counted, by whole reps. False if it has no
    clock."""
    interval = run.interval
    if interval.length is None:
        run.notice("This one has no clock: take the time you need.")
        return False
    if interval.tempo is not None and interval.reps is not None:
        interval = interval.with_more_reps(max(1, round(seconds / interval.tempo.rep)))
    else:
        interval = replace(interval, expected=interval.expected + seconds)
    run.timeline = run.timeline.with_interval(run.index, interval)
    return True


def add_rep(run: SessionState, now: Seconds) -> None:
    add_reps(run, now, 1)


@_can_be_taken_back
def add_reps(run: SessionState, now: Seconds, reps: int) -> None:
    if run.interval.reps is None:
        run.notice("This one has no reps to add to: “more time” makes it longer.")
        return
    run.timeline = run.timeline.with_interval(run.index, run.interval.with_more_reps(reps))
    run.reply(now, run.style.phrasing.say(Moment.ADDED, added=counted(reps, "rep")))


@_can_be_taken_back
def finish_early(run: SessionState, now: Seconds) -> None:
    interval = run.interval
    if interval.stations:
        _next_station(run, now)
    elif interval.kind is IntervalKind.WORK and interval.reps and not interval.is_counted:
        _rest_of_slot(run, now)
    elif interval.is_work:
        run.follow(now, done=True)
    else:
        next_exercise(run, now)


def _next_station(run: SessionState, now: Seconds) -> None:
    run.station += 1
    stations = run.interval.stations
    place, round_ = run.station % len(stations), run.station // len(stations) + 1
    run.ask(StationDone(now, run.station))
    run.reply(now, run.style.phrasing.next_station(stations[place], None if place else round_))


def _rest_of_slot(run: SessionState, now: Seconds) -> None:
    """Turn the remaining time of an EMOM's slot into rest; the beat stays."""
    interval = run.interval
    worked = run.elapsed(now) + MARGIN
    left = interval.expected - worked
    if left <= 0:
        return
    kept = list(run.timeline.intervals)
    after = run.index + 1
    if after < len(kept) and not kept[after].is_work:
        # The gap in which the next one is announced begins earlier.
        kept[after] = replace(kept[after], expected=kept[after].expected + left)
    else:
        kept.insert(after, Interval(IntervalKind.REST, interval.block, left))
    kept[run.index] = replace(interval, expected=worked)
    run.timeline = replace(run.timeline, intervals=tuple(kept))
    run.follow(now, done=True)


@_can_be_taken_back
def make_easier(run: SessionState, now: Seconds) -> None:
    _vary(run, now, easier=True)


@_can_be_taken_back
def make_harder(run: SessionState, now: Seconds) -> None:
    _vary(run, now, easier=False)


def _vary(run: SessionState, now: Seconds, *, easier: bool) -> None:
    """Vary the current exercise, or the one after this rest, from now on."""
    index = run.index if run.interval.is_work else run.timeline.work_after(run.index)
    varied = None
    if index is not None:
        varied = vary(run, index, easier=easier)
    if varied is None:
        none = Moment.NO_EASIER if easier else Moment.NO_HARDER
        run.reply(now, run.style.phrasing.say(none), rendered=True)
        return
    run.timeline, exercise = varied
    run.ask(VariantChosen(now, exercise))
    run.ask(Want(run.script))
    run.reply(now, run.style.phrasing.variant(exercise, easier=easier))
