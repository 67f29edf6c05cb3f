"""The keys of the clips that come ready-made, in the voices that speak without any setting."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ready_made.texts import RATE, first_words, later_texts, words_of

from voice_coach.speech.clip_store import ClipSource, clip_key
from voice_coach.speech.engine import NATURAL
from voice_coach.speech.engine_choice import natural_voice
from voice_coach.speech.natural.version import VERSION
from voice_coach.speech.voices import Voice

MOST_BYTES = 4_000_000
"""That the clips of one voice may take."""

HIGHEST_PEAK = 10 ** (-1 / 20) / 0.8**2
"""True peak of a clip, so that at the usual volume of 80 it is 1 dB below full scale."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A clip that comes ready-made."""

    key: str
    voice: Voice
    words: str


def default_voices() -> tuple[Voice, ...]:
    """The voices with ready-made clips: those that speak in a workout without any setting, by
    locale. The usual one comes first."""
    found = (natural_voice(None, language) for language in ("en", "en-gb"))
    return tuple(voice for voice in found if voice is not None)


@cache
def wanted(voice: Voice, *, first: bool = False) -> tuple[Wanted, ...]:
    """All clips of a voice, in the order of need; with `first`, and of all voices but the usual
    one, those of the first minute: with them no start waits, and what follows is rendered ahead.
    """
    source = ClipSource(NATURAL, VERSION, voice)
    words = first_words()
    if not first and voice == default_voices()[0]:
        words = tuple(dict.fromkeys((*words, *words_of(later_texts()))))
    return tuple(Wanted(clip_key(source, RATE, text), voice, text) for text in words)
