"""What a check comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MeasuredValue = str | int | float | bool | None


class FindingState(StrEnum):
    """How a part is."""

    OK = "ok"
    NOTE = "note"
    """A workout can be led all the same, with speech and sound."""
    FAIL = "FAIL"
    """Without this part it can't."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, and how it is."""

    part: str
    state: FindingState
    found: str
    """What was found, on one line."""
    advice: tuple[str, ...] = ()
    """What to do about it, a line each."""
    measured: Mapping[str, MeasuredValue] = field(default_factory=dict)
    """The figures in it, for scripts. Lengths of time are in seconds."""
