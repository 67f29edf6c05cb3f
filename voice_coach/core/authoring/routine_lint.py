"""Advice on a routine: things that are legal but unwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from voice_coach.core.authoring.command_lookalikes import PART_OF_MORE, commands_alone
from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.cues.cue_plan import lay_out
from voice_coach.core.figures.joint_limits import strains
from voice_coach.core.figures.skeleton import skeleton_of
from voice_coach.core.model.exercise import (
    CORE_GROUPS,
    DoseMode,
    ExerciseKind,
    Group,
    Impact,
    Load,
)
from voice_coach.core.model.routine import (
    BlockName,
    CueAnchor,
    CustomCue,
    Level,
    Rest,
    Routine,
    RoutineNode,
    SourcePosition,
    Step,
)
from voice_coach.core.model.timeline import Timeline
from voice_coach.core.model.unroll import unroll
from voice_coach.core.units import Seconds
from voice_coach.core.wording.numbers import duration
from voice_coach.core.wording.phrasing import Phrasing

_SHORT_OF = 0.005
"""Least difference that is visible, in body heights."""

_EASY_KINDS = ("stretch", "recovery")
_GENTLE_LEVELS = (Level.RECOVERY, Level.BEGINNER)


@dataclass(frozen=True, slots=True)
class Advice:
    """One finding, with a better way."""

    what: str
    """The finding, without a full stop."""
    instead: str
    mark: SourcePosition | None = None
    """The step concerned; None: the whole routine."""


def advise(routine: Routine) -> tuple[Advice, ...]:
    """All findings on a routine, in the order of its file."""
    return (
        *_missing_warm_up(routine),
        *_missing_group(routine),
        *_heavy_steps(routine),
        *_doses_beyond_reason(routine),
        *dict.fromkeys(_words_like_commands(routine)),
        *_impossible_poses(routine),
    )


def _impossible_poses(routine: Routine) -> Iterator[Advice]:
    for slug, figure in routine.figures.items():
        for pose in figure.poses:
            where = f"the figure of {slug} in its pose {pose.name}"
            for limb, missed in skeleton_of(pose).short_of.items():
                if missed > _SHORT_OF:
                    yield Advice(f"{where}: the {limb} falls short of its place", "bring it nearer")
            for strain in strains(pose):
                yield Advice(f"{where}: {strain}", "bend it less")


def _missing_warm_up(routine: Routine) -> Iterator[Advice]:
    if routine.level is Level.RECOVERY:
        return
    steps = tuple(routine.steps())
    if any(block is BlockName.WARM_UP for block, _ in steps):
        return
    if not all(_is_easy(step) for _, step in steps):
        instead = "begin with a minute or two of walk-in-place and cat-cow under `warm_up:`"
        yield Advice("there is no warm-up", instead)


def _is_easy(step: Step) -> bool:
    """True if a move needs no warm-up, because it is itself one."""
    exercise = step.exercise
    is_gentle = exercise.group is Group.MOBILITY or exercise.kind in _EASY_KINDS
    return is_gentle and exercise.spinal_load is Load.LOW


def _missing_group(routine: Routine) -> Iterator[Advice]:
    """Advise on missing groups: a core routine needs all three, as one alone pulls the spine out of
    balance."""
    trained = [step.exercise for block, step in routine.steps() if block is BlockName.MAIN]
    core = [exercise for exercise in trained if exercise.group in CORE_GROUPS]
    if len(core) * 2 <= len(trained):
        return
    reached = {exercise.group for exercise in core}
    for group in CORE_GROUPS:
        if group not in reached:
            yield Advice(
                f"a core routine without the {group}",
                f"add a move for them, such as {_MOVE[group]}",
            )


_MOVE = {
    Group.EXTENSORS: "bird-dog or glute-bridge",
    Group.FLEXORS: "dead-bug or plank",
    Group.OBLIQUES: "knee-side-plank or side-plank",
}


def _heavy_steps(routine: Routine) -> Iterator[Advice]:
    if routine.level not in _GENTLE_LEVELS:
        return
    for _, step in routine.steps():
        exercise = step.exercise
        if exercise.spinal_load is Load.HIGH:
            what = f"{exercise.name} loads the spine heavily for the level {routine.level}"
            yield Advice(what, _lighter(exercise.easier), step.mark)


@dataclass(frozen=True, slots=True)
class _Reason:
    """The usual maximum at a level; project policy, well above the bundled routines."""

    hold: Seconds
    """Length of one hold that is no stretch."""
    reps: int
    """Reps of one exercise in the whole routine; of a hard one a third."""


_MOST = {
    Level.RECOVERY: _Reason(60, 60),
    Level.BEGINNER: _Reason(120, 150),
    Level.INTERMEDIATE: _Reason(240, 300),
    Level.ADVANCED: _Reason(360, 600),
}
_LONGEST_WORK: Seconds = 3600


def _doses_beyond_reason(routine: Routine) -> Iterator[Advice]:
    """Advise on doses that are legal, but more than anyone of that level should do: most often a
    slip."""
    most, reps = _MOST[routine.level], Counter[str]()
    for interval in unroll(routine).work():
        if interval.exercise is not None and not interval.stations:
            reps[interval.exercise.slug] += interval.reps or 0
    told: set[str] = set()
    for _, step in routine.steps():
        exercise = step.exercise
        if exercise.slug in told:
            continue
        hard = exercise.spinal_load is Load.HIGH or exercise.impact is Impact.HIGH
        most_reps = most.reps // 3 if hard else most.reps
        longest = max((work.seconds or 0.0 for work in step.sets), default=0.0)
        is_hold = exercise.mode in _HOLDS and exercise.kind is ExerciseKind.STRENGTH
        limit = most.hold if is_hold else _LONGEST_WORK
        if longest > limit:
            what = f"{exercise.name} for {duration(longest)} is a lot for the level {routine.level}"
            yield Advice(what, f"take {duration(limit)} at most, or several sets", step.mark)
            told.add(exercise.slug)
        if reps[exercise.slug] > most_reps:
            number = reps[exercise.slug]
            what = f"{number} reps of {exercise.name} are a lot for the level {routine.level}"
            yield Advice(what, f"take {most_reps} in all at most", step.mark)
            told.add(exercise.slug)


_HOLDS = (DoseMode.HOLD, DoseMode.HOLD_REPS)


def _lighter(easier: str | None) -> str:
    # Every heavy move of the catalogue has an easier one, so this is one of the author's own,
    # which counts as heavy until its load is written.
    if easier is None:
        return "write its `spinal_load:` if it is lower, or raise the level"
    return f"take {easier} instead, or raise the level"


def _words_like_commands(routine: Routine) -> Iterator[Advice]:
    """Advise on words that a listening coach could take for a command."""
    for text, mark in _words(routine):
        for command, words in commands_alone(text).items():
            what = (
                f"“{words}” alone is a command, and a coach that listens may take its own for yours"
            )
            yield Advice(what, f"let it be part of more, as in “{PART_OF_MORE[command]}”", mark)


def _words(routine: Routine) -> Iterator[tuple[str, SourcePosition | None]]:
    """The words of each step and their place; an exercise's words once, at its first step."""
    known: set[str] = set()
    for block in routine.blocks:
        for node in _leaves(block.nodes):
            yield from ((cue.text, cue.mark) for cue in node.cues)
            if isinstance(node, Step):
                exercise = node.exercise
                for text in (exercise.name, *exercise.cues.spoken, exercise.breathing):
                    if text not in known:
                        known.add(text)
                        yield text, node.mark


def _leaves(nodes: tuple[RoutineNode, ...]) -> Iterator[Step | Rest]:
    for node in nodes:
        if isinstance(node, Step | Rest):
            yield node
        else:
            yield from _leaves(node.steps)


def custom_texts(timeline: Timeline) -> tuple[str, ...]:
    """The texts of all cues that the author wrote."""
    cues = (cue.text for interval in timeline.intervals for cue in interval.cues)
    return tuple(dict.fromkeys(cues))


def advise_on_fit(
    timeline: Timeline, phrasing: Phrasing, length_of: LengthOf
) -> tuple[Advice, ...]:
    """Advice on the author's cues that find no place, each once, with the missing time.

    `length_of` returns the lengths of clips; the advice holds for that voice.
    """
    misfits: dict[SourcePosition | None, Advice] = {}
    for laid in lay_out(timeline, phrasing, length_of):
        for dropped in laid.fitting.dropped:
            cue = dropped.cue.origin
            if isinstance(cue, CustomCue):
                advice = _outside(cue, laid.interval.expected) or _misfit(
                    cue, length_of(dropped.cue.forms[-1]), dropped.lacking
                )
                misfits.setdefault(cue.mark, advice)
    return tuple(misfits.values())


def _outside(cue: CustomCue, work: Seconds) -> Advice | None:
    """Advice on a cue that is placed after the end of its set, or before the start."""
    if cue.every is not None and cue.every >= work:
        what = f"“{cue.text}” comes every {cue.every:g} s, and the set takes {work:g} s"
        return Advice(what, "write a shorter time, or `at: halfway`", cue.mark)
    if not cue.placed or cue.seconds < work:
        return None
    if cue.anchor is CueAnchor.END:
        where = f"in the last {cue.seconds:g} s"
    else:
        where = f"at {cue.seconds:g} s, after its end"
    what = f"“{cue.text}” is placed {where}, and the set takes {work:g} s"
    return Advice(what, f"place it within the {work:g} s, or give the step more time", cue.mark)


def _misfit(cue: CustomCue, length: float, lacking: float) -> Advice:
    instead = "write it shorter, place it elsewhere, or give the step more time"
    if lacking <= 0:
        what = f"“{cue.text}” is placed where other words must stand, and is left out"
    else:
        what = f"“{cue.text}” takes {length:.1f} s, {lacking:.1f} s more than there is room"
    return Advice(what, instead, cue.mark)
