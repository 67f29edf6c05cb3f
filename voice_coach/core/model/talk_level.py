"""The amount of speech."""

from __future__ import annotations

from enum import StrEnum


class TalkLevel(StrEnum):
    """The amount the coach says."""

    FULL = "full"
    BRIEF = "brief"
    """No form cues and no encouragement."""
    MINIMAL = "minimal"
    """Tones, countdowns and counted reps only."""
