"""How the entries of a sheet share one page."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from voice_coach.screen.sheet.content import Entry, Section, Sheet

_COLUMNS = ((6, 2), (14, 3), (28, 4))
"""Up to so many entries, so many stand side by side: figures are as large as can be then."""
_MOST_COLUMNS = 5

_ROOM_FOR_BREATHING = 9
"""Entries up to which there is room for how to breathe."""
_ROOM_FOR_CUES = 12
"""Entries up to which there is room for three cues of each."""


@dataclass(frozen=True, slots=True)
class Card:
    """One entry as there is room for it."""

    number: int
    entry: Entry
    begins: Section | None
    """The section that begins with it."""
    cues: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Cards:
    """All of them, in reading order."""

    columns: int
    cards: tuple[Card, ...]

    @property
    def rows(self) -> int:
        """How many rows they take."""
        return ceil(len(self.cards) / self.columns)


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
        cards.append(Card(number, entry, begins, cues, note))
        section = entry.section
    return Cards(columns, tuple(cards))
