"""Check the microphone by listening for a second."""

from __future__ import annotations

import sys

from voice_coach.checkup import remedies
from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.checkup.mic_level import LISTENER, NoMicrophoneError, listen
from voice_coach.hearing.capture.level import decibels

_NOT_NEEDED = "Only `start --listen` needs it; every command also has a key."


def check_microphone(listener: tuple[str, ...] = LISTENER) -> Finding:
    """Report whether there is a microphone, and how loud the room is."""
    try:
        level = listen(listener)
    except NoMicrophoneError as error:
        found = f"none can be used ({error.what})"
        return Finding("microphone", FindingState.NOTE, found, (_NOT_NEEDED,), {"present": False})
    if level.peak == 0:
        return Finding(
            "microphone",
            FindingState.NOTE,
            f"{level.backend}: it gives complete silence; it may be muted",
            (_NOT_NEEDED, remedies.muted(sys.platform)),
            {"present": True, "muted": True},
        )
    mean, peak = decibels(level.mean**2), decibels(level.peak**2)
    return Finding(
        "microphone",
        FindingState.OK,
        f"{level.backend}: hears the room at {mean:.0f} dBFS, {peak:.0f} at most",
        measured={
            "present": True,
            "muted": False,
            "mean_dbfs": round(mean, 1),
            "peak_dbfs": round(peak, 1),
        },
    )
