"""Orders to the desktop process, and its reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voice_coach.core.events.playback import Cancel, Silence
from voice_coach.core.units import Seconds
from voice_coach.ipc.wire import Alive, Wire


class Playback(StrEnum):
    """The state of the workout, in the words of MPRIS."""

    PLAYING = "Playing"
    PAUSED = "Paused"
    STOPPED = "Stopped"


@dataclass(frozen=True, slots=True)
class ShowWorkout:
    """The workout stands like this at `at`."""

    at: Seconds
    playback: Playback
    routine: str
    index: int
    """Index of the interval, from 0."""
    doing: str
    """The interval in a few words."""
    elapsed: Seconds
    length: Seconds | None
    """Length of the interval; None if it lasts as long as the athlete takes."""


@dataclass(frozen=True, slots=True)
class Speaks:
    """The coach speaks from `at` to `until`."""

    at: Seconds
    until: Seconds


class Button(StrEnum):
    """A control of the desktop or a headset; the value is the method of MPRIS."""

    TOGGLE = "PlayPause"
    PLAY = "Play"
    PAUSE = "Pause"
    STOP = "Stop"
    NEXT = "Next"
    PREVIOUS = "Previous"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A control was used."""

    button: Button


DesktopOrder = ShowWorkout | Speaks | Cancel | Silence

ORDERS: Wire[DesktopOrder] = Wire(ShowWorkout, Speaks, Cancel, Silence)
REPORTS: Wire[Pressed | Alive] = Wire(Pressed, Alive)
