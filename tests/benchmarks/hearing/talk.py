"""What must not be taken for a command, though nobody plays it: talk, counting, sounds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import yaml
from benchmarks.hearing import people, sound, voices
from benchmarks.hearing.backgrounds import background, minute
from benchmarks.hearing.chance import choices, part
from benchmarks.hearing.commands import NOISES, ROOM_SNR, floor
from benchmarks.hearing.manifest import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from benchmarks.hearing.manifest import Split
    from benchmarks.hearing.rooms import Responses
    from benchmarks.hearing.voices import Synthesis

_MINUTES: Mapping[str, Mapping[Split, int]] = {
    "gym talk": {"tune": 30, "test": 180},
    "counting": {"tune": 10, "test": 180},
    "other people": {"tune": 10, "test": 180},
    "sounds": {"tune": 12, "test": 32},
}
"""Of each sort of sound."""

_SOUNDS = (*NOISES, "room")

_BREATHLESS_SNR = 12.0
"""Who counts aloud against the breathing between, dB."""

_FEW = 3
"""Files of a sort at least."""

_FILE = 60.0
"""Seconds, about."""

_MINUTE = int(_FILE * sound.RATE)


def sentences(group: str, split: Split) -> tuple[str, ...]:
    """What is said in that sort of talk, in that half."""
    read = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text("utf-8"))
    return tuple(read[group][split])


def record(  # noqa: PLR0917 - as many as a part is made of.
    group: str,
    split: Split,
    synthesis: Synthesis,
    where: tuple[Responses, ...],
    to: Path,
    share: float,
) -> Iterator[Entry]:
    """Talk by many voices, one after the other: every other file in a room."""
    for number in range(part(_MINUTES[group][split], share, _FEW)):
        chance = choices("talk", group, split, number)
        heard = _minute(group, split, chance, synthesis)
        level = chance.uniform(-34, -22)
        noise, snr, room = "", 0.0, ""
        if group == "counting" and number % 3 == 2:
            noise, snr = "breathing", _BREATHLESS_SNR
        elif number % 2:
            place = chance.choice(where)
            heard = sound.through(chance.choice(place.athlete), heard)
            noise, snr, room = "room", ROOM_SNR, place.room.name
        heard = sound.at_level(heard, level) + floor(len(heard), (group, split, number))
        if noise:
            around = background(noise, split, len(heard), (group, number))
            heard += around * sound.ratio(level - snr)
        yield _kept(group, split, number, heard, to, condition=noise or "clean", room=room)


def record_sounds(split: Split, to: Path, share: float) -> Iterator[Entry]:
    """Minutes in which nobody speaks, of a loudness that goes up and down."""
    for number in range(part(_MINUTES["sounds"][split], share, len(_SOUNDS))):
        kind = _SOUNDS[number % len(_SOUNDS)]
        chance = choices("sounds", split, number)
        swell = np.interp(
            np.arange(_MINUTE) / sound.RATE,
            np.arange(0, _FILE + 10, 10),
            [chance.uniform(-45, -20) for _ in range(int(_FILE / 10) + 1)],
        )
        # Others than those that speech is mixed with: these have numbers of their own.
        heard = minute(kind, split, 100 + number) * np.float32(10) ** (swell / 20)
        yield _kept("sounds", split, number, heard.astype(np.float32), to, condition=kind)


def record_people(speech: Path, split: Split, to: Path, share: float) -> Iterator[Entry]:
    """Real sentences one after the other, and real rooms in which nobody speaks."""
    for label, group in (("sentence", "real sentences"), ("room", "real rooms")):
        chance = choices("people", label, split)
        heard: list[sound.Sound] = []
        number = 0
        recordings = people.recordings(speech, label, split)
        for path in recordings[: part(len(recordings), share, _FEW)]:
            heard.append(sound.read(path))
            if label == "sentence":
                heard.append(floor(_pause(chance), path.stem))
            if sum(map(len, heard)) > _MINUTE:
                whole = np.concatenate(heard)
                yield _kept(group, split, number, whole, to, source="real", condition="real")
                heard, number = [], number + 1
        if heard:
            whole = np.concatenate(heard)
            yield _kept(group, split, number, whole, to, source="real", condition="real")


def _minute(group: str, split: Split, chance: Random, synthesis: Synthesis) -> sound.Sound:
    said = sentences(group, split)
    # Natural voices take seconds for each sentence.
    quick = [one for one in voices.of(split) if one.source != "kokoro"]
    speakers = {kind: [one for one in quick if one.natural is kind] for kind in (True, False)}
    heard: list[sound.Sound] = []
    while sum(map(len, heard)) < _MINUTE:
        voice = chance.choice(speakers[chance.random() < 0.7])
        spoken = sound.at_level(synthesis.sound(voice, chance.choice(said)), -26)
        louder = sound.ratio(chance.uniform(-4, 4))
        heard += (spoken * louder, np.zeros(_pause(chance), np.float32))
    return np.concatenate(heard)


def _pause(chance: Random) -> int:
    """Between sentences, in samples."""
    return round(chance.uniform(0.4, 1.8) * sound.RATE)


def _kept(
    group: str,
    split: Split,
    number: int,
    heard: sound.Sound,
    to: Path,
    *,
    condition: str,
    room: str = "",
    source: str = "synthetic",
) -> Entry:
    file = f"{split}/{group.replace(' ', '-')}/{number:03}.wav"
    sound.write(to / file, heard)
    length = round(len(heard) / sound.RATE, 3)
    return Entry(
        file=file,
        split=split,
        kind="negative",
        group=group,
        voice="",
        source="" if group in ("sounds", "real rooms") else source,
        natural=source == "real",
        condition=condition,
        length=length,
        room=room,
        end=length,
    )
