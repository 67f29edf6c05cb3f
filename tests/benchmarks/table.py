"""The figures of a benchmark, and showing them."""

from __future__ import annotations

from dataclasses import dataclass


class Skipped(Exception):  # noqa: N818 - it is no error.
    """What a benchmark measures with is not there."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured."""

    what: str
    unit: str
    ours: float
    other: float | None = None
    """The same of what is compared with."""
    goal: float | None = None
    more_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The outcome of a benchmark."""

    other: str
    """What is compared with, in a few words."""
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    """What one must know to read the figures."""


def show(table: Table) -> None:
    """Print it."""
    lines = [("", "voice-coach", table.other, "ratio", "goal", "")]
    lines += [_line(row) for row in table.rows]
    widths = [max(len(line[column]) for line in lines) for column in range(6)]
    for what, *figures in lines:
        shown = (figure.rjust(width) for figure, width in zip(figures, widths[1:], strict=True))
        print("  ".join((what.ljust(widths[0]), *shown)).rstrip())
    for note in table.notes:
        print(f"  {note}")


def _line(row: Row) -> tuple[str, str, str, str, str, str]:
    def figure(value: float | None) -> str:
        return "" if value is None else f"{_short(value)} {row.unit}".rstrip()

    ratio = "" if not row.other else _ratio(row.ours, row.other)
    goal, verdict = "", ""
    if row.goal is not None:
        goal = f"{'≥' if row.more_is_better else '≤'} {figure(row.goal)}"
        met = row.ours >= row.goal if row.more_is_better else row.ours <= row.goal
        verdict = "met" if met else "MISSED"
    return row.what, figure(row.ours), figure(row.other), ratio, goal, verdict


def _ratio(ours: float, other: float) -> str:
    if ours < other / 100:
        return f"1/{_short(other / max(ours, other / 1e6))}"
    return _short(ours / other)


def _short(value: float) -> str:
    """Three digits, and not more than three decimals."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{round(value, 3):.3g}"
