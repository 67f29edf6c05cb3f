"""Tones: sounds that are not words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from voice_coach.core.units import Seconds


class Tone(StrEnum):
    """Sounds that are not words. Each can be recognised without looking."""

    START = "start"
    """Work begins: two rising notes."""
    END = "end"
    """Work ends: one low note, falling."""
    REST = "rest"
    """Work ends and a rest begins, for those who have a sound of their own for it; else `END`."""
    SWITCH = "switch"
    """Change sides: two equal notes."""
    BEAT = "beat"
    """The beat inside a rep: a soft tick."""
    PAUSE = "pause"
    """The session paused: two falling notes."""
    FINISH = "finish"
    """All done: a rising chord."""


TONE_LENGTH: Mapping[Tone, Seconds] = {
    Tone.START: 0.30,
    Tone.END: 0.40,
    Tone.SWITCH: 0.30,
    Tone.BEAT: 0.05,
    Tone.PAUSE: 0.25,
    Tone.FINISH: 0.90,
}
