"""What the journal reports while it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JournalChanged:
    """Something about the journal that the athlete should know; the workout goes on."""

    text: str
    """In whole sentences."""
    works: bool
    """Whether what happens is being written to it."""
