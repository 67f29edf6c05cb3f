"""Words by themselves that are no command: near ones, forms of the phrases' words, and other
languages'."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from benchmarks.hearing import commands, sound, voices
from benchmarks.hearing.chance import choices, part
from benchmarks.hearing.manifest import Entry
from benchmarks.hearing.voices import Voice
from training.plan import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.hearing.manifest import Split
    from benchmarks.hearing.rooms import Responses
    from benchmarks.hearing.voices import Synthesis

NEAR, FORMS, FOREIGN = "near words", "word forms", "foreign words"

_FORMS = {"inflected": 60, "single": 40}
"""So many of the words that the recogniser learns not to obey, by their sort."""

_PLACES = ("clean", "room")

_ESPEAK: Mapping[Split, tuple[str, ...]] = {
    "tune": ("m1", "f2", "m3", "f4"),
    "test": ("m2", "f1", "m4", "f3"),
}
"""Its speakers, who speak any language."""

_NATURAL: Mapping[str, Voice] = {
    "pt": Voice("tune", "kokoro", "pm_alex", language="pt-br"),
    "es": Voice("test", "kokoro", "ef_dora", language="es"),
    "it": Voice("test", "kokoro", "im_nicola", language="it"),
}
"""By the language they speak."""


@dataclass(frozen=True, slots=True)
class _Take:
    """A word, and who says it."""

    voice: Voice
    word: str


def record(  # noqa: PLR0917 - as many as a part is made of.
    group: str,
    split: Split,
    synthesis: Synthesis,
    where: tuple[Responses, ...],
    to: Path,
    share: float,
) -> Iterator[Entry]:
    """Each word clean and in a room, a file each."""
    takes = _foreign(split) if group == FOREIGN else _english(group, split)
    for number, take in enumerate(takes[: part(len(takes), share, 6)]):
        spoken = synthesis.sound(take.voice, take.word)
        for place in _PLACES:
            about = (group, split, place, number)
            made = commands.scene(spoken, place, None, where, about)
            file = f"{split}/{group.replace(' ', '-')}/{place}-{number:04}.wav"
            sound.write(to / file, made.heard)
            yield Entry(
                file=file,
                split=split,
                kind="negative",
                group=group,
                voice=take.voice.name,
                source=take.voice.source,
                natural=take.voice.natural,
                condition=place,
                length=round(len(made.heard) / sound.RATE, 3),
                phrase=take.word,
                room=made.room,
                begin=round(made.begin, 3),
                end=round(made.begin + len(spoken) / sound.RATE, 3),
            )


def _english(group: str, split: Split) -> list[_Take]:
    """By natural voices, where there are any."""
    speakers = [one for one in voices.of(split) if one.source == "kokoro"] or voices.of(split)
    chance = choices(group, split)
    words = (
        [word for sort, count in _FORMS.items() for word in chance.sample(TEXTS[sort], count)]
        if group == FORMS
        else _words(group, split)
    )
    takes = [_Take(chance.choice(speakers), word) for word in words]
    chance.shuffle(takes)
    return takes


def _foreign(split: Split) -> list[_Take]:
    """By eSpeak, and by natural voices too of the languages that one of this half speaks."""
    chance = choices(FOREIGN, split)
    natural = {one.called for one in voices.of(split)}
    takes = []
    for language, words in _words(FOREIGN, split).items():
        for word in words:
            called = f"{language}+{chance.choice(_ESPEAK[split])}"
            takes.append(_Take(Voice(split, "espeak", called, 150), word))
            speaker = _NATURAL.get(language)
            if speaker is not None and speaker.called in natural:
                takes.append(_Take(speaker, word))
    chance.shuffle(takes)
    return takes


def _words(group: str, split: Split) -> Any:
    """What is said in that half; by language, of other languages."""
    return yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))[group][split]
