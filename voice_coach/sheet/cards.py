"""The layout of a sheet's entries on one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voice_coach.sheet.content import Section, Sheet, SheetEntry
from voice_coach.sheet.strip import Strip, strip_of

_COLUMNS = ((6, 2), (14, 3), (28, 4))
"""Up to so many entries, so many stand side by side: figures are as large as can be then."""
_MOST_COLUMNS = 5

_FLATTEST = 0.2
"""Height of a row's figures, as a share of a column's width."""

_ROOM_FOR_BREATHING = 9
"""Entries up to which there is room for how to breathe."""
_ROOM_FOR_CUES = 12
"""Entries up to which there is room for three cues of each."""


@dataclass(frozen=True, slots=True)
class Card:
    """One entry as there is room for it."""

    number: int
    entry: SheetEntry
    begins: Section | None
    """The section that begins with it."""
    cues: tuple[str, ...]
    note: str
    strip: Strip | None
    """Its figure; None where there is none."""


@dataclass(frozen=True, slots=True)
class Cards:
    """All of them, in reading order."""

    columns: int
    cards: tuple[Card, ...]

    @property
    def rows(self) -> tuple[tuple[Card, ...], ...]:
        """As many side by side as there are columns."""
        starts = range(0, len(self.cards), self.columns)
        return tuple(self.cards[first : first + self.columns] for first in starts)


def natural_height(row: Iterable[Card]) -> float:
    """What the figures of a row need where each is as wide as its column, as a share of that; at
    least what a row without figures takes."""
    shares = (card.strip.height / card.strip.width for card in row if card.strip)
    return max((_FLATTEST, *shares))


def cards_of(sheet: Sheet) -> Cards:
    """The cards of a sheet: the more there are, the less stands on each."""
    many = len(sheet.entries)
    columns = next((columns for most, columns in _COLUMNS if many <= most), _MOST_COLUMNS)
    cards = []
    section = None
    for number, entry in enumerate(sheet.entries, 1):
        cues = entry.cues[: 3 if many <= _ROOM_FOR_CUES else 2]
        note = entry.after or (entry.breathing if many <= _ROOM_FOR_BREATHING else "")
        begins = entry.section if entry.section != section else None
        strip = None if entry.figure is None else strip_of(entry.figure)
        cards.append(Card(number, entry, begins, cues, note, strip))
        section = entry.section
    return Cards(columns, tuple(cards))
