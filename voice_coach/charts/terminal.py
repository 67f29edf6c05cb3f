"""Progress drawn in the terminal, within 78 columns, in signs that the terminal can show."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from voice_coach.charts import text_labels
from voice_coach.core.model.exercise import CORE_GROUPS, Group
from voice_coach.core.training.statistics import Best, Pain, Progress, WeekStatistics

WIDTH = 78
_LABEL = 8
_WORST = 10


class Ink(Enum):
    """The things that have a colour; nothing is told by colour alone."""

    TITLE = "title"
    MINUTES = "minutes"
    HOLD = "hold"
    PAIN = "pain"
    EXTENSORS = "extensors"
    FLEXORS = "flexors"
    OBLIQUES = "obliques"


Painter = Callable[[str, Ink], str]
"""Gives a text the colour of its ink, or leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters of a chart, one column each."""

    bar: str
    day: str
    """A day with a session."""
    rest: str
    point: str
    side: str
    floor: str
    corner: str


BLOCKS = Signs(bar="▆", day="■", rest="·", point="●", side="│", floor="─", corner="└")
ASCII = Signs(bar="#", day="x", rest=".", point="o", side="|", floor="-", corner="+")


def signs_for(encoding: str | None) -> Signs:
    """The best that an output of this encoding shows."""
    try:
        "".join(getattr(BLOCKS, name) for name in Signs.__slots__).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return BLOCKS


def drawn(progress: Progress, signs: Signs, paint: Painter, energy: str | None) -> Iterator[str]:
    """The lines of all charts. `energy`: the estimate in words, for those who gave their
    weight."""
    pen = _Pen(signs, paint)
    yield text_labels.total(progress)
    yield f"Streak: {text_labels.streak(progress.streak)}"
    yield f"Rest days: {text_labels.rest(progress.rest)}"
    if energy is not None:
        yield f"Energy: {energy}"
    yield from pen.minutes(progress.weeks)
    yield from pen.balance(progress.weeks)
    if progress.bests:
        yield from pen.holds(progress.bests)
    if progress.pains:
        yield from pen.pain(progress.pains, progress.weeks)


class _Pen:
    def __init__(self, signs: Signs, paint: Painter) -> None:
        self._signs = signs
        self._paint = paint

    def minutes(self, weeks: tuple[WeekStatistics, ...]) -> Iterator[str]:
        yield from self._title("Minutes a week")
        yield f"{'':{WIDTH - 13}}M T W T F S S"
        most = max(week.spent for week in weeks)
        for week in weeks:
            days = " ".join(self._signs.day if day else self._signs.rest for day in week.days)
            bar = self._bar(week.spent, most, WIDTH - _LABEL - 23, Ink.MINUTES)
            minutes = text_labels.whole_minutes(week.spent)
            yield f"{self._label(week)}  {bar}{minutes:>6}  {days}".rstrip()
        yield f"{self._signs.day} a day with a session   {self._signs.rest} a day without"

    def balance(self, weeks: tuple[WeekStatistics, ...]) -> Iterator[str]:
        yield from self._title("Minutes of work for what holds the spine")
        yield " " * (_LABEL + 2) + "".join(f"{group.value:22}" for group in CORE_GROUPS).rstrip()
        most = max(max(week.groups.values()) for week in weeks)
        for week in weeks:
            cells = "".join(self._cell(week, group, most) for group in CORE_GROUPS)
            yield f"{self._label(week)}  {cells}".rstrip()
        yield from textwrap.wrap(text_labels.balance(weeks[-1]), WIDTH)

    def _cell(self, week: WeekStatistics, group: Group, most: float) -> str:
        seconds = week.groups[group]
        bar = self._bar(seconds, most, 14, Ink(group.value))
        return f"{bar}{text_labels.whole_minutes(seconds):>4}    "

    def holds(self, bests: tuple[Best, ...]) -> Iterator[str]:
        yield from self._title("Longest holds")
        most = max(best.seconds for best in bests)
        for best in bests:
            bar = self._bar(best.seconds, most, 30, Ink.HOLD)
            when = text_labels.day(best.day)
            name, held = _shortened(best.name, 24), text_labels.clock(best.seconds)
            yield f"{name:24}  {bar}{held:>6}  {when:>11}"

    def pain(self, pains: tuple[Pain, ...], weeks: tuple[WeekStatistics, ...]) -> Iterator[str]:
        yield from self._title("How the back felt afterwards: 0 no pain, 10 the worst")
        width = WIDTH - 4
        first, span = weeks[0].monday, 7 * len(weeks)
        points = {(pain.score, (pain.day - first).days * width // span) for pain in pains}
        for score in range(_WORST, -1, -1):
            signs = (self._signs.point if (score, at) in points else " " for at in range(width))
            row = "".join(signs).rstrip()
            yield f"{score:>2} {self._signs.side}{self._paint(row, Ink.PAIN)}".rstrip()
        yield f"   {self._signs.corner}{self._signs.floor * width}"
        yield f"    {_mondays(weeks, width)}".rstrip()

    def _title(self, text: str) -> Iterator[str]:
        yield ""
        yield self._paint(text, Ink.TITLE)

    @staticmethod
    def _label(week: WeekStatistics) -> str:
        return f"{text_labels.short_day(week.monday):>{_LABEL}}"

    def _bar(self, value: float, most: float, width: int, ink: Ink) -> str:
        """A bar, filled up with blanks. Whatever is more than nothing is seen."""
        columns = round(width * value / most) if most else 0
        bar = self._signs.bar * max(columns, 1 if value else 0)
        return self._paint(bar, ink) + " " * (width - len(bar))


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 2] + ".."


def _mondays(weeks: tuple[WeekStatistics, ...], width: int) -> str:
    """The days on which weeks begin, each below its column, as far as there is room."""
    line = ""
    for number, week in enumerate(weeks):
        at = number * width // len(weeks)
        label = text_labels.short_day(week.monday)
        if (not line or at >= len(line) + 4) and at + len(label) <= width:
            line = line.ljust(at) + label
    return line
