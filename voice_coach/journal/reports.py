"""Reports that the journal makes while it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JournalChanged:
    """A change of the journal that the athlete should know; the workout goes on."""

    text: str
    """Whole sentences."""
    works: bool
    """True if events are being written to it."""
