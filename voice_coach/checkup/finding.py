"""The result of a check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MeasuredValue = str | int | float | bool | None


class FindingState(StrEnum):
    """The state of a part."""

    OK = "ok"
    NOTE = "note"
    """A workout with speech and sound is possible."""
    FAIL = "FAIL"
    """Without this part it is not."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, and its state."""

    part: str
    state: FindingState
    found: str
    """The result, on one line."""
    advice: tuple[str, ...] = ()
    """The advice to the user, one line each."""
    measured: Mapping[str, MeasuredValue] = field(default_factory=dict)
    """The measured values, for scripts. Durations are in seconds."""
