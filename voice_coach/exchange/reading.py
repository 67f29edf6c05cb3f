"""The formats that can be brought in: which one a file has, and its workouts."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voice_coach.exchange.readers import (
    csv_table,
    feeel,
    garmin,
    hiit_generator,
    jawt,
    plain_text,
    timer_machine,
    voiceworkout,
    zwo,
)
from voice_coach.exchange.source import ForeignFileError, Source, read_source
from voice_coach.exchange.workout import Workout
from voice_coach.library.yaml.problems import quoted

Read = Callable[[Source], tuple[Workout, ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """One shape of file."""

    name: str
    """Who writes it, as in "a workout of …"."""
    looked_for: str
    fits: Callable[[Source], bool]
    read: Read


def _in_json(fits: Callable[[Any], bool]) -> Callable[[Source], bool]:
    return lambda source: isinstance(source.json, dict) and fits(source.json)


FORMATS: tuple[Format, ...] = (
    Format("Feeel", feeel.LOOKED_FOR, _in_json(feeel.fits), feeel.read),
    Format(
        "TimeR Machine", timer_machine.LOOKED_FOR, _in_json(timer_machine.fits), timer_machine.read
    ),
    Format("RunnerUp or Garmin", garmin.LOOKED_FOR, _in_json(garmin.fits), garmin.read),
    Format("Just Another Workout Timer", jawt.LOOKED_FOR, _in_json(jawt.fits), jawt.read),
    # After the one before: its files have `sets` too.
    Format(
        "hiit-generator",
        hiit_generator.LOOKED_FOR,
        _in_json(hiit_generator.fits),
        hiit_generator.read,
    ),
    Format(
        "Zwift",
        zwo.LOOKED_FOR,
        lambda source: source.xml is not None and zwo.fits(source.xml),
        zwo.read,
    ),
    Format("voiceworkout", voiceworkout.LOOKED_FOR, voiceworkout.fits, voiceworkout.read),
    Format("CSV", csv_table.LOOKED_FOR, csv_table.fits, csv_table.read),
    Format("plain text", plain_text.LOOKED_FOR, lambda _: True, plain_text.read),
)

_MARKED = re.compile(r"\s*[{\[<]")
"""How JSON and XML begin."""

_OURS = re.compile(r"^version\s*:\s*1\s*(?:#.*)?$.*^main\s*:", re.MULTILINE | re.DOTALL)

_OURS_PERHAPS = re.compile(r"^(?:version|main|level)\s*:", re.MULTILINE)
"""A routine, perhaps with mistakes."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file holds."""

    format: Format
    workouts: tuple[Workout, ...]
    left_out: tuple[str, ...]
    """What of the whole file could not be carried over, each in a few words."""


def bring_in(path: Path) -> Brought:
    """Read a file of another program. Raises ForeignFileError, which says what was looked for, or
    BadRoutine where it is YAML with mistakes."""
    source = read_source(path)
    try:
        form = _format_of(source)
        workouts = form.read(source)
    except RecursionError:
        raise source.broken("it is nested too deeply") from None
    if not workouts:
        raise source.broken("it has no workout in it", form.looked_for)
    return Brought(form, workouts, tuple(dict.fromkeys(source.left_out)))


def bring_in_advice(file: str) -> str | None:
    """What to say of a file that was surely not meant as a routine; None if it may be one."""
    kind = foreign(Path(file).expanduser())
    if kind is None:
        return None
    return (
        f"{file} is {kind}, and a routine is YAML of its own kind.\n"
        f"If it is a workout, bring it in: voice-coach import {shlex.quote(file)}"
    )


def foreign(path: Path) -> str | None:
    """Return what a file is that was surely not meant as a routine, as in "a file of Feeel"; None
    if it may be one."""
    is_yaml = path.suffix.lower() in {".yaml", ".yml"}
    try:
        source = read_source(path)
        if _OURS_PERHAPS.search(source.text):
            return None
        form = _format_of(source)
    except (ForeignFileError, RecursionError):
        return None if is_yaml else "no YAML file"
    if form.read in {csv_table.read, plain_text.read}:
        return None if is_yaml else "no YAML file"
    return f"a file of {form.name}"


def _format_of(source: Source) -> Format:
    if _OURS.search(source.text):
        raise ForeignFileError(
            f"{quoted(str(source.path), 300)} is a routine of this program already.",
            "Put it into your routines folder, or start it by its path.",
        )
    forms = FORMATS
    if _MARKED.match(source.text):
        forms = tuple(one for one in FORMATS if one.read not in {csv_table.read, plain_text.read})
    for form in forms:
        if form.fits(source):
            return form
    raise source.broken(
        "no known program writes such a file",
        "; ".join(f"{one.name}: {one.looked_for}" for one in FORMATS),
    )
