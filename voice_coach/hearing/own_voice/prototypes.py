"""Prototypes: some takes of each command in one voice, to compare speech with.

A take is kept as a voiceprint: numbers that tell which word was said and in what way. Its sound
can't be made of them again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from voice_coach.hearing.ports.recogniser import Voiceprint

Floats = NDArray[np.float64]

_SCALE = 0.05
"""Similarity above the threshold that is worth one in log odds."""

_SUREST = 2.0
"""Greatest log odds: a few takes are no certainty."""

_BELOW_MEDIAN = 0.05
"""The threshold lies this far below the median similarity of two takes of one phrase. Measured with
five people who were in no training, two takes of six words of each: 156 of 180 third takes were
recognised, and none as another word; of their other words none of 360 was taken for one of the six,
and of the words of other people 39 of 2,700."""

_MARGIN = 0.05
"""Least similarity by which the nearest phrase must be nearer than the next."""


def voiceprint(embeddings: NDArray[np.float32]) -> Voiceprint:
    """The voiceprint of speech, from its embeddings (`recognisers.speech_embedding`)."""
    pooled = np.concatenate([embeddings.max(axis=0), embeddings.mean(axis=0)])
    return tuple(float(number) for number in np.round(pooled, 3))


@dataclass(frozen=True, slots=True)
class Background:
    """How voiceprints lie in general: without it, all words would look alike."""

    centre: Floats
    spread: Floats
    """Standard deviation."""


@cache
def background() -> Background:
    """The background of single words by many people, from the Speech Commands data set (P. Warden,
    2018; CC BY 4.0)."""
    text = resources.files("voice_coach.hearing.own_voice").joinpath("background.json")
    stored = json.loads(text.read_text("utf-8"))
    return Background(np.array(stored["centre"]), np.array(stored["spread"]))


class Prototypes:
    """All takes of one voice."""

    def __init__(self, takes: Mapping[str, Sequence[Voiceprint]]) -> None:
        """`takes`: voiceprints by phrase."""
        self._phrases = [phrase for phrase, some in takes.items() for _ in some]
        raw = [_direction(take) for some in takes.values() for take in some]
        self._rows: Floats = np.array(raw)
        self._threshold = self._chosen_threshold()

    def nearest(self, take: Voiceprint, phrases: Iterable[str]) -> tuple[str, float] | None:
        """The nearest of `phrases` and the log odds that it was said; None if none is near, or two
        are alike."""
        if self._threshold is None:
            return None
        best: dict[str, float] = {}
        similar = self._rows @ _direction(take)
        for phrase, similarity in zip(self._phrases, similar, strict=True):
            best[phrase] = max(best.get(phrase, -1.0), float(similarity))
        (phrase, first), *others = sorted(best.items(), key=lambda one: -one[1])
        above = first - self._threshold
        is_clear = first - max((one for _, one in others), default=-1.0) >= _MARGIN
        if phrase not in frozenset(phrases) or above < 0 or not is_clear:
            return None
        return phrase, min(_SUREST, above / _SCALE)

    def _chosen_threshold(self) -> float | None:
        """The least similarity that counts, from that of takes of one phrase; None if there are too
        few."""
        same = [
            float(self._rows[place] @ self._rows[other])
            for place, phrase in enumerate(self._phrases)
            for other in range(place)
            if self._phrases[other] == phrase
        ]
        return float(np.median(same)) - _BELOW_MEDIAN if same else None


def _direction(take: Voiceprint) -> Floats:
    """A voiceprint against the background, at length 1."""
    known = background()
    away = (np.array(take) - known.centre) / known.spread
    result: Floats = away / max(float(np.linalg.norm(away)), 1e-9)
    return result
