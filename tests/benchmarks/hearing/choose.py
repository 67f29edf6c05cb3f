"""The files of the test set, in tasks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from benchmarks.hearing.trial import armed_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.hearing.manifest import Entry

_TASK = 480.0
"""Seconds of sound in a task: much to one start of a recogniser, little to a whole run."""


def tasks(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Entries with the same phrases armed and the same sort of sound, some minutes at a time,
    the longest first."""
    alike: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        alike[armed_for(entry), entry.group, entry.condition].append(entry)
    made = [one for those in alike.values() for one in _divided(those)]
    yield from sorted(made, key=lambda task: -_length(task))


def _divided(those: list[Entry]) -> Iterator[tuple[Entry, ...]]:
    task: list[Entry] = []
    for entry in those:
        task.append(entry)
        if _length(task) >= _TASK:
            yield tuple(task)
            task = []
    if task:
        yield tuple(task)


def _length(task: Iterable[Entry]) -> float:
    return sum(entry.length for entry in task)
