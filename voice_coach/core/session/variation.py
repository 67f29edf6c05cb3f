"""Variation: an easier or harder exercise takes over for the rest of a timeline."""

from __future__ import annotations

from dataclasses import replace

from voice_coach.core.model.exercise import (
    CORE_GROUPS,
    Exercise,
    HealthCondition,
    SideMode,
    SpineAction,
)
from voice_coach.core.model.lead_in import with_lead_in
from voice_coach.core.model.timeline import Interval, IntervalKind, Station, Timeline, exercises_of
from voice_coach.core.session.state import SessionState
from voice_coach.core.units import Tempo


def vary(run: SessionState, index: int, *, easier: bool) -> tuple[Timeline, Exercise] | None:
    """The run's timeline with the easier or harder variant of the exercise at `index`, there and
    wherever it comes again, and that variant; None if there is none.

    The current interval keeps its length and its beat: only the exercise changes.
    """
    timeline = run.timeline
    current = _exercise_at(timeline.intervals[index], run.station)
    slug = current.easier if easier else current.harder
    variant = run.lookup(slug) if slug else None
    if variant is None:
        return None
    under_way = run.index
    intervals = tuple(
        _varied(interval, current, variant, keep_beat=place == under_way)
        if place >= index
        else interval
        for place, interval in enumerate(timeline.intervals)
    )
    varied = replace(timeline, intervals=intervals)
    return with_lead_in(varied, run.style.rate, under_way + 1), variant


def without_alike(
    timeline: Timeline, index: int, hurting: Exercise | None, part: HealthCondition | None = None
) -> Timeline:
    """The timeline without the works after `index` that load what `hurting` loads, or `part` of the
    body, and without the rests that led to them. Where the part is known, only that counts: of an
    exercise that hurt in the knee, the muscle group says nothing about the knee."""
    kept = list(timeline.intervals[: index + 1])
    gap: list[Interval] = []
    for interval in timeline.intervals[index + 1 :]:
        if not interval.is_work:
            gap = [interval]
        elif not any(_may_hurt(one, hurting, part) for one in exercises_of(interval)):
            kept += [*gap, interval]
            gap = []
    return replace(timeline, intervals=tuple(kept))


def _may_hurt(one: Exercise, hurting: Exercise | None, part: HealthCondition | None) -> bool:
    if part is None:
        return hurting is not None and _loads_alike(hurting, one)
    return part in one.caution_with or (hurting is not None and one.slug == hurting.slug)


def _loads_alike(one: Exercise, other: Exercise) -> bool:
    """True if two exercises load the same part: the same group of the three that hold the spine, or
    the same bend, arch or twist of it."""
    same_group = one.group in CORE_GROUPS and one.group is other.group
    same_action = (
        one.spine_action is not SpineAction.NEUTRAL and one.spine_action is other.spine_action
    )
    return one.slug == other.slug or same_group or same_action


def _exercise_at(interval: Interval, station: int) -> Exercise:
    if interval.stations:
        return interval.stations[station % len(interval.stations)].exercise
    if interval.exercise is None:
        raise ValueError("only work has an exercise to vary")
    return interval.exercise


def _varied(interval: Interval, old: Exercise, new: Exercise, *, keep_beat: bool) -> Interval:
    if interval.stations:
        stations = tuple(_varied_station(one, old, new) for one in interval.stations)
        return replace(interval, stations=stations, exercise=stations[0].exercise)
    if interval.exercise is None or interval.exercise.slug != old.slug:
        return interval
    side = None if new.side_mode is SideMode.BOTH else interval.side
    varied = replace(interval, exercise=new, side=side)
    if keep_beat or interval.tempo is None or new.tempo is None or interval.reps is None:
        return varied
    pause = interval.tempo.pause if interval.is_held else new.tempo.pause
    tempo = Tempo(new.tempo.out, pause, new.tempo.back)
    expected = (
        interval.reps * tempo.rep if interval.kind is IntervalKind.WORK else interval.expected
    )
    return replace(varied, tempo=tempo, expected=expected)


def _varied_station(station: Station, old: Exercise, new: Exercise) -> Station:
    return replace(station, exercise=new) if station.exercise.slug == old.slug else station
