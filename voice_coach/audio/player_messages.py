"""Orders to the player process, and its reports."""

from __future__ import annotations

from dataclasses import dataclass, field

from voice_coach.audio.playlist import MusicAt
from voice_coach.audio.port import Began, DeviceFound, DeviceLost, MusicTrouble, Played
from voice_coach.core.events.playback import Cancel, Hush, Silence
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


@dataclass(frozen=True, slots=True)
class PlayMusic:
    """Play these files under everything, over and over."""

    tracks: tuple[str, ...]
    place: MusicAt


@dataclass(frozen=True, slots=True)
class StopMusic:
    """Fade the music out."""


@dataclass(frozen=True, slots=True)
class KeepMusic:
    """A sign of life of the coach, without which the music ends."""


MusicOrder = PlayMusic | StopMusic | KeepMusic
PlayerOrder = PlaceSound | Cancel | Silence | Hush | SetGain | ReportPlayed | MusicOrder
PlayerReport = Began | DeviceFound | DeviceLost | Played | MusicAt | MusicTrouble

ORDERS: Wire[PlayerOrder] = Wire(
    *(PlaceSound, Cancel, Silence, Hush, SetGain, ReportPlayed, PlayMusic, StopMusic, KeepMusic)
)
REPORTS: Wire[PlayerReport | Alive] = Wire(
    *(Began, DeviceFound, DeviceLost, Played, MusicAt, MusicTrouble, Alive)
)
