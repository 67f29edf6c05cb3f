"""The intervals of a session as comma-separated values."""

from __future__ import annotations

import csv
import io

from voice_coach.core.model.history import PastInterval, PastSession

COLUMNS = (
    *("began", "exercise", "name", "group", "exercise_kind", "kind", "side", "set", "reps"),
    *("held", "planned_seconds", "spent_seconds", "outcome"),
)


def to_csv(session: PastSession) -> bytes:
    """A line for each interval of work, under a line of names; what does not apply is empty."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(COLUMNS)
    for interval in session.intervals:
        lines.writerow(
            map(
                cell,
                (
                    interval.began.isoformat(timespec="seconds"),
                    interval.exercise,
                    interval.name,
                    interval.group.value,
                    interval.exercise_kind,
                    interval.kind.value,
                    _sides(interval),
                    interval.set_number,
                    "" if interval.reps is None else interval.reps,
                    "yes" if interval.held else "no",
                    round(interval.planned, 1),
                    round(interval.spent, 1),
                    interval.outcome.value,
                ),
            )
        )
    return text.getvalue().encode()


def _sides(interval: PastInterval) -> str:
    """One side, "both" where each had one half of it, or nothing."""
    if interval.split:
        return "both"
    return interval.side.value if interval.side else ""


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> object:
    """Return a value for a spreadsheet, which takes a text that begins like a formula for one: a
    quotation mark before it says that it is text (OWASP, "CSV Injection")."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
