"""Reports of speech to the coach."""

from __future__ import annotations

from dataclasses import dataclass

from voice_coach.core.events.messages import ClipsArrived


@dataclass(frozen=True, slots=True)
class SpeechLost:
    """Nothing new can be spoken for now. Reported once for each loss."""

    reason: str


@dataclass(frozen=True, slots=True)
class SpeechFound:
    """Speech works again after a loss."""


@dataclass(frozen=True, slots=True)
class VoiceReplaced:
    """The engine asked for can't be used; the system's voice speaks from now on. Reported once
    a session."""

    reason: str


@dataclass(frozen=True, slots=True)
class RateLimited:
    """The voice would not be understood at the rate asked for; it speaks at `rate` instead."""

    rate: int
    """Words a minute."""


@dataclass(frozen=True, slots=True)
class ClipsNotKept:
    """Clips can't be written to disk; they last for this session. Reported once."""

    reason: str


SpeechReport = ClipsArrived | SpeechLost | SpeechFound | VoiceReplaced | RateLimited | ClipsNotKept
