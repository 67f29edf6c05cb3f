"""Playback: the effects on sounds that were handed over.

They are a module of their own for the player process, which is started in a hurry and needs none of
the other events and effects.
"""

from __future__ import annotations

from dataclasses import dataclass

from voice_coach.core.units import Seconds


@dataclass(frozen=True, slots=True)
class Cancel:
    """Drop all sounds that begin at or after `after`."""

    after: Seconds


@dataclass(frozen=True, slots=True)
class Silence:
    """Fade out what sounds and drop everything handed over."""


@dataclass(frozen=True, slots=True)
class Hush:
    """While it is on, nothing spoken is audible: current words fade, new ones begin unheard. Tones
    go on."""

    on: bool
