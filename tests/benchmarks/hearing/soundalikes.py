"""Texts that sound much like a phrase of the coach and are none, and others that people say.

The words are those of pocketsphinx: how each is said stands in its dictionary, how common it is
in its language model.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pocketsphinx import (  # type: ignore[attr-defined] # compiled, and unlisted
    Decoder,
    NGramModel,
    get_model_path,
)

from voice_coach.core.voice_commands.grammar import WAKE_WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from random import Random

Sounds = tuple[str, ...]
"""How something is said, one after the other."""

_COMMON = 6000
"""Words among which those are looked for that sound like one of a phrase."""

_VERY_COMMON = 3000
"""Words of which talk is made."""

_ALIKE = 14
"""Of the words that sound like one of a phrase, so many at most."""

_REPLACED = 2
"""How often each word of a phrase is replaced by one that sounds like it."""

_LONG_WORD = 5
"""Sounds from which a word may differ in two of them, and not in one alone."""

_WORDS, _TALKS, _CALLS = 500, 900, 60
"""Common words alone, in a row, and after the wake word."""

_IN_A_ROW = (2, 2, 3, 3, 4, 5)


def texts(phrases: tuple[str, ...], chance: Random) -> tuple[str, ...]:
    """Some 2,400 of them: none is said like a phrase, with the wake word or without."""
    said = _dictionary()
    common = _by_commonness(said)[:_COMMON]
    talk = common[:_VERY_COMMON]
    alike = {word: _alike(word, common, said, chance) for word in _words(phrases)}
    made = [
        *(other for others in alike.values() for other in others),
        *(text for phrase in phrases for text in _replaced(phrase, alike, chance)),
        *(text for phrase in phrases for text in _parts(phrase)),
        *(chance.choice(talk) for _ in range(_WORDS)),
        *(_row(talk, chance.choice(_IN_A_ROW), chance) for _ in range(_TALKS)),
        *(f"{WAKE_WORD} {chance.choice(talk)}" for _ in range(_CALLS)),
        *(text for phrase in phrases for text in _amid(phrase, talk, chance)),
    ]
    meant = (WAKE_WORD, *phrases, *(f"{WAKE_WORD} {phrase}" for phrase in phrases))
    sounds = {_sounds(text, said) for text in meant}
    return tuple(text for text in dict.fromkeys(made) if _sounds(text, said) not in sounds)


def _distance(one: Sounds, other: Sounds) -> int:
    """How many sounds must be put in, left out or changed to make one of the other."""
    row = list(range(len(other) + 1))
    for number, sound in enumerate(one, 1):
        following = [number]
        for (before, above), heard in zip(pairwise(row), other, strict=True):
            following.append(min(above + 1, following[-1] + 1, before + (sound != heard)))
        row = following
    return row[-1]


def _dictionary() -> dict[str, Sounds]:
    """The first way in which each word is said."""
    text = _model("cmudict-en-us.dict").read_text("utf-8")
    lines = (line.split() for line in text.splitlines())
    return {word: tuple(sounds) for word, *sounds in lines if re.fullmatch(r"[a-z']+", word)}


def _by_commonness(words: Iterable[str]) -> list[str]:
    """The commonest first."""
    decoder = Decoder(lm=None, loglevel="FATAL")
    model = NGramModel(decoder.config, decoder.logmath, str(_model("en-us.lm.bin")))
    return sorted(words, key=lambda word: (-model.prob([word]), word))


def _model(name: str) -> Path:
    """A file that pocketsphinx carries."""
    return Path(get_model_path(f"en-us/{name}"))  # type: ignore[no-untyped-call] # it has no types


def _words(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """All words of the phrases, and the wake word."""
    return tuple(dict.fromkeys(word for phrase in (WAKE_WORD, *phrases) for word in phrase.split()))


def _alike(
    word: str, common: list[str], said: Mapping[str, Sounds], chance: Random
) -> tuple[str, ...]:
    """Common words that sound almost like it; not those that sound just like it."""
    sounds = said[word]
    most = 2 if len(sounds) >= _LONG_WORD else 1
    near = [
        other
        for other in common
        if abs(len(said[other]) - len(sounds)) <= 1 and 0 < _distance(said[other], sounds) <= most
    ]
    return tuple(chance.sample(near, min(len(near), _ALIKE)))


def _replaced(phrase: str, alike: Mapping[str, tuple[str, ...]], chance: Random) -> Iterator[str]:
    """The phrase with one word replaced."""
    words = phrase.split()
    for at, word in enumerate(words):
        for other in chance.sample(alike[word], min(len(alike[word]), _REPLACED)):
            yield " ".join((*words[:at], other, *words[at + 1 :]))


def _parts(phrase: str) -> Iterator[str]:
    """Beginnings and ends of the phrase."""
    words = phrase.split()
    for at in range(1, len(words)):
        yield " ".join(words[:at])
        yield " ".join(words[at:])


def _amid(phrase: str, talk: list[str], chance: Random) -> Iterator[str]:
    """The phrase amid other words: whoever says that asks for nothing."""
    yield f"{phrase} {chance.choice(talk)}"
    yield f"{chance.choice(talk)} {phrase}"
    yield f"{_row(talk, 2, chance)} {phrase} {chance.choice(talk)}"


def _row(talk: list[str], count: int, chance: Random) -> str:
    return " ".join(chance.choices(talk, k=count))


def _sounds(text: str, said: Mapping[str, Sounds]) -> Sounds:
    return tuple(sound for word in text.split() for sound in said[word])
