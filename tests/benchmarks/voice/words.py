"""Comparing what was said with what a recogniser wrote down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from voice_coach.core.wording.numbers import number_word
from voice_coach.speech.natural.phonemes import EspeakPhonemes

_SAME = {"for": "four", "ok": "okay", "cannot": "can't", "they're": "their"}
"""Words that sound the same, or are the same, and that eSpeak NG tells apart."""

_MOST_JOINED = 3
"""Words that a recogniser may write as one."""


def words(text: str) -> list[str]:
    """The words of a text, numbers as words."""
    spelt = re.sub(r"\d+", lambda found: f" {_number(found.group())} ", text.lower())
    plain = re.sub(r"[^a-z' ]", " ", spelt.replace("\u2019", "'"))
    return [_SAME.get(word, word) for word in plain.split()]


def errors(said: str, heard: str) -> int:
    """Words wrong, missing or too many. Words that sound the same are the same ("their", "there"),
    and so are those that differ in their spaces only ("cat cow", "catcow")."""
    wanted, got = words(said), words(heard)
    wanted, got = _joined(wanted, got), _joined(got, wanted)
    return distance([*map(_sound, wanted)], [*map(_sound, got)])


def distance(wanted: Sequence[str], got: Sequence[str]) -> int:
    """Parts wrong, missing or too many."""
    row = list(range(len(got) + 1))
    for at, word in enumerate(wanted, 1):
        before, row = row, [at]
        for place, other in enumerate(got, 1):
            wrong = before[place - 1] + (word != other)
            row.append(min(wrong, before[place] + 1, row[-1] + 1))
    return row[-1]


def _joined(some: Sequence[str], others: Sequence[str]) -> list[str]:
    """`some`, with those made one that `others` has as one."""
    made, at = [], 0
    while at < len(some):
        sizes = range(min(_MOST_JOINED, len(some) - at), 1, -1)
        size = next((n for n in sizes if "".join(some[at : at + n]) in others), 1)
        made.append("".join(some[at : at + size]))
        at += size
    return made


@cache
def _sound(word: str) -> str:
    """How a word is pronounced, whatever its stress."""
    return re.sub("[ˈˌ]", "", _dictionary().of(word, "en-us"))


@cache
def _dictionary() -> EspeakPhonemes:
    return EspeakPhonemes()


def _number(digits: str) -> str:
    """Four digits are read in pairs, as a year is."""
    if len(digits) <= 3:
        return number_word(int(digits))
    parts = (digits[:2], digits[2:]) if len(digits) == 4 else digits
    return " ".join(number_word(int(part)) for part in parts)
