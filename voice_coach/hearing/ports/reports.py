"""What hearing has to tell the coach.

That somebody began to speak, and that nobody does any more, are events of the core:
`core.events.messages.VoiceBegan` and `VoiceOver`.
"""

from __future__ import annotations

from dataclasses import dataclass

from voice_coach.core.units import Seconds


@dataclass(frozen=True, slots=True)
class MicrophoneFound:
    """A microphone is open: at the start, or again after a loss."""

    name: str
    """What the user knows it by."""


@dataclass(frozen=True, slots=True)
class MicrophoneLost:
    """There is no microphone, or it gives no sound any more. Reported once a loss."""

    reason: str


@dataclass(frozen=True, slots=True)
class RecogniserFound:
    """What is said is understood: from the start, or again after a loss."""


@dataclass(frozen=True, slots=True)
class RecogniserLost:
    """Nothing can be understood for now. Reported once a loss."""

    reason: str


@dataclass(frozen=True, slots=True)
class Understood:
    """A phrase was understood: one of those armed when it was said."""

    phrase: str
    """Empty when only the wake word was said."""
    score: float
    """Log odds that it was said: 0 is even."""
    began: Seconds
    """Of the speech, on the coach's clock."""
    ended: Seconds
    wake: bool
    """Whether the wake word came before it."""
    over_coach: bool
    """Whether the coach was speaking at any moment of it."""
    latency: Seconds
    """From the end of the speech until it was understood."""


@dataclass(frozen=True, slots=True)
class LevelReport:
    """What the microphone gives; reported only when it was asked for."""

    dbfs: float
    """Of full scale."""
    voice: float
    """How likely there is a voice in it, 0 to 1."""


HearingReport = (
    MicrophoneFound | MicrophoneLost | RecogniserFound | RecogniserLost | Understood | LevelReport
)
