"""`show` of an exercise: its figure, and everything in the catalogue about it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from textwrap import wrap

import click

from voice_coach.app.live_runtime import at_a_terminal
from voice_coach.cli.exercise_animation import play
from voice_coach.config.settings import Settings
from voice_coach.core.figures.figure import Figure
from voice_coach.core.model.exercise import Exercise
from voice_coach.core.wording.dose_text import tempo_text, usual_dose
from voice_coach.errors import UsageError
from voice_coach.library.catalogue.catalogue import Catalogue
from voice_coach.library.routine.finder import NoSuchRoutineError
from voice_coach.library.yaml.problems import quoted
from voice_coach.screen.art.animation import Replay
from voice_coach.screen.art.ansi import Canvas
from voice_coach.screen.art.block_art import BLOCKS
from voice_coach.screen.art.palettes import Depth, depth_of
from voice_coach.screen.art.pose_strip import side_by_side
from voice_coach.screen.options import Ground, ground_of

_WIDEST = 100
"""Columns that are easy to read across."""
_TALLEST = 18
"""Rows of a figure."""
_LOWEST = 5
_LABEL = 14
_PAIN = ("a back that hurts",)


def exercise_called(
    catalogue: Catalogue,
    own: Mapping[str, Exercise],
    name: str,
    no_routine: NoSuchRoutineError,
) -> Exercise:
    """The exercise of that name, where no routine has it: one of the user's `own` or of the
    catalogue. Raise UsageError."""
    exercise = Catalogue(tuple(own.values())).called(name) or catalogue.find(name)
    if exercise is not None:
        return exercise
    if no_routine.likely:
        raise no_routine
    otherwise = "`voice-coach list` and `voice-coach exercises` show what there is."
    instead = catalogue.nearest(name, otherwise)
    raise UsageError(
        f"There is no routine and no exercise called {quoted(name)}.",
        f"{instead[0].upper()}{instead[1:]}",
    ) from no_routine


def show_exercise(
    exercise: Exercise,
    known: Mapping[str, Exercise],
    figure: Figure | None,
    settings: Settings,
    *,
    moving: bool,
    as_json: bool,
) -> None:
    """Show it on standard output: as JSON, as words, and in a terminal with its figure."""
    if as_json:
        click.echo(json.dumps(asdict(exercise), ensure_ascii=False))
        return
    canvas = _canvas(settings)
    size = shutil.get_terminal_size()
    columns, rows = min(size.columns, _WIDEST), min(size.lines - 3, _TALLEST)
    words = _told(exercise, known, columns)
    if figure is None or canvas is None or rows < _LOWEST:
        _write(words)
    elif moving and at_a_terminal():
        _write((*words, ""))
        play(Replay(figure, exercise), canvas, columns, rows)
    else:
        _write((*side_by_side(figure, canvas, columns, rows), "", *words))


def _write(lines: Iterable[str]) -> None:
    for line in lines:
        # With the colours that were chosen for this terminal, as they are.
        click.echo(line, color=True)


def _canvas(settings: Settings) -> Canvas | None:
    """Return the terminal to draw on; None where words are better."""
    if settings.plain or not sys.stdout.isatty() or not _shows_blocks(sys.stdout.encoding):
        return None
    ground = ground_of(os.environ, settings.theme)
    depth = Depth.NONE if ground is Ground.PLAIN else depth_of(os.environ)
    return Canvas(dark=ground is not Ground.LIGHT, depth=depth)


def _shows_blocks(encoding: str) -> bool:
    """True if the terminal has the characters that figures are made of."""
    try:
        "".join(BLOCKS.values()).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return os.environ.get("TERM") != "dumb"


def _told(exercise: Exercise, known: Mapping[str, Exercise], columns: int) -> Iterator[str]:
    yield exercise.name
    yield ""
    for label, text in _facts(exercise, known):
        indent = " " * _LABEL
        yield from wrap(text, columns, initial_indent=f"{label:{_LABEL}}", subsequent_indent=indent)


def _facts(exercise: Exercise, known: Mapping[str, Exercise]) -> Iterator[tuple[str, str]]:
    also = f", also {', '.join(exercise.also_trains)}" if exercise.also_trains else ""
    yield "Trains:", f"{exercise.group}{also}"
    yield "Spinal load:", exercise.spinal_load
    if exercise.position is not None:
        yield "Position:", exercise.position.replace("-", " ")
    if exercise.equipment:
        yield "Needs:", ", ".join(exercise.equipment)
    yield "Dose:", f"{usual_dose(exercise)} (a beginner's)"
    if exercise.tempo is not None:
        yield "Tempo:", tempo_text(exercise.tempo)
    for number, cue in enumerate(exercise.cues.texts, 1):
        yield "How:" if number == 1 else "", f"{number}. {cue}"
    if exercise.cues.left:
        yield "Left side:", exercise.cues.left
        yield "Right side:", exercise.cues.right
    yield "Breathing:", exercise.breathing
    yield "Mistake:", exercise.common_mistake
    bars = (*exercise.caution_with, *_PAIN[: exercise.withhold_in_acute_back_pain])
    if bars:
        yield "Not with:", ", ".join(bars)
    for label, slug in (("Easier:", exercise.easier), ("Harder:", exercise.harder)):
        if slug is not None and slug in known:
            yield label, f"{known[slug].name} ({slug})"
