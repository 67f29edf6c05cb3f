"""What the models learn from: pieces of speech as the numbers that the layers in training take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import soundfile
from benchmarks.hearing import people as recorded
from benchmarks.hearing import sound, voices
from training import plan, scenes
from training.render import RATE, Said

from voice_coach.core.voice_commands.grammar import WAKE_WORD
from voice_coach.core.wording.numbers import number_word
from voice_coach.hearing.recognisers.phoneme_model import PhonemeModel
from voice_coach.hearing.recognisers.speech_embedding import Embedding
from voice_coach.speech.ready_made import ReadyMade, ReadyMadeFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from training.speakers import Split as Part

_TIMES = {"natural": 4, "phrase": 5, "real": 3, "synthetic": 1, "coach": 1}
"""Variations of each clip, by group; `phrase`: by a natural voice."""

_SYNTHETIC_TEXTS = 40
"""Texts that are no command, by each synthetic voice."""

_PIECE = (0.5, 3.0)
"""Seconds of the coach's own speech, or of noise, that pass for a piece of speech."""

_NOISE_PIECES = 300

_LABELS = ("stop", "yes", "no", "go", "up", "down", "left", "right", "on", "off", "other", "digit")
_SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Source:
    """A clip, and what is said in it."""

    group: str
    text: str | None
    """None where it isn't known."""
    said: Said | None = None
    voice: voices.Voice | None = None
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of speech as the models' layers take it."""

    group: str
    text: str | None
    row: NDArray[np.float16]
    """Its embeddings."""
    hidden: NDArray[np.float16]
    """What the phoneme model's blocks that are not trained make of it."""


def natural_speech(part: Part, count: int) -> list[Source]:
    """Clips of natural voices, in the order in which they are rendered."""
    said = plan.training(count) if part == "train" else plan.judging(part)
    known = {*plan.texts("phrase"), *plan.texts("called")}
    return [
        Source("phrase" if one.text in known else "natural", one.text, said=one) for one in said
    ]


def synthetic_speech(part: Part = "train") -> list[Source]:
    """Clips of the synthetic voices: of the half to learn from, or of the other."""
    chance = Random("synthetic")
    half = "test" if part == "test" else "tune"
    near = [text for sort in ("inflected", "single", "replaced") for text in plan.texts(sort)]
    return [
        Source("synthetic", text, voice=voice)
        for voice in voices.VOICES
        if voice.split == half and voice.source != "kokoro"
        for text in [*plan.texts("phrase"), *chance.sample(near, _SYNTHETIC_TEXTS)]
    ]


def people(part: Part, folder: Path) -> list[Source]:
    """Recordings of real people of a part, who are divided by name."""
    return [
        Source("real", _text(path, label), path=path)
        for label in (*_LABELS, _SENTENCE)
        for path in sorted((folder / label).glob("*.flac"))
        if recorded.part_of(path, label) == part
    ]


def _text(path: Path, label: str) -> str | None:
    if label == "digit":
        return number_word(int(path.stem[0]))
    if label == "other":
        return path.stem.split("_")[0]
    return None if label == _SENTENCE else label


def coach_clips() -> list[NDArray[np.float32]]:
    """What the coach says, of the clips that come with the program, at 16 kHz."""
    store = ReadyMade()
    made = []
    for key in sorted(ReadyMadeFile().keys()):
        clip = store.load(key)
        if clip is not None:
            made.append(np.frombuffer(clip.pcm, "<i2").astype(np.float32)[::3] / 32768)
    return made


def pieces(source: Source, kept: Path) -> Iterator[Piece]:
    """A source, varied. `kept`: the folder of what was rendered."""
    clip = clip_of(source, kept)
    if clip is None:
        return
    for number in range(_TIMES[source.group]):
        chance = Random(f"{source.group}|{source.text}|{source.path}|{source.said}|{number}")
        yield piece(source.group, source.text, scenes.varied(clip, chance, kept / "rooms"))


def piece(group: str, text: str | None, heard: NDArray[np.float32]) -> Piece:
    """A piece of sound, as numbers."""
    return of_pcm(group, text, sound.pcm16(heard))


def of_pcm(group: str, text: str | None, pcm: bytes) -> Piece:
    """The same, of samples as they are recorded."""
    hidden = _phonemes().hidden(np.frombuffer(pcm, "<i2").astype(np.float32) / 32768)
    return Piece(group, text, _embedding().of(pcm).astype(np.float16), hidden.astype(np.float16))


def noise_pieces(kept: Path) -> Iterator[Piece]:
    """Noise, and the coach's own speech, which are no command."""
    chance = Random("noise")
    for number in range(_NOISE_PIECES):
        kind = chance.choice(("breathing", "music", "steps", "room"))
        length = round(chance.uniform(*_PIECE) * RATE)
        made = sound.at_level(
            scenes.background(kind, "tune", length, number), chance.uniform(-45, -20)
        )
        yield piece("noise", "", made)
    for clip in coach_clips():
        length = round(chance.uniform(*_PIECE) * RATE)
        begin = chance.randrange(max(1, len(clip) - length))
        cut = clip[begin : begin + length]
        if np.abs(cut).max(initial=0) > 0.02:
            yield piece("coach", None, scenes.varied(cut, chance, kept / "rooms"))


def clip_of(source: Source, kept: Path) -> NDArray[np.float32] | None:
    """The sound of a source; None where it wasn't rendered. `kept`: the folder of what was."""
    if source.said is not None:
        path = source.said.path(kept)
        return soundfile.read(path, dtype="float32")[0] if path.exists() else None
    if source.voice is not None:
        return voices.Synthesis(kept / "synthetic").sound(source.voice, source.text or "")
    assert source.path is not None
    return sound.trimmed(soundfile.read(source.path, dtype="float32")[0])


def phrase_in(text: str | None) -> tuple[str | None, bool]:
    """The phrase that a text is, empty for the wake word alone, None for no phrase; and if the
    wake word comes before it."""
    if text is None:
        return None, False
    said = re.sub(r"[^a-z' ]", "", text.lower()).strip()
    if said == WAKE_WORD:
        return "", True
    wake = said.startswith(f"{WAKE_WORD} ")
    bare = said.removeprefix(f"{WAKE_WORD} ") if wake else said
    return (
        (bare, wake)
        if bare in plan.PHRASES and "," not in text.removeprefix(f"{WAKE_WORD},")
        else (None, False)
    )


_embedding = cache(Embedding)
_phonemes = cache(PhonemeModel)
