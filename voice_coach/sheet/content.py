"""The content of a routine's sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from voice_coach.core.figures.figure import Figure
from voice_coach.core.model.exercise import Load
from voice_coach.core.model.routine import (
    Amrap,
    BlockName,
    Circuit,
    Every,
    Rest,
    Routine,
    RoutineNode,
    Step,
)
from voice_coach.core.model.timeline import Timeline
from voice_coach.core.wording import phrasebook
from voice_coach.core.wording.dose_text import step_dose
from voice_coach.core.wording.numbers import about, short_time

BLOCKS = {
    BlockName.WARM_UP: "Warm-up",
    BlockName.MAIN: "Main part",
    BlockName.COOL_DOWN: "Cool-down",
}


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One exercise."""

    name: str
    dose: str
    cues: tuple[str, ...]
    breathing: str
    after: str
    """A rest of its own that follows, in words."""
    figure: Figure | None
    section: Section
    """The section it is part of."""


@dataclass(frozen=True, slots=True)
class Section:
    """Steps that are done alike, one after the other."""

    number: int
    block: BlockName
    how: str
    """Rounds and rests; empty where each step says all."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of it."""

    title: str
    facts: tuple[str, ...]
    """Level, time, groups, load on the spine."""
    description: str
    entries: tuple[SheetEntry, ...]
    care: tuple[str, ...]
    """When to leave it out, when to stop, when to call for help."""


def sheet_of(
    routine: Routine, timeline: Timeline, figures: Mapping[str, Figure], emergency: str
) -> Sheet:
    """The sheet of a routine. `figures`: by exercise; `emergency`: the number to call, or words
    in its place."""
    roughly = "about " if timeline.is_open else ""
    groups = [group.value for group in timeline.groups()][:4]
    return Sheet(
        routine.name,
        (
            routine.level.value,
            f"{roughly}{about(timeline.total)}",
            f"trains {', '.join(groups)}",
            _LOADS[timeline.spinal_load()],
            *((f"by {routine.author}",) if routine.author else ()),
        ),
        routine.about,
        tuple(_entries(routine, figures)),
        (
            phrasebook.RECORDING_NOTICE,
            phrasebook.alarm_signs(emergency),
            phrasebook.SHEET_NOTICE,
        ),
    )


_LOADS = {load: f"{load.value} load on the spine" for load in Load}


def _entries(routine: Routine, figures: Mapping[str, Figure]) -> Iterator[SheetEntry]:
    number = 0
    for block in routine.blocks:
        for how, nodes in _alike(block.nodes):
            section = Section(number, block.name, how)
            number += 1
            yield from _of(nodes, section, figures)


def _alike(nodes: tuple[RoutineNode, ...]) -> Iterator[tuple[str, tuple[RoutineNode, ...]]]:
    """Frames of steps with how they are done; steps that stand alone, one after the other, are
    together one."""
    alone: list[RoutineNode] = []
    for node in nodes:
        if isinstance(node, Step | Rest):
            alone.append(node)
            continue
        if alone:
            yield _rests(tuple(alone)), tuple(alone)
            alone = []
        yield _told(node), node.steps
    if alone:
        yield _rests(tuple(alone)), tuple(alone)


def _told(frame: Circuit | Every | Amrap) -> str:
    match frame:
        case Circuit(rounds, rest_between, steps):
            parts = [f"{rounds} rounds" if rounds > 1 else "", _rests(steps)]
            if rest_between and rounds > 1:
                parts.append(f"{short_time(rest_between)} between rounds")
            return ", ".join(part for part in parts if part)
        case Every(interval, length):
            return f"a set every {short_time(interval)}, for {short_time(length)}"
        case Amrap(length):
            return f"as many rounds as you can in {short_time(length)}"


def _rests(nodes: tuple[RoutineNode, ...]) -> str:
    """The rest after each, where it is the same after all."""
    rests = {node.rest for node in nodes if isinstance(node, Step)}
    same = rests.pop() if len(rests) == 1 else 0.0
    several = sum(isinstance(node, Step) for node in nodes) > 1
    return f"{short_time(same)} rest after each set" if same and several else ""


def _of(
    nodes: tuple[RoutineNode, ...], section: Section, figures: Mapping[str, Figure]
) -> Iterator[SheetEntry]:
    entries: list[SheetEntry] = []
    for node in nodes:
        if isinstance(node, Step):
            entries.append(_entry(node, section, figures))
        elif isinstance(node, Rest):
            if entries and not node.adds:
                entries[-1] = replace(entries[-1], after=f"Then rest {short_time(node.length)}.")
        else:
            inner = _of(node.steps, section, figures)
            entries += [replace(one, dose=f"{one.dose}; {_told(node)}") for one in inner]
    yield from entries


def _entry(step: Step, section: Section, figures: Mapping[str, Figure]) -> SheetEntry:
    exercise = step.exercise
    own = tuple(cue.text for cue in step.cues if not cue.placed)
    return SheetEntry(
        exercise.name,
        step_dose(step, with_rest=not section.how).replace(" x ", " \N{MULTIPLICATION SIGN} "),
        own or exercise.cues.texts,
        exercise.breathing,
        "",
        figures.get(exercise.slug),
        section,
    )
