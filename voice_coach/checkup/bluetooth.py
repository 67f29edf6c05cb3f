"""Check for a Bluetooth output, which may cut off the first word."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.config.settings import Settings

PROPOSED = 2
"""Seconds of `lead_in_silence`; enough for most headsets to wake up."""

_PATIENCE = 3.0
_MAC_BLUETOOTH = "coreaudio_device_type_bluetooth"


def check_bluetooth(settings: Settings, system: str = sys.platform) -> tuple[Finding, ...]:
    """Propose a lead-in if sound goes to a Bluetooth device and none is set. No finding if the
    system does not tell."""
    if settings.lead_in_silence or not goes_to_bluetooth(system):
        return ()
    return (
        Finding(
            "bluetooth",
            FindingState.NOTE,
            "sound goes to a Bluetooth device, which may cut off the first word",
            (f"If it does: `voice-coach config set lead_in_silence {PROPOSED}`",),
            {"proposed_lead_in": PROPOSED},
        ),
    )


def goes_to_bluetooth(system: str) -> bool:
    """True if the default output is known to be a Bluetooth device."""
    with suppress(OSError, subprocess.SubprocessError, ValueError, TypeError, KeyError):
        if system == "darwin":
            return _on_macos(_told("system_profiler", "SPAudioDataType", "-json"))
        if system != "win32":
            server = _told("pactl", "--format=json", "info")
            return _on_linux(server, _told("pactl", "--format=json", "list", "sinks"))
    return False


def _on_linux(server: Any, sinks: list[Mapping[str, Any]]) -> bool:
    """Decide by PulseAudio's or PipeWire's description of the default sink."""
    default = server["default_sink_name"]
    buses = [one["properties"].get("device.bus") for one in sinks if one["name"] == default]
    return "bluetooth" in buses


def _on_macos(told: Any) -> bool:
    items = [item for group in told["SPAudioDataType"] for item in group.get("_items", ())]
    return any(
        item.get("coreaudio_device_transport") == _MAC_BLUETOOTH
        for item in items
        if item.get("coreaudio_default_audio_output_device") == "spaudio_yes"
    )


def _told(*command: str) -> Any:
    """Run a program and parse its output as JSON. Raises OSError, SubprocessError or ValueError."""
    done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=True)
    return json.loads(done.stdout)
