"""Tables (CSV): an exercise a line, under a line that names the columns."""

from __future__ import annotations

import csv
import re
from itertools import islice

from voice_coach.exchange.doses import seconds_of
from voice_coach.exchange.source import Source
from voice_coach.exchange.workout import Move, Node, Pause, Said, Workout, is_rest
from voice_coach.library.yaml.problems import quoted

LOOKED_FOR = (
    "a first line with the columns name and seconds or reps, and perhaps sets, rest and notes"
)

_COLUMNS = {
    "name": ("name", "exercise", "exercise name", "move", "movement"),
    "seconds": ("seconds", "secs", "time", "duration", "work", "hold", "length"),
    "reps": ("reps", "rep", "repetitions", "count"),
    "sets": ("sets", "set", "rounds"),
    "rest": ("rest", "rest seconds", "break", "pause", "recovery"),
    "notes": ("notes", "note", "cue", "cues", "comment"),
}
_DELIMITERS = ",;\t|"
_MOST_ROWS = 2_000


def fits(source: Source) -> bool:
    """True if it looks like one."""
    columns = _columns(_rows(source, 1))
    return "name" in columns and bool({"seconds", "reps"} & columns.keys())


def read(source: Source) -> tuple[Workout, ...]:
    """Read the workout of a file. Raises ForeignFileError."""
    rows = _rows(source, _MOST_ROWS)
    columns = _columns(rows)
    unread = [
        quoted(title)
        for at, title in enumerate(rows[0])
        if at not in columns.values() and any(len(row) > at and row[at].strip() for row in rows[1:])
    ]
    source.left_out.extend(f"the column {title}" for title in unread)
    nodes = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: row[at].strip() for name, at in columns.items() if at < len(row)}
        if any(cells.values()):
            nodes.append(_node(cells, number, source))
    return (Workout(source.title, tuple(nodes)),)


def _rows(source: Source, most: int) -> list[list[str]]:
    """The lines with something in them."""
    lines = [line for line in source.text.splitlines() if line.strip()]
    head = lines[0] if lines else ""
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        rows = list(islice(csv.reader(lines, delimiter=delimiter), most + 1))
    except csv.Error as error:
        raise source.broken(str(error), LOOKED_FOR) from error
    if most > 1 and len(rows) > most:
        raise source.broken(f"it has more than {most} lines", LOOKED_FOR)
    return rows


def _columns(rows: list[list[str]]) -> dict[str, int]:
    """Where each column is that can be read."""
    titles = [re.sub(r"[\s_()\[\]]+", " ", title.casefold()).strip() for title in rows[0]]
    found: dict[str, int] = {}
    for at, title in enumerate(titles):
        for column, names in _COLUMNS.items():
            if title in names or (column in {"seconds", "rest"} and f"{title}$" in names):
                found.setdefault(column, at)
    return found


def _node(cells: dict[str, str], number: int, source: Source) -> Node:
    name = cells.get("name", "") or "Work"
    seconds = _seconds(cells, "seconds", number, source)
    reps = _count(cells, "reps", number, source)
    rest = _seconds(cells, "rest", number, source) or 0.0
    if is_rest(name) and (seconds or rest):
        return Pause(seconds or rest, name)
    if seconds and reps:
        source.left_out.append(f"the {reps} reps of {quoted(name)}, which has a time too")
        reps = None
    said = (Said(cells["notes"]),) if cells.get("notes") else ()
    sets = _count(cells, "sets", number, source) or 1
    return Move(name, seconds or None, reps or None, sets, rest, said)


def _seconds(cells: dict[str, str], column: str, number: int, source: Source) -> float | None:
    text = cells.get(column, "")
    if not text:
        return None
    value = seconds_of(text)
    if value is None:
        raise source.broken(f"{quoted(text)} in line {number} is not a time", LOOKED_FOR)
    return value


def _count(cells: dict[str, str], column: str, number: int, source: Source) -> int | None:
    text = cells.get(column, "")
    if not text:
        return None
    found = re.fullmatch(r"(\d{1,6})(?:\.0+)?(?:\s*[-–]\s*(\d{1,6}))?(?:\s*(?:x|reps?))?", text)  # noqa: RUF001 - people type both.
    if found is None:
        raise source.broken(f"{quoted(text)} in line {number} is not a number", LOOKED_FOR)
    if found[2]:
        source.left_out.append(f"the range {quoted(text)} in line {number}; {found[1]} is taken")
    return int(found[1])
