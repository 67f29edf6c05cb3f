"""Comparing what was said with what a recogniser wrote down."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voice_coach.core.wording.numbers import number_word

_SAME = {
    "to": "two", "too": "two", "for": "four", "won": "one", "ate": "eight",
    "raise": "rays", "heals": "heels", "week": "weak", "write": "right", "peace": "piece",
    "waste": "waist", "brake": "break", "threw": "through", "role": "roll", "wait": "weight",
    "hole": "whole", "knead": "need", "centre": "center", "behaviour": "behavior",
    "ok": "okay", "cannot": "can't",
}  # fmt: skip
"""Words that sound the same, and spellings of one word."""


def words(text: str) -> list[str]:
    """The words of a text, as they sound: numbers in words, homophones as one."""
    spelt = re.sub(r"\d+", lambda found: f" {_number(found.group())} ", text.lower())
    plain = re.sub(r"[^a-z' ]", " ", spelt.replace("\u2019", "'"))
    return [_SAME.get(word, word) for word in plain.split()]


def errors(said: str, heard: str) -> int:
    """Words wrong, missing or too many; none where only spaces differ ("cat cow", "catcow")."""
    wanted, got = words(said), words(heard)
    if "".join(wanted) == "".join(got):
        return 0
    return distance(wanted, got)


def distance(wanted: Sequence[str], got: Sequence[str]) -> int:
    """Parts wrong, missing or too many."""
    row = list(range(len(got) + 1))
    for at, word in enumerate(wanted, 1):
        before, row = row, [at]
        for place, other in enumerate(got, 1):
            wrong = before[place - 1] + (word != other)
            row.append(min(wrong, before[place] + 1, row[-1] + 1))
    return row[-1]


def _number(digits: str) -> str:
    return number_word(int(digits)) if len(digits) <= 3 else " ".join(digits)
