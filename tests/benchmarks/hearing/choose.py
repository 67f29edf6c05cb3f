"""Which files of the test set are listened to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from benchmarks.hearing.chance import choices
from benchmarks.hearing.trial import armed_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.hearing.manifest import Entry

QUICK_MOST = 120.0
"""Seconds of any file that are listened to in a quick run."""

_QUICK_SHARE = 0.08
_QUICK_LEAST = 6
_QUICK_MINUTES = 3
"""Of a kind of file: of single commands, and of minutes of sound."""

_LONG = 30.0
"""Seconds from which a file is no single command."""

_TASK = 480.0
"""Seconds of sound in a task: much to one start of a recogniser, little to a whole run."""


def some(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """A part of every kind of file, the same each time."""
    kinds: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        kinds[_kind(entry)].append(entry)
    return tuple(one for kind, those in kinds.items() for one in _part(kind, those))


def tasks(entries: Iterable[Entry], most: float) -> Iterator[tuple[Entry, ...]]:
    """Entries with the same phrases armed and the same sort of sound, some minutes at a time,
    the longest first."""
    alike: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        alike[armed_for(entry), entry.group, entry.condition].append(entry)
    made = [one for those in alike.values() for one in _divided(those, most)]
    yield from sorted(made, key=lambda task: -_length(task, most))


def _kind(entry: Entry) -> tuple[object, ...]:
    if entry.group == "own voice":
        return entry.group, entry.room
    if entry.kind == "negative":
        return entry.group, entry.condition if entry.group == "sounds" else ""
    return entry.group, entry.condition, entry.snr, entry.natural, entry.wake


def _part(kind: tuple[object, ...], those: list[Entry]) -> list[Entry]:
    if those[0].group == "own voice" or those[0].group == "sounds":
        count = 1
    elif those[0].length > _LONG:
        count = max(_QUICK_MINUTES, len(those) // 6)
    else:
        count = max(_QUICK_LEAST, round(len(those) * _QUICK_SHARE))
    return choices("quick", *kind).sample(those, min(len(those), count))


def _divided(those: list[Entry], most: float) -> Iterator[tuple[Entry, ...]]:
    task: list[Entry] = []
    for entry in those:
        task.append(entry)
        if _length(task, most) >= _TASK:
            yield tuple(task)
            task = []
    if task:
        yield tuple(task)


def _length(task: Iterable[Entry], most: float) -> float:
    return sum(min(entry.length, most or entry.length) for entry in task)
