"""What the recogniser is tuned on and tested with: scenes, cut as the endpointer does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import yaml
from benchmarks.hearing import sound, voices
from training import material, scenes
from training.plan import TEXTS

from voice_coach.core.wording.numbers import number_word
from voice_coach.hearing.capture.endpointer import Endpointer
from voice_coach.hearing.capture.vad import silero
from voice_coach.hearing.ports.recogniser import BLOCK, RATE, AudioBlock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from training.material import Source
    from training.speakers import Split as Part

PLACES = ("clean", "room", "music-10", "breathing-10", "pink-5")

_REAL_PLACES = ("clean", "room", "music-10")

_ROW = 60
"""Seconds of counting, of talk, or of the coach's speech in one trial."""


Texts = Callable[[Random], list[str]]
"""Draws what is said next."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of speech that the endpointer found."""

    pcm: bytes = field(repr=False)
    """As it was when it might have ended."""
    row: NDArray[np.float16] = field(repr=False)
    """Its embeddings."""
    hidden: NDArray[np.float16] = field(repr=False)
    """What the phoneme model's fixed blocks make of it."""
    ended: float
    """End of the voice, seconds from the begin of the trial."""
    pause: float
    """Seconds without a voice before it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A scene, and the speech that was found in it."""

    group: str
    """`natural`, `synthetic`, `real`; of what is no command also `counting`, `talk`, `coach`."""
    speaker: str
    place: str
    text: str | None
    seconds: float
    spoken: tuple[float, float]
    """Begin and end of the speech."""
    cuts: tuple[Cut, ...]


def said(part: Part, group: str, sources: list[Source], kept: Path) -> Iterator[Trial]:
    """Each source in some scenes."""
    for source in sources:
        clip = material.clip_of(source, kept)
        if clip is None:
            continue
        chance = Random(f"{part}|{source}")
        places = _REAL_PLACES if group == "real" else PLACES
        if group != "real" and part == "tune":
            places = ("clean", "room", chance.choice(PLACES[2:]))
        for place in places:
            heard, begin, end = scenes.placed(clip, place, part, chance, kept / "rooms")
            yield _trial(group, _speaker(source), place, source.text, heard, (begin, end))


def talk(part: Part, minutes: float, kept: Path) -> Iterator[Trial]:
    """Synthetic voices at gym talk, in rooms."""
    half = "test" if part == "test" else "tune"
    sentences = TEXTS["sentences"] if part != "test" else _sentences()
    yield from _rows("talk", part, half, minutes, kept, lambda chance: [chance.choice(sentences)])


def counting(part: Part, minutes: float, kept: Path) -> Iterator[Trial]:
    """Synthetic voices counting aloud, each number by itself, in rooms."""
    half = "test" if part == "test" else "tune"

    def some(chance: Random) -> list[str]:
        first, count = chance.randint(1, 12), chance.randint(4, 12)
        return [number_word(min(first + number, 20)) for number in range(count)]

    yield from _rows("counting", part, half, minutes, kept, some)


def _rows(  # noqa: PLR0917 - as many as a row needs.
    group: str,
    part: Part,
    half: str,
    minutes: float,
    kept: Path,
    texts: Callable[[Random], list[str]],
) -> Iterator[Trial]:
    synthesis = voices.Synthesis(kept / "synthetic")
    speakers = [one for one in voices.VOICES if one.split == half and one.source != "kokoro"]
    chance = Random(f"{group}|{part}")
    for number in range(round(minutes * 60 / _ROW)):
        voice = chance.choice(speakers)
        row: list[NDArray[np.float32]] = []
        while sum(map(len, row)) < _ROW * RATE:
            for text in texts(chance):
                gap = round(chance.uniform(0.3, 1.1) * RATE)
                row += [synthesis.sound(voice, text), np.zeros(gap, np.float32)]
        place = ("clean", "room")[number % 2]
        heard, *_ = scenes.placed(np.concatenate(row), place, part, chance, kept / "rooms")
        yield _trial(group, voice.name, place, None, heard, (0.0, len(heard) / RATE))


def coach(part: Part, minutes: float, kept: Path) -> Iterator[Trial]:
    """The coach's own cues, as loud as another person: as if nothing took them out."""
    chance = Random(f"coach|{part}")
    clips = material.coach_clips()[part == "test" :: 2]
    for number in range(round(minutes * 60 / _ROW)):
        row = []
        while sum(map(len, row)) < _ROW * RATE:
            row += [
                chance.choice(clips),
                np.zeros(round(chance.uniform(0.3, 1) * RATE), np.float32),
            ]
        place = ("clean", "room")[number % 2]
        heard, *_ = scenes.placed(np.concatenate(row), place, part, chance, kept / "rooms")
        yield _trial("coach", "coach", place, None, heard, (0.0, len(heard) / RATE))


def _trial(  # noqa: PLR0917 - the fields of a trial.
    group: str,
    speaker: str,
    place: str,
    text: str | None,
    heard: NDArray[np.float32],
    spoken: tuple[float, float],
) -> Trial:
    heard = np.pad(heard, (0, RATE // 2))
    return Trial(group, speaker, place, text, len(heard) / RATE, spoken, tuple(_cuts(heard)))


def _cuts(heard: NDArray[np.float32]) -> Iterator[Cut]:
    voice, endpointer = silero(), Endpointer()
    pcm = sound.pcm16(heard)
    early, last = b"", -10.0
    for begin in range(0, len(pcm) - 2 * BLOCK + 1, 2 * BLOCK):
        block = pcm[begin : begin + 2 * BLOCK]
        endpointer.take(AudioBlock(block, voice.likelihood(block)))
        segment = endpointer.segment
        if segment is None:
            continue
        if endpointer.perhaps_over:
            early = segment.pcm
        if endpointer.over:
            made = material.of_pcm("", None, early)
            yield Cut(early, made.row, made.hidden, segment.ended, segment.began - last)
            last = segment.ended


def _speaker(source: Source) -> str:
    if source.said is not None:
        return source.said.speaker.name
    return source.voice.name if source.voice is not None else str(source.path)


def _sentences() -> list[str]:
    path = sound.__file__.replace("sound.py", "sentences.yaml")
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - a string that is at hand.
        return list(yaml.safe_load(file)["gym talk"]["test"])
