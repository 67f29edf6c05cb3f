"""The table of pronunciations that comes with the program, from eSpeak NG."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from training import plan

from voice_coach.core.voice_commands.grammar import LANGUAGES, WAKE_WORD
from voice_coach.core.wording.numbers import number_word
from voice_coach.hearing.recognisers.pronunciation import spoken
from voice_coach.speech.natural.phonemes import EspeakPhonemes

if TYPE_CHECKING:
    from pathlib import Path

_COUNTED = 20

_COUNTED_ON = 12
"""So far people count with an "and" before each number."""

_ALSO = (
    ("ə g ɛ n", "ə g eɪ n"),  # noqa: RUF001 - IPA.
    ("æ n d", "ə n d"),
    ("æ n d", "ə n"),
)
"""Ways that eSpeak does not give, beside those it does: many a Briton's "again"; "and" before other
words, with which "and two" is near "undo"."""

_DECOYS = ("inflected", "single", "common", "numbers", "pairs")


def write(path: Path) -> None:
    """Write the table."""
    speak = EspeakPhonemes().of
    table = [phrase for said in LANGUAGES["en"].values() for phrase in said]
    phrases = {
        phrase: [way for one in spoken(phrase, speak) for way in _with_others(one)]
        for phrase in (WAKE_WORD, *plan.PHRASES, *table)
    }
    said = {way for ways in phrases.values() for way in ways}
    words = [
        *(number_word(number) for number in range(_COUNTED + 1)),
        *(f"and {number_word(number)}" for number in range(1, _COUNTED_ON + 1)),
        *(text for sort in _DECOYS for text in plan.texts(sort)),
        *(word for phrase in phrases for word in phrase.split()),
    ]
    decoys = dict.fromkeys(
        way for word in words for one in spoken(word, speak) for way in _with_others(one)
    )
    kept = [way for way in decoys if way not in said]
    text = json.dumps({"phrases": phrases, "decoys": kept}, ensure_ascii=False, indent=0)
    path.write_text(f"{text}\n", encoding="utf-8")


def _with_others(way: str) -> list[str]:
    return [way, *(way.replace(one, other) for one, other in _ALSO if one in way)]
