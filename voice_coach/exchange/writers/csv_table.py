"""A routine as a table (CSV), a line an exercise; `import` reads it again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from voice_coach.exchange.workout import Move, Pause
from voice_coach.exports.csv_table import cell

COLUMNS = ("name", "seconds", "reps", "sets", "rest")


def to_table(nodes: tuple[Move | Pause, ...]) -> bytes:
    """Write the file. The same several times in a row is one line, with its sets."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(COLUMNS)
    for one in _rows(nodes):
        if isinstance(one, Pause):
            lines.writerow(("Rest", f"{one.seconds:g}", "", "", ""))
        else:
            dose = ("" if one.seconds is None else f"{one.seconds:g}", one.reps or "")
            lines.writerow((cell(one.name), *dose, one.sets, f"{one.rest:g}"))
    return text.getvalue().encode()


def _rows(nodes: tuple[Move | Pause, ...]) -> list[Move | Pause]:
    rows: list[Move | Pause] = []
    rested: list[Move | Pause] = []
    for node in nodes:
        last = rested[-1] if rested else None
        if isinstance(node, Pause) and isinstance(last, Move):
            rested[-1] = replace(last, rest=last.rest + node.seconds)
        else:
            rested.append(node)
    for number, one in enumerate(rested, start=1):
        before = rows[-1] if rows else None
        if isinstance(one, Move) and isinstance(before, Move):
            # After the very last set there is no rest, with or without one in the table.
            is_last = number == len(rested) and not one.rest
            same = replace(one, sets=before.sets, rest=before.rest if is_last else one.rest)
            if same == before:
                rows[-1] = replace(before, sets=before.sets + 1)
                continue
        rows.append(one)
    return rows
