"""Ways of listening to the athlete."""

from __future__ import annotations

from enum import StrEnum


class ListenMode(StrEnum):
    """The commands that are obeyed while listening."""

    OFF = "off"
    OPEN = "open"
    """Every command, as it is said."""
    WAKE = "wake"
    """Commands after the wake word; "stop" and the safety words also without it."""


USUAL = ListenMode.OPEN
"""The mode if none is chosen."""
