"""Pronunciations of phrases, in the phoneme model's symbols: eSpeak NG's, American and British.

Those of the coach's own table come as data; any other phrase, such as the name of a user's routine,
is looked up in the eSpeak NG that is installed with the coach.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from voice_coach.errors import CoachError

LANGUAGES = ("en-us", "en-gb")

_HERE = Path(__file__).parent

_TABLE = "pronunciations.json"
"""Made by `python tests/training`: the ways in which each phrase is said, and those of other words;
symbols separated by spaces."""

_SYMBOLS: dict[str, str] = json.loads((_HERE / "ipa_symbols.json").read_text("utf-8"))
"""eSpeak's letters, and the symbols that the model writes for them."""

_LETTER = re.compile("|".join(sorted(_SYMBOLS, key=len, reverse=True)))

Phones = tuple[str, ...]

Speak = Callable[[str, str], str]
"""The phonemes of a text in a language, as IPA."""


class Pronunciations:
    """Looks them up."""

    def __init__(self, speak: Speak | None = None) -> None:
        """`speak`: for phrases that are not in the table; without it, none has any."""
        table = json.loads((_HERE / _TABLE).read_text("utf-8"))
        self._known: dict[str, list[str]] = table["phrases"]
        self.decoys: tuple[Phones, ...] = tuple(tuple(way.split()) for way in table["decoys"])
        """Words that are no command and sound like one, or are said often."""
        self._speak = speak

    def of(self, phrase: str) -> tuple[Phones, ...]:
        """All ways in which a phrase is said; none where that can't be known."""
        if phrase not in self._known:
            self._known[phrase] = spoken(phrase, self._speak) if self._speak else []
        return tuple(tuple(one.split()) for one in self._known[phrase])


def spoken(phrase: str, speak: Speak) -> list[str]:
    """The pronunciations of a phrase, each language's once, symbols separated by spaces."""
    try:
        ways = [symbols(speak(phrase, language)) for language in LANGUAGES]
    except CoachError:
        return []
    return [way for way in dict.fromkeys(ways) if way]


def symbols(ipa: str) -> str:
    """IPA in the model's symbols; stress, length and pauses are left out."""
    letters = re.sub(r"[^\w\s]|[ˈˌː_]", "", ipa)
    return " ".join(_SYMBOLS[letter] for letter in _LETTER.findall(letters))
