"""Where and how a clip is heard: another throat, a room, noise, and what an endpointer leaves."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.hearing import rooms, sound
from benchmarks.hearing.backgrounds import background

if TYPE_CHECKING:
    from benchmarks.hearing.manifest import Split
    from training.speakers import Split as Part

_THROAT = (0.92, 1.09)
"""Playing speed: another throat, of another size."""

_LEAD, _TAIL = (0.15, 0.40), (0.06, 0.26)
"""Seconds that the endpointer leaves around speech."""

_LEVEL = (-42.0, -18.0)
"""dBFS."""

_IN_A_ROOM, _NOISY = 0.7, 0.45
"""Shares of what is said."""

_ROOMS = 40
"""To learn in; more of them make what is learnt hold in rooms that nobody has heard."""

_SIZES = ((3.4, 7.0), (3.0, 5.0), (2.3, 3.0))
"""Least and greatest length, width and height of these, metres."""

_REVERBERATIONS = (0.2, 0.6)
_LATENCIES = (0.03, 0.2)
"""Seconds."""

_NOISES = ("pink", "music", "breathing", "breathing", "steps", "room")


def varied(spoken: sound.Sound, chance: Random, folder: Path) -> sound.Sound:
    """A clip without silence around it, as a decoder may get it in training. `folder`: keeps the
    responses of the rooms."""
    heard = _stretched(spoken, chance.uniform(*_THROAT))
    heard = sound.padded(heard, *(round(chance.uniform(*a) * sound.RATE) for a in (_LEAD, _TAIL)))
    if chance.random() < _IN_A_ROOM:
        heard = _in_a_room(heard, "train", chance, folder)
    level = chance.uniform(*_LEVEL)
    heard = sound.at_level(heard, level)
    if chance.random() < _NOISY:
        return heard + noise(chance.choice(_NOISES), "train", len(heard), level, chance, (2, 20))
    return heard + noise("room", "train", len(heard), level, chance, (18, 45))


def placed(
    spoken: sound.Sound, where: str, part: Part, chance: Random, folder: Path
) -> tuple[sound.Sound, float, float]:
    """A clip in a scene of two seconds or more, with the begin and end of speech in seconds.

    `where`: `clean`, `room`, or a noise and its level in dB below speech, such as `music-10`."""
    lead, tail = round(chance.uniform(0.6, 1.0) * sound.RATE), round(1.0 * sound.RATE)
    heard = sound.padded(spoken, lead, tail)
    level = chance.uniform(-34, -22)
    kind, _, snr = where.partition("-")
    if kind != "clean":
        heard = _in_a_room(heard, part, chance, folder) if kind == "room" else heard
    heard = sound.at_level(heard, level)
    over = {"clean": "room", "room": "pink"}.get(kind, kind)
    quiet = {"clean": 42.0, "room": 20.0}.get(kind) or float(snr)
    heard = heard + noise(over, part, len(heard), level, chance, (quiet, quiet))
    return heard, lead / sound.RATE, (lead + len(spoken)) / sound.RATE


def _stretched(spoken: sound.Sound, speed: float) -> sound.Sound:
    at = np.arange(0, len(spoken) - 1, speed)
    return np.interp(at, np.arange(len(spoken)), spoken).astype(np.float32)


def _in_a_room(heard: sound.Sound, part: Part, chance: Random, folder: Path) -> sound.Sound:
    """In a room of its part; in training half the time more bare or furnished, or coloured."""
    response = chance.choice(chance.choice(responses(part, folder)).athlete)
    if part == "train" and chance.random() < 0.5:
        seconds = np.arange(len(response), dtype=np.float32) / sound.RATE
        response = response * np.exp(seconds * np.float32(chance.uniform(-6, 6)))
    heard = sound.through(response, heard)
    if part == "train" and chance.random() < 0.5:
        heard[1:] += np.float32(chance.uniform(-0.6, 0.6)) * heard[:-1]
    return heard


def noise(  # noqa: PLR0917 - as many as a noise needs.
    kind: str, part: Part, samples: int, level: float, chance: Random, snr: tuple[float, float]
) -> sound.Sound:
    made = background(kind, _half(part), samples, chance.random())
    return sound.at_level(made, level - chance.uniform(*snr))


def _half(part: Part) -> Split:
    """Rooms and noises have two halves: the one that is tested with is in no training."""
    return "test" if part == "test" else "tune"


@cache
def responses(part: Part, folder: Path) -> tuple[rooms.Responses, ...]:
    """Of the rooms of a part, which are in no other."""
    if part != "train":
        return rooms.responses(part, folder)
    return tuple(rooms.kept(room, folder) for room in _drawn_rooms())


def _drawn_rooms() -> tuple[rooms.Room, ...]:
    chance = Random("rooms")
    return tuple(
        rooms.Room(
            "tune",
            f"drawn {number}",
            (chance.uniform(*_SIZES[0]), chance.uniform(*_SIZES[1]), chance.uniform(*_SIZES[2])),
            chance.uniform(*_REVERBERATIONS),
            chance.uniform(*_LATENCIES),
        )
        for number in range(_ROOMS)
    )
