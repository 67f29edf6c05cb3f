"""Commands as they are said: every phrase, bare and with the wake word, in many voices."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.hearing import sound, voices
from benchmarks.hearing.backgrounds import background
from benchmarks.hearing.chance import choices, numbers, part
from benchmarks.hearing.manifest import Entry

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked, FilledCommand, NumberAnswer
from voice_coach.core.voice_commands.grammar import LANGUAGES, WAKE_WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from benchmarks.hearing.manifest import Split
    from benchmarks.hearing.rooms import Responses
    from benchmarks.hearing.voices import Synthesis, Voice

NOISES = ("pink", "music", "breathing", "steps")
SNRS = (20, 10, 5)

_ANSWERS = (Command.YES, Command.NO, Command.UNSURE)

_SAID = {("kokoro",): 1200, ("piper",): 300, ("flite", "festival"): 600, ("espeak",): 300}
"""Commands in quiet, by the programs that say them."""

FLOOR = -75.0
"""dBFS of what a microphone gives where it is quiet."""

ROOM_SNR = 20.0
"""Speech against background in the rooms, dB."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that can be asked, and how."""

    group: str
    asked: Asked
    phrase: str
    wake: bool

    def text(self, voice: Voice) -> str:
        """As `voice` says it: some make a pause after the wake word."""
        if not self.wake:
            return self.phrase
        pause = zlib.crc32(f"{voice.name}{self.phrase}".encode()) % 3 == 0
        return f"{WAKE_WORD}{',' if pause else ''} {self.phrase}"


@dataclass(frozen=True, slots=True)
class Take:
    """A line, who says it, and where."""

    voice: Voice
    line: Line
    condition: str = "clean"
    snr: float | None = None


def lines() -> tuple[Line, ...]:
    """All lines. Answers are never said with the wake word: a question was asked."""
    said = [(asked, phrase) for asked, some in LANGUAGES["en"].items() for phrase in some]
    return tuple(
        Line("answers" if _is_answer(asked) else "session", asked, phrase, wake)
        for asked, phrase in said
        for wake in ((False,) if _is_answer(asked) else (False, True))
    )


def quiet_takes(split: Split, condition: str, share: float) -> tuple[Take, ...]:
    """In quiet: natural voices say most, of those that imitate people and of the others a part."""
    chance = choices("quiet", split)
    takes: list[Take] = []
    for sources, count in _SAID.items():
        speakers = [one for one in voices.of(split) if one.source in sources]
        said = [Take(voice, line, condition) for voice, line in product(speakers, lines())]
        takes += chance.sample(said, min(len(said), part(count, share, 6)))
    return tuple(takes)


def noisy_takes(split: Split, share: float) -> tuple[Take, ...]:
    """Over the sounds of training."""
    return tuple(
        Take(voice, line, noise, snr)
        for noise, snr in product(NOISES, SNRS)
        for voice, line in drawn(split, (noise, snr), part(150, share, 3))
    )


def drawn(split: Split, about: object, count: int) -> Iterator[tuple[Voice, Line]]:
    """Somebody saying something, so many times: a natural voice if there is any, and every third
    time one that imitates people."""
    chance = choices("drawn", split, about)
    session = [line for line in lines() if line.group == "session"]
    imitating = [one for one in voices.of(split) if one.source in {"flite", "festival"}]
    natural = [one for one in voices.of(split) if one.source == "kokoro"] or imitating
    for number in range(count):
        yield chance.choice(imitating if number % 3 == 2 else natural), chance.choice(session)


def speak(synthesis: Synthesis, takes: Iterable[Take]) -> None:
    """Have all that is said in `takes` said: once for each voice."""
    texts: dict[Voice, list[str]] = {}
    for take in takes:
        texts.setdefault(take.voice, []).append(take.line.text(take.voice))
    for voice, said in texts.items():
        synthesis.say(voice, said)


def record(
    takes: Iterable[Take],
    split: Split,
    synthesis: Synthesis,
    where: tuple[Responses, ...],
    to: Path,
) -> Iterator[Entry]:
    """Write each take to a file of its own."""
    for number, take in enumerate(takes):
        about = (split, take.condition, take.snr, number)
        spoken = synthesis.sound(take.voice, take.line.text(take.voice))
        made = scene(spoken, take.condition, take.snr, where, about)
        place = take.condition if take.snr is None else f"{take.condition}-{take.snr:g}"
        file = f"{split}/{place}/{number:05}.wav"
        sound.write(to / file, made.heard)
        yield Entry(
            file=file,
            split=split,
            kind="command",
            group=take.line.group,
            voice=take.voice.name,
            source=take.voice.source,
            natural=take.voice.natural,
            condition=take.condition,
            length=round(len(made.heard) / sound.RATE, 3),
            command=name_of(take.line.asked),
            phrase=take.line.phrase,
            wake=take.line.wake,
            snr=take.snr if take.condition != "room" else ROOM_SNR,
            room=made.room,
            begin=round(made.begin, 3),
            end=round(made.begin + len(spoken) / sound.RATE, 3),
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """What a microphone gets of somebody speaking."""

    heard: sound.Sound
    begin: float
    """Of the speech in it, seconds."""
    room: str
    """Its name, or empty."""


def scene(
    spoken: sound.Sound,
    condition: str,
    snr: float | None,
    where: tuple[Responses, ...],
    about: object,
) -> Scene:
    """Put speech in a condition: clean, in one of the rooms `where`, or over noise at `snr` dB."""
    chance, split = choices("scene", about), where[0].room.split
    lead = round(chance.uniform(0.6, 1.1) * sound.RATE)
    tail = round(chance.uniform(1.0, 1.2) * sound.RATE)
    level = chance.uniform(-34, -20)
    dry = sound.padded(sound.at_level(spoken, level), lead, tail)
    begin = lead / sound.RATE
    if condition == "room":
        response = chance.choice(where)
        wet = sound.at_level(sound.through(chance.choice(response.athlete), dry), level)
        noise = background("room", split, len(wet), about)
        return Scene(wet + noise * sound.ratio(level - ROOM_SNR), begin, response.room.name)
    if snr is None:
        return Scene(dry + floor(len(dry), about), begin, "")
    noise = background(condition, split, len(dry), about)
    return Scene(dry + noise * sound.ratio(level - snr), begin, "")


def floor(samples: int, about: object) -> sound.Sound:
    """What a microphone gives where it is quiet."""
    noise = numbers("floor", about).standard_normal(samples).astype(np.float32)
    return noise * sound.ratio(FLOOR)


def name_of(asked: Asked) -> str:
    """What the manifest calls it."""
    return str(asked) if isinstance(asked, NumberAnswer | FilledCommand) else asked.value


def _is_answer(asked: Asked) -> bool:
    return asked in _ANSWERS or isinstance(asked, NumberAnswer)
