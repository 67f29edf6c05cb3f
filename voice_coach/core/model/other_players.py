"""The treatment of other players of sound while the coach speaks."""

from __future__ import annotations

from enum import StrEnum


class OtherPlayers(StrEnum):
    """What is done to music that plays elsewhere while the coach speaks."""

    LOWER = "lower"
    PAUSE = "pause"
    LEAVE = "leave"
