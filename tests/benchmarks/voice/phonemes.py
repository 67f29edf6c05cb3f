"""The name that is heard by a recogniser of phonemes (hama), which knows no words to guess by."""

# ruff: noqa: RUF001 - the letters of the phonetic alphabet.

from __future__ import annotations

from typing import TYPE_CHECKING

import hama
from benchmarks.hearing.sound import RATE
from benchmarks.voice.words import distance

from voice_coach.speech.natural.phonemes import EspeakPhonemes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.hearing.sound import Sound

_ALIKE = {
    "ɡ": "g", "ɹ": "r", "ɾ": "t", "ɫ": "l", "ɐ": "ə", "ʌ": "ə", "ɚ": "ər", "ɝ": "ər", "ɜː": "ər",
    "ɜ": "ə", "ᵻ": "ɪ", "oʊ": "o", "ː": "",
}  # fmt: skip
"""Letters that the two write differently for one sound, or for two that are hard to tell apart."""


class NameHearer:
    """Tells which of some names was said: that whose pronunciation by eSpeak NG is nearest, by the
    share of its phonemes that are wrong, missing or too many."""

    def __init__(self, names: Sequence[str]) -> None:
        dictionary = EspeakPhonemes()
        self._model = hama.ASRModel()
        self._said = {name: _plain(dictionary.of(name, "en-us")) for name in names}

    def nearest(self, sound: Sound) -> str:
        """The name that was most probably said."""
        heard = _plain(self._model.transcribe_waveform(sound, RATE).phoneme_text)
        return min(
            self._said, key=lambda name: distance(self._said[name], heard) / len(self._said[name])
        )


def _plain(phonemes: str) -> str:
    for letters, same in _ALIKE.items():
        phonemes = phonemes.replace(letters, same)
    return "".join(filter(str.isalpha, phonemes))
