"""What hearing reports, on its way through a pipe."""

from __future__ import annotations

from dataclasses import asdict

from voice_coach.core.events.messages import VoiceBegan, VoiceOver
from voice_coach.hearing.ports.reports import (
    HearingReport,
    Level,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
    Understood,
)
from voice_coach.ipc import framing

Told = HearingReport | VoiceBegan | VoiceOver

_KINDS: dict[str, type[Told]] = {
    kind.__name__: kind
    for kind in (
        *(MicrophoneFound, MicrophoneLost, RecogniserFound, RecogniserLost),
        *(Understood, Level, VoiceBegan, VoiceOver),
    )
}


def encode(told: Told) -> framing.Fields:
    """As a message: `{"report": "MicrophoneFound", "name": "PulseAudio"}`."""
    return {"report": type(told).__name__, **asdict(told)}


def decode(fields: framing.Fields) -> Told:
    """Out of a message."""
    values = dict(fields)
    return _KINDS[values.pop("report")](**values)
