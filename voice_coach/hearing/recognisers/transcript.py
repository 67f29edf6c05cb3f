"""Transcripts: the free text of an engine, compared with the armed phrases.

The comparison is exact, word by word: an engine that transcribes anything needs no grammar, and a
sentence that only contains a command is none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from voice_coach.core.voice_commands.grammar import WAKE_WORD
from voice_coach.core.wording.numbers import number_word
from voice_coach.hearing.recognisers.segmented import Guess

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*|[0-9]{1,3}")

_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"

_CERTAIN = 0.999
"""Largest probability taken from an engine; the smallest is the rest to 1."""


def plain(text: str) -> str:
    """The words of a text in the form of phrases: lower case, no punctuation, numbers in words."""
    words = _WORD.findall(text.lower().replace(_CURLY, "'"))
    return " ".join(number_word(int(word)) if word.isdigit() else word for word in words)


def log_odds(probability: float) -> float:
    """A probability as log odds."""
    kept = min(_CERTAIN, max(1 - _CERTAIN, probability))
    return math.log(kept / (1 - kept))


def guess(text: str, score: float, phrases: Iterable[str]) -> Guess | None:
    """The armed phrase, the wake word, or both, that a transcript consists of."""
    said = plain(text)
    if said == WAKE_WORD:
        return Guess("", score, wake=True)
    after = said.removeprefix(f"{WAKE_WORD} ")
    phrase = next((one for one in phrases if plain(one) == after), None)
    return None if phrase is None else Guess(phrase, score, wake=after != said)
