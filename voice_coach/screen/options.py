"""The choices for screens: which of them a terminal shows, and what the full one is painted
on."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

FULL, STATUS = "full", "status"

SCREENS = (FULL, STATUS)
"""The screens of a terminal."""


class Ground(StrEnum):
    """The ground that is painted on."""

    DARK = "dark"
    LIGHT = "light"
    PLAIN = "plain"
    """The terminal's own, without colour."""


class Moving(StrEnum):
    """The way figures move."""

    FULL = "full"
    REDUCED = "reduced"
    """From key pose to key pose, with nothing between."""


MOTIONS = tuple(moving.value for moving in Moving)

AUTO = "auto"

THEMES = (AUTO, Ground.DARK.value, Ground.LIGHT.value)
"""The values of the setting `theme`."""


def ground_of(environment: Mapping[str, str], theme: str = AUTO) -> Ground:
    """The ground to paint on: as settled, or else as the terminal says it is; and without colour
    where none is wanted (https://no-color.org)."""
    if environment.get("NO_COLOR"):
        return Ground.PLAIN
    if theme != AUTO:
        return Ground(theme)
    # Written by rxvt, Konsole and others: the numbers of the colours of letters and of ground.
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    return Ground.LIGHT if ground in ("7", "15") else Ground.DARK
