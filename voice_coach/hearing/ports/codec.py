"""Hearing's reports as messages between processes."""

from __future__ import annotations

from dataclasses import asdict

from voice_coach.core.events.messages import VoiceBegan, VoiceOver
from voice_coach.hearing.ports.reports import (
    HearingReport,
    LevelReport,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
    Understood,
)
from voice_coach.ipc import framing

HearingMessage = HearingReport | VoiceBegan | VoiceOver

_KINDS: dict[str, type[HearingMessage]] = {
    kind.__name__: kind
    for kind in (
        *(MicrophoneFound, MicrophoneLost, RecogniserFound, RecogniserLost),
        *(Understood, LevelReport, VoiceBegan, VoiceOver),
    )
}


def encode(told: HearingMessage) -> framing.MessageFields:
    """A report as a message: `{"report": "MicrophoneFound", "name": "PulseAudio"}`."""
    return {"report": type(told).__name__, **asdict(told)}


def decode(fields: framing.MessageFields) -> HearingMessage:
    """A report from a message."""
    values = dict(fields)
    return _KINDS[values.pop("report")](**values)
