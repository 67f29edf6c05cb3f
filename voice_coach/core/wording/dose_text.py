"""Doses in words for the screen."""

from __future__ import annotations

from voice_coach.core.model.exercise import Exercise, SideMode
from voice_coach.core.model.routine import Pace, Sides, Step, Work
from voice_coach.core.model.timeline import Timeline
from voice_coach.core.units import Seconds, Tempo
from voice_coach.core.wording.numbers import counted, short_time
from voice_coach.core.wording.phrasebook import named

_SIDES = {
    Sides.BOTH: "",
    Sides.EACH: "each side",
    Sides.ALTERNATE: "taking turns",
    Sides.SPLIT: "half of it each side",
    Sides.LEFT: "left side",
    Sides.RIGHT: "right side",
}


def usual_dose(exercise: Exercise) -> str:
    """A beginner's dose: "2 sets of 8 reps, each side, 30 s rest"."""
    dose = exercise.dose
    work = Work(dose.reps, dose.seconds)
    return _told((work,) * dose.sets, Sides(exercise.side_mode.value), dose.rest)


def step_dose(step: Step, *, with_rest: bool = True) -> str:
    """The dose of a step: "3 sets of 20 s, each side, 15 s rest"."""
    told = _told(step.sets, step.sides, step.rest if with_rest else 0)
    return f"{told}, at your own pace" if step.pace is Pace.SELF else told


def tempo_text(tempo: Tempo) -> str:
    """The beat of a rep: "2 s out, 1 s pause, 2 s back"."""
    parts = ((tempo.out, "out"), (tempo.pause, "pause"), (tempo.back, "back"))
    return ", ".join(f"{length:g} s {what}" for length, what in parts if length)


def needs_text(timeline: Timeline) -> str:
    """The equipment and place of a routine: "chair, wall; standing"."""
    things = ", ".join(timeline.equipment()) or "no equipment"
    place = timeline.place()
    return things if place is None else f"{things}; {place}"


def added_text(timeline: Timeline) -> str:
    """The time added to the times as written, and the exercises it was added for; empty if none."""
    added = [
        (interval.added, timeline.intervals[work])
        for index, interval in enumerate(timeline.intervals)
        if interval.added and (work := timeline.work_after(index)) is not None
    ]
    if not added:
        return ""
    total = short_time(sum(seconds for seconds, _ in added))
    before = ", ".join(
        f"{short_time(seconds)} before {named(work.exercise, work.side)}"
        for seconds, work in added
        if work.exercise is not None
    )
    return (
        f"{total} in all, so that each exercise is told before it begins: {before}. "
        "`lead_in: strict` keeps the times as written"
    )


def has_sides(exercise: Exercise) -> bool:
    """True if the mirror image of a picture is done as well."""
    return exercise.side_mode is not SideMode.BOTH


def _told(sets: tuple[Work, ...], sides: Sides, rest: Seconds) -> str:
    first = sets[0]
    if len(sets) == 1:
        amount = _amount(first)
    elif len(set(sets)) == 1:
        amount = f"{len(sets)} sets of {_amount(first)}"
    else:
        amount = "sets of " + ", ".join(map(_amount, sets))
    between = f"{short_time(rest)} rest" if rest and len(sets) > 1 else ""
    return ", ".join(part for part in (amount, _SIDES[sides], between) if part)


def _amount(work: Work) -> str:
    if work.reps is None:
        return short_time(work.seconds or 0.0)
    if work.seconds is None:
        return counted(work.reps, "rep")
    return f"{work.reps} x {short_time(work.seconds)}"
