"""The coach's own speech: alone, with its echo in the microphone, and an athlete over it."""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.hearing import commands, rooms, sound
from benchmarks.hearing.backgrounds import background
from benchmarks.hearing.chance import choices, part
from benchmarks.hearing.manifest import Entry
from scipy.signal import resample_poly

from voice_coach.audio.clip import RATE as FAR_RATE
from voice_coach.speech.ready_made import ReadyMade, ReadyMadeFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

    from benchmarks.hearing.manifest import Split
    from benchmarks.hearing.rooms import Responses
    from benchmarks.hearing.voices import Synthesis

RATIOS = (5, 0, -6, -12)
"""The athlete against the coach's echo, dB."""

CONVERGED = 12.0
"""Seconds with the coach alone before an athlete speaks: in a session there are minutes."""

_SILENT = 2.0
"""Seconds before the coach says anything, as at the start of a session."""

_PAUSES = (0.3, 1.5)
"""Seconds between the cues; dense, for a session."""

_PIECE = 600.0
"""Seconds of the coach at a time: a canceller begins anew with each."""

_PIECES: dict[Split, int] = {"tune": 1, "test": 6}

_LEVEL = -20.0
"""dBFS of the coach's speech as it is played; its echo is 10 dB below that, if not turned up."""

_ECHO = sound.ratio(-10.0)

_SHORT_PIECE = 60.0
"""The same, where not a whole test set is made."""


def speaking(
    split: Split, seconds: float, chance: Random, *, without_pause_from: float = float("inf")
) -> sound.Sound:
    """Silence, then clips of the coach in any order, at the rate of what it plays."""
    said = [np.zeros(round(_SILENT * FAR_RATE), np.float32)]
    while (at := sum(map(len, said)) / FAR_RATE) < seconds:
        pause = chance.uniform(*_PAUSES) if at < without_pause_from else 0.15
        said += (chance.choice(_clips(split)), np.zeros(round(pause * FAR_RATE), np.float32))
    return np.concatenate(said)[: round(seconds * FAR_RATE)]


@cache
def _clips(split: Split) -> tuple[sound.Sound, ...]:
    """Those that come with the program, without its half to tune on: a third of them."""
    store = ReadyMade()
    keys = [
        key
        for key in sorted(ReadyMadeFile().keys())
        if (zlib.crc32(key.encode()) % 3 == 0) == (split == "tune")
    ]
    clips = [clip for clip in map(store.load, keys) if clip is not None]
    return tuple(sound.at_level(sound.of_pcm(clip.pcm), _LEVEL) for clip in clips)


def echo(far: sound.Sound, response: sound.Sound) -> sound.Sound:
    """What the microphone gets of what is played: a little too loud for the loudspeaker, then
    through the room."""
    near = np.asarray(resample_poly(far, 1, FAR_RATE // sound.RATE), np.float32)
    clipped = np.tanh(near * 2.5) / 2.5
    return sound.through(response, clipped) * _ECHO


def record_cues(
    split: Split, where: tuple[Responses, ...], to: Path, share: float
) -> Iterator[Entry]:
    """The cues from somewhere else in the room, where no canceller helps: another's workout."""
    for number in range(part({"tune": 8, "test": 15}[split], share)):
        chance = choices("cues", split, number)
        place = chance.choice(where)
        played = resample_poly(speaking(split, 60, chance), 1, FAR_RATE // sound.RATE)
        heard = sound.through(chance.choice(place.athlete), np.asarray(played, np.float32))
        level = chance.uniform(-36, -24)
        noise = background("room", split, len(heard), ("cues", number))
        heard = sound.at_level(heard, level) + noise * sound.ratio(level - commands.ROOM_SNR)
        file = f"{split}/cues/{number:03}.wav"
        sound.write(to / file, heard)
        yield _own(file, split, "cues", heard, room=place.room.name, condition="room")


def record_alone(
    split: Split, where: tuple[Responses, ...], to: Path, share: float
) -> Iterator[Entry]:
    """The coach alone in every room, at every volume, an hour of it in each room to test."""
    for number in range(part(_PIECES[split], share)):
        chance = choices("alone", split, number)
        far = speaking(split, _PIECE if share == 1 else _SHORT_PIECE, chance)
        far_file = f"{split}/alone/far-{number}.wav"
        sound.write(to / far_file, far, FAR_RATE)
        for place in where:
            volume = chance.choice((-10.0, 0.0, 6.0))
            heard = echo(far, place.coach) * sound.ratio(volume)
            noise = background("room", split, len(heard), ("alone", number, place.room.name))
            heard += noise * sound.ratio(-60)
            name = place.room.name.replace(" ", "-")
            file = f"{split}/alone/{name}-{number}.wav"
            sound.write(to / file, heard)
            yield _own(
                file,
                split,
                "own voice",
                heard,
                room=place.room.name,
                condition=f"{volume:+g} dB",
                far=far_file,
                echo=f"rooms/{rooms.echo_file(place.room)}",
            )


def record_over(
    split: Split,
    synthesis: Synthesis,
    where: tuple[Responses, ...],
    to: Path,
    share: float,
) -> Iterator[Entry]:
    """Commands while the coach speaks without a pause."""
    for snr in RATIOS:
        count = part(60 if split == "tune" else 100 if snr >= 0 else 50, share, 3)
        for number, (voice, line) in enumerate(commands.drawn(split, ("over", snr), count)):
            chance = choices("over", split, snr, number)
            place = chance.choice(where)
            spoken = synthesis.sound(voice, line.text(voice))
            lead = round((CONVERGED + chance.uniform(0.5, 2.0)) * sound.RATE)
            dry = sound.padded(spoken, lead, round(2.5 * sound.RATE))
            far = speaking(
                split,
                len(dry) / sound.RATE,
                chance,
                without_pause_from=lead / sound.RATE - 3,
            )
            sounding = echo(far, place.coach)
            level = 20 * np.log10(sound.loudness(sounding)) + snr
            athlete = sound.at_level(sound.through(chance.choice(place.athlete), dry), level)
            noise = background("room", split, len(athlete), ("over", snr, number))
            athlete += noise * sound.ratio(level - commands.ROOM_SNR)
            stem = f"{split}/over{snr:+}/{number:03}"
            sound.write(to / f"{stem}.wav", athlete + sounding[: len(athlete)])
            sound.write(to / f"{stem}.athlete.wav", athlete)
            sound.write(to / f"{stem}.far.wav", far, FAR_RATE)
            yield Entry(
                file=f"{stem}.wav",
                split=split,
                kind="command",
                group=line.group,
                voice=voice.name,
                source=voice.source,
                natural=voice.natural,
                condition="over coach",
                length=round(len(athlete) / sound.RATE, 3),
                command=commands.name_of(line.asked),
                phrase=line.phrase,
                wake=line.wake,
                snr=snr,
                room=place.room.name,
                begin=round(lead / sound.RATE, 3),
                end=round((lead + len(spoken)) / sound.RATE, 3),
                far=f"{stem}.far.wav",
                athlete=f"{stem}.athlete.wav",
                echo=f"rooms/{rooms.echo_file(place.room)}",
            )


def _own(
    file: str,
    split: Split,
    group: str,
    heard: sound.Sound,
    *,
    room: str,
    condition: str,
    far: str = "",
    echo: str = "",
) -> Entry:
    length = round(len(heard) / sound.RATE, 3)
    return Entry(
        file=file,
        split=split,
        kind="negative",
        group=group,
        voice="coach",
        source="coach",
        natural=False,
        condition=condition,
        length=length,
        room=room,
        end=length,
        far=far,
        echo=echo,
    )
