"""What hearing reports, on its way through a pipe."""

from __future__ import annotations

from dataclasses import asdict

from voice_coach import wire
from voice_coach.core.effect import VoiceBegan, VoiceOver
from voice_coach.hearing.reports import (
    HearingReport,
    Level,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
    Understood,
)

Told = HearingReport | VoiceBegan | VoiceOver

_KINDS: dict[str, type[Told]] = {
    kind.__name__: kind
    for kind in (
        *(MicrophoneFound, MicrophoneLost, RecogniserFound, RecogniserLost),
        *(Understood, Level, VoiceBegan, VoiceOver),
    )
}


def encode(told: Told) -> wire.Fields:
    """As a message: `{"report": "MicrophoneFound", "name": "PulseAudio"}`."""
    return {"report": type(told).__name__, **asdict(told)}


def decode(fields: wire.Fields) -> Told:
    """Out of a message."""
    values = dict(fields)
    return _KINDS[values.pop("report")](**values)
