"""Orders to the music process, and its reports."""

from __future__ import annotations

from dataclasses import dataclass, field

from voice_coach.audio.port import MusicTrouble
from voice_coach.core.units import Seconds
from voice_coach.ipc.wire import Alive, Wire


@dataclass(frozen=True, slots=True)
class PlayTracks:
    """Play these from now on, over and over."""

    tracks: tuple[str, ...]
    number: int
    """That of the track to begin with."""
    at: Seconds
    """The time in it to begin at."""


@dataclass(frozen=True, slots=True)
class SendMore:
    """Send so many parts more."""

    parts: int


@dataclass(frozen=True, slots=True)
class MusicPart:
    """A tenth of a second of music."""

    number: int
    """That of its track."""
    at: Seconds
    """The time in it."""
    even: float
    """The gain that makes it as loud as music is to be beside speech."""
    power: float
    """The weighted power of the loudest 0.4 s around it, before any gain."""
    pcm: bytes = field(repr=False)
    """One channel, as a clip's."""


MusicOrder = PlayTracks | SendMore
MusicReport = MusicPart | MusicTrouble

ORDERS: Wire[MusicOrder] = Wire(PlayTracks, SendMore)
REPORTS: Wire[MusicReport | Alive] = Wire(MusicPart, MusicTrouble, Alive)
