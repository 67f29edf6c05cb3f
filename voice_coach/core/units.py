"""Units: seconds, and the tempo of a rep."""

from __future__ import annotations

from dataclasses import dataclass

Seconds = float
"""A length or a moment, in seconds."""


def clock_time(seconds: Seconds) -> str:
    """A length of time in whole seconds, as a clock shows it: 0:45, 12:03, 1:04:34."""
    minutes, left = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


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
