"""Orders to the player process, and its reports."""

from __future__ import annotations

from dataclasses import dataclass, field

from voice_coach.audio.port import Began, DeviceFound, DeviceLost, Played
from voice_coach.core.events.messages import Cancel, Hush, Silence
from voice_coach.core.units import Seconds
from voice_coach.ipc.wire import Alive, Wire


@dataclass(frozen=True, slots=True)
class PlaceSound:
    """Have a sound begin at a moment."""

    sound: int
    """The number under which its beginning is reported."""
    at: Seconds
    spoken: bool
    pcm: bytes = field(repr=False)
    """Empty: nothing is heard, and its beginning is reported all the same."""


@dataclass(frozen=True, slots=True)
class SetGain:
    """Play everything from now on as loud as this."""

    gain: float
    """0.0 to 1.0."""


@dataclass(frozen=True, slots=True)
class ReportPlayed:
    """From now on, report what is played."""


PlayerOrder = PlaceSound | Cancel | Silence | Hush | SetGain | ReportPlayed
PlayerReport = Began | DeviceFound | DeviceLost | Played

ORDERS: Wire[PlayerOrder] = Wire(PlaceSound, Cancel, Silence, Hush, SetGain, ReportPlayed)
REPORTS: Wire[PlayerReport | Alive] = Wire(Began, DeviceFound, DeviceLost, Played, Alive)
