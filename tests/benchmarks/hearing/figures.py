"""What is told of a run: figures in rows, beside what they should be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from benchmarks.hearing.statistics import Rate, Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure should be."""

    value: float
    least: bool = False
    """Whether it is to be that at least, rather than at most."""

    def met(self, value: float) -> bool:
        """Whether a figure is what it should be."""
        return value >= self.value if self.least else value <= self.value


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure."""

    name: str
    """Short: it heads a column."""
    value: Share | Rate | float
    """A plain number is in milliseconds or in per cent, as its name says."""
    goal: Goal | None = None

    @property
    def amount(self) -> float:
        """The bare number."""
        return self.value if isinstance(self.value, float) else self.value.value

    @property
    def known(self) -> bool:
        """Whether there was anything to count."""
        return not math.isnan(self.amount)

    @property
    def verdict(self) -> str:
        """What was to be reached, and whether it was."""
        if self.goal is None or not self.known:
            return ""
        wanted = f"{'≥' if self.goal.least else '≤'} {self.goal.value:g}"
        return f"{wanted} {'met' if self.goal.met(self.amount) else 'MISSED'}"


@dataclass(frozen=True, slots=True)
class Row:
    """What is known about one thing."""

    section: str
    what: str
    figures: tuple[Figure, ...]

    @property
    def known(self) -> bool:
        """Whether there was anything to count."""
        return any(one.known for one in self.figures)


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as a table, section by section; left out are those of which nothing is known."""
    known = (row for row in rows if row.known)
    for section, some in groupby(known, key=lambda row: row.section):
        yield ""
        yield from _aligned([(section, *_heads(these := tuple(some)), "goal")], these)


def plain_data(row: Row) -> dict[str, object]:
    """A row for a program to read."""
    return {
        "section": row.section,
        "what": row.what,
        "figures": [
            {
                "name": one.name,
                "value": round(one.amount, 4),
                "goal": one.goal.value if one.goal else None,
                **_counts(one.value),
            }
            for one in row.figures
        ],
    }


def _counts(value: Share | Rate | float) -> dict[str, object]:
    match value:
        case Share(count, of):
            return {"count": count, "of": of, "interval": value.interval}
        case Rate(count, hours):
            return {"count": count, "hours": round(hours, 4), "interval": value.interval}
        case _:
            return {}


def _heads(rows: tuple[Row, ...]) -> list[str]:
    return list(dict.fromkeys(one.name for row in rows for one in row.figures if one.known))


def _aligned(head: list[tuple[str, ...]], rows: tuple[Row, ...]) -> Iterator[str]:
    table = [*head, *(_cells(row, head[0][1:-1]) for row in rows)]
    widths = [max(len(cells[column]) for cells in table) for column in range(len(table[0]))]
    for what, *cells in table:
        shown = (cell.rjust(width) for cell, width in zip(cells[:-1], widths[1:-1], strict=True))
        yield "  ".join((what.ljust(widths[0]), *shown, cells[-1])).rstrip()


def _cells(row: Row, heads: tuple[str, ...]) -> tuple[str, ...]:
    by_name = {one.name: _shown(one) for one in row.figures}
    shown = (by_name.get(head, "") for head in heads)
    verdicts = [one.verdict for one in row.figures if one.verdict]
    return (row.what, *shown, " · ".join(verdicts))


def _shown(figure: Figure) -> str:
    value = figure.value
    if not figure.known:
        return ""
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    low, high = value.interval
    match value:
        case Share(count, of):
            return f"{count}/{of}  {value.value:.1f} ({low:.1f} - {high:.1f})"
        case Rate(count, hours):
            return f"{count} in {hours:.2f} h  {value.value:.1f} ({low:.1f} - {high:.1f})"
