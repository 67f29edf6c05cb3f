"""How the athlete is listened to."""

from __future__ import annotations

from enum import StrEnum


class ListenMode(StrEnum):
    """Which commands are heard."""

    OFF = "off"
    OPEN = "open"
    """Each as it is said."""
    WAKE = "wake"
    """Those after the wake word; "stop" and the safety words without it too."""


USUAL = ListenMode.OPEN
"""How to listen when asked only to do so."""
