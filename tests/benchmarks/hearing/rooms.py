"""Rooms that are computed: what a microphone in them gets of the athlete and of the coach."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyroomacoustics
from benchmarks.hearing.chance import numbers
from benchmarks.hearing.sound import RATE, Sound

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.hearing.manifest import Split

_PLACES = 6
"""Where the athlete may be, in each room."""

_REFLECTIONS = 40
"""More of them change nothing that is heard, and take minutes."""


@dataclass(frozen=True, slots=True)
class Room:
    """A room with a laptop in it."""

    split: Split
    name: str
    size: tuple[float, float, float]
    """Metres."""
    reverberation: float
    """Seconds until a sound has died away by 60 dB."""
    delay: float
    """Seconds that the coach's sound takes through both devices, before the air."""


ROOMS = (
    Room("tune", "living room", (5.2, 4.1, 2.5), 0.42, 0.060),
    Room("tune", "bedroom", (3.6, 3.2, 2.4), 0.30, 0.120),
    Room("tune", "hall", (6.5, 3.0, 2.6), 0.50, 0.030),
    Room("tune", "office", (4.4, 3.4, 2.7), 0.36, 0.180),
    Room("test", "lounge", (5.6, 4.5, 2.6), 0.45, 0.090),
    Room("test", "guest room", (3.9, 3.0, 2.4), 0.32, 0.040),
    Room("test", "cellar", (6.0, 3.6, 2.3), 0.50, 0.150),
    Room("test", "study", (4.1, 3.7, 2.8), 0.38, 0.200),
)


@dataclass(frozen=True, slots=True)
class Responses:
    """What the microphone in a room gets, of one sample."""

    room: Room
    athlete: tuple[Sound, ...]
    """From places 1 to 2.5 m away; the direct sound is at full scale, and comes at once."""
    coach: Sound
    """From the loudspeaker beside it, as late as it comes."""


def responses(split: Split, folder: Path) -> tuple[Responses, ...]:
    """Of every room of a half."""
    return tuple(kept(room, folder) for room in ROOMS if room.split == split)


def echo_file(room: Room) -> str:
    """Where in the folder the coach's response lies."""
    return f"{room.name.replace(' ', '-')}.npz"


def load_response(path: Path) -> Sound:
    """The coach's response in a room, by its file."""
    with np.load(path) as stored:
        return np.asarray(stored["coach"], np.float32)


def kept(room: Room, folder: Path) -> Responses:
    """Of a room, computed where they are not in `folder` yet."""
    path = folder / echo_file(room)
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        *athlete, coach = _computed(room)
        named = {f"place{number}": one for number, one in enumerate(athlete)}
        # Several processes may want a room that none has yet.
        unfinished = path.with_suffix(f".{os.getpid()}")
        with unfinished.open("wb") as file:
            np.savez(file, allow_pickle=False, coach=coach, **named)
        unfinished.replace(path)
    with np.load(path) as stored:
        places = tuple(stored[f"place{number}"] for number in range(_PLACES))
    return Responses(room, places, load_response(path))


def _computed(room: Room) -> list[Sound]:
    absorption, reflections = pyroomacoustics.inverse_sabine(room.reverberation, room.size)
    shoebox = pyroomacoustics.ShoeBox(
        room.size,
        fs=RATE,
        materials=pyroomacoustics.Material(absorption),
        max_order=min(reflections, _REFLECTIONS),
    )
    chance = numbers("room", room.name)
    microphone = np.array([room.size[0] * 0.25, room.size[1] * 0.35, 0.75])
    shoebox.add_microphone(microphone)
    for place in range(_PLACES):
        shoebox.add_source(_place(room, microphone, 1.0 + 1.5 * place / (_PLACES - 1), chance))
    shoebox.add_source(microphone + np.array((0.15, 0.2, -0.03)))
    shoebox.compute_rir()
    *athlete, coach = (np.asarray(one, np.float32) for one in shoebox.rir[0])
    latency = np.zeros(round(room.delay * RATE), np.float32)
    return [*map(_at_once, athlete), np.concatenate((latency, coach / np.abs(coach).max()))]


def _place(
    room: Room, microphone: np.ndarray, away: float, chance: np.random.Generator
) -> np.ndarray:
    """Somewhere `away` metres from the microphone, near the floor or upright, off the walls."""
    while True:
        height = chance.uniform(0.3, 1.6) - microphone[2]
        angle = chance.uniform(0, 2 * np.pi)
        level = np.sqrt(away**2 - height**2) if away > abs(height) else 0.0
        place = microphone + np.array((level * np.cos(angle), level * np.sin(angle), height))
        if all(0.3 < at < size - 0.3 for at, size in zip(place, room.size, strict=True)):
            return np.asarray(place)


def _at_once(response: Sound) -> Sound:
    """Without the way through the air, so that the times of speech stay as they were."""
    direct = int(np.abs(response).argmax())
    return np.asarray(response[max(direct - 16, 0) :] / np.abs(response).max(), np.float32)
