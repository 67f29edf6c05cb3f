"""Units: seconds, and the tempo of a rep."""

from __future__ import annotations

from dataclasses import dataclass

Seconds = float
"""A length or a moment, in seconds."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """The beat of one rep, in seconds: away from the start, pause, and back."""

    out: Seconds
    pause: Seconds
    back: Seconds

    @property
    def rep(self) -> Seconds:
        """Length of one rep."""
        return self.out + self.pause + self.back
