"""Reports of hearing to the coach.

Begin and end of a voice are events of the core: `core.events.messages.VoiceBegan` and `VoiceOver`.
"""

from __future__ import annotations

from dataclasses import dataclass

from voice_coach.core.units import Seconds


@dataclass(frozen=True, slots=True)
class MicrophoneFound:
    """A microphone is open: at the start, or again after a loss."""

    name: str
    """The user's name for it."""


@dataclass(frozen=True, slots=True)
class MicrophoneLost:
    """There is no microphone, or it gives no sound any more. Reported once a loss."""

    reason: str


@dataclass(frozen=True, slots=True)
class RecogniserFound:
    """Speech is recognised: from the start, or again after a loss."""


@dataclass(frozen=True, slots=True)
class RecogniserLost:
    """Speech cannot be recognised for now. Reported once a loss."""

    reason: str


@dataclass(frozen=True, slots=True)
class Understood:
    """A phrase was recognised, one of those armed when it was said."""

    phrase: str
    """The phrase; empty for the wake word alone."""
    score: float
    """Log odds that it was said: 0 is even."""
    began: Seconds
    """Begin of the speech, on the coach's clock."""
    ended: Seconds
    wake: bool
    """The wake word came before it."""
    over_coach: bool
    """The coach was speaking at some moment of it."""
    latency: Seconds
    """Time from the end of the speech until it was recognised."""
    nearest: tuple[tuple[str, float], ...] = ()
    """The phrases that came nearest, with their scores, the best first."""
    voiceprint: tuple[float, ...] = ()
    """Numbers that describe the speech; empty unless asked for."""


@dataclass(frozen=True, slots=True)
class LevelReport:
    """Level of the microphone; reported only on request."""

    dbfs: float
    """Level in dBFS."""
    voice: float
    """Likelihood of a voice in it, 0 to 1."""


HearingReport = (
    MicrophoneFound | MicrophoneLost | RecogniserFound | RecogniserLost | Understood | LevelReport
)
