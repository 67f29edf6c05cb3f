"""Real speech, where a folder of it is: `LABEL/NAME.flac`, a label being the word that is said."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.hearing import sound
from benchmarks.hearing.backgrounds import background
from benchmarks.hearing.chance import choices, part
from benchmarks.hearing.manifest import Entry

from voice_coach.core.events.command import Command
from voice_coach.core.wording.numbers import number_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.hearing.manifest import Split
    from training.speakers import Split as Part

FOLDER = Path(__file__).parents[3].parent / "shared" / "speech" / "real"
"""Beside the checkout."""

_COMMANDS = {"stop": Command.STOP, "yes": Command.YES, "no": Command.NO}
_WORDS = ("go", "up", "down", "left", "right", "on", "off", "other", "digit")

_EDGE = sound.RATE // 50


def record(speech: Path, split: Split, to: Path, share: float) -> Iterator[Entry]:
    """Every single word of a part of the people: a file each."""
    for label in (*_COMMANDS, *_WORDS):
        said = recordings(speech, label, split)
        for path in said[: part(len(said), share, 3)]:
            heard, begin, end = _surrounded(path, split)
            file = f"{split}/people/{label}-{path.stem}.wav"
            sound.write(to / file, heard)
            command = _COMMANDS.get(label)
            yield Entry(
                file=file,
                split=split,
                kind="command" if command else "negative",
                group=_group(label),
                voice=_speaker(path, label),
                source="real",
                natural=True,
                condition="real",
                length=round(len(heard) / sound.RATE, 3),
                command=command.value if command else "",
                phrase=label if command else "",
                begin=round(begin, 3),
                end=round(end, 3),
            )


def words_of(speech: Path, label: str, split: Split) -> Iterator[tuple[Path, str, str]]:
    """The recordings of a part of the people, each with its speaker and word."""
    for path in recordings(speech, label, split):
        word = number_word(int(path.stem.split("_")[0])) if label == "digit" else label
        yield path, _speaker(path, label), word


def surrounded(path: Path) -> bytes:
    """A recording of the test with quiet around it, as 16 bit samples."""
    heard, _, _ = _surrounded(path, "test")
    return sound.pcm16(heard)


def recordings(speech: Path, label: str, split: Split) -> tuple[Path, ...]:
    """Of a part of the people, who are divided by name."""
    return tuple(
        path for path in sorted((speech / label).glob("*.flac")) if part_of(path, label) == split
    )


def part_of(path: Path, label: str) -> Part:
    """The part of the people to which the speaker of a recording belongs: who was learnt from is
    in no other."""
    speaker = _speaker(path, label)
    if label == "digit":  # There are two speakers.
        return "train" if speaker == "lucas" else "test"
    drawn = sha256(f"people {speaker}".encode()).digest()[0]
    return "train" if drawn < 140 else "tune" if drawn < 190 else "test"


def _group(label: str) -> str:
    if label in _COMMANDS:
        return "session" if label == "stop" else "answers"
    return "real figures" if label == "digit" else "real words"


def _speaker(path: Path, label: str) -> str:
    """As the public sets name their files: `SPEAKER_nohash_0`, `WORD_SPEAKER_nohash_0`,
    `FIGURE_SPEAKER_0`; of whole sentences nobody knows the speaker."""
    parts = path.stem.split("_")
    if label in ("sentence", "room"):
        return path.stem
    return parts[1] if label in ("digit", "other") else parts[0]


def _surrounded(path: Path, split: Split) -> tuple[sound.Sound, float, float]:
    """A recording with quiet of its own loudness around it; when its speech begins and ends."""
    spoken = sound.read(path)
    chance = choices("people", path.stem)
    lead, tail = (round(chance.uniform(least, 1.2) * sound.RATE) for least in (0.6, 1.0))
    frames = spoken[: len(spoken) // 400 * 400].reshape(-1, 400)
    quiet = float(np.percentile(np.sqrt(np.mean(frames**2, axis=1)), 10))
    around = background("room", split, lead + len(spoken) + tail, path.stem) * np.float32(quiet)
    fade = np.ones(len(spoken), np.float32)
    fade[:_EDGE] = np.linspace(0, 1, _EDGE)
    fade[-_EDGE:] = np.linspace(1, 0, _EDGE)
    inside = slice(lead, lead + len(spoken))
    around[inside] = spoken * fade + around[inside] * (1 - fade)
    begin, end = sound.edges(spoken, above=0.1)
    return around, (lead + begin) / sound.RATE, (lead + end) / sound.RATE
