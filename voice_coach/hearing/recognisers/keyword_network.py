"""The keyword network: the coach's phrase, if any, in a piece of speech.

It was trained on the phrases of `core.voice_commands.grammar`, spoken by synthetic voices in rooms
and noise, and on much that is none of them (`tests/benchmarks/hearing/train.py` does it again).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources

import numpy as np

from voice_coach.hearing.recognisers.speech_embedding import Embedding, Floats

_WEIGHTS = "keywords.npz"

_SCALE = 20.0
"""Divisor of the embeddings, so that they are about as large as what networks are initialised for.
"""


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """Likelihoods of the phrases in a piece of speech."""

    of_phrases: dict[str, float]
    """Likelihood, 0 to 1, by phrase; the empty one is the wake word alone. The rest to 1 is the
    likelihood of none of them."""
    of_wake: float
    """Likelihood that the wake word came first, given one of the phrases."""


class Keywords:
    """The network, loaded."""

    def __init__(self) -> None:
        self._embedding = Embedding()
        with (
            resources.files("voice_coach.hearing.recognisers").joinpath(_WEIGHTS).open("rb") as file
        ):
            stored = np.load(file)
            self._weights = {
                name: stored[name].astype(np.float32) for name in stored.files if name != "phrases"
            }
            self._phrases: list[str] = json.loads(str(stored["phrases"]))

    @property
    def phrases(self) -> frozenset[str]:
        """The phrases it knows."""
        return frozenset(self._phrases)

    def likelihoods(self, pcm: bytes) -> Likelihoods:
        """Likelihoods for speech at `ports.recogniser.RATE`."""
        row = self._embedding.of(pcm) / _SCALE
        row = self._convolved(self._convolved(row, "first"), "second")
        pooled = np.concatenate([row.max(axis=0), row.mean(axis=0)])
        inner = _positive(self._layer(pooled, "pooled"))
        evidence = self._layer(inner, "phrase")
        likely = np.exp(evidence - evidence.max())
        likely /= likely.sum()
        wake = self._layer(inner, "wake")[0]
        return Likelihoods(
            dict(zip(self._phrases, map(float, likely), strict=False)),
            float(1 / (1 + np.exp(-wake))),
        )

    def _layer(self, given: Floats, name: str) -> Floats:
        result: Floats = self._weights[f"{name}.weight"] @ given + self._weights[f"{name}.bias"]
        return result

    def _convolved(self, row: Floats, name: str) -> Floats:
        """Each embedding with its two neighbours."""
        weight = self._weights[f"{name}.weight"]
        padded = np.pad(row, ((1, 1), (0, 0)))
        result = sum(padded[k : k + len(row)] @ weight[:, :, k].T for k in range(3))
        return _positive(result + self._weights[f"{name}.bias"])


def _positive(given: Floats) -> Floats:
    result: Floats = np.maximum(given, 0)
    return result
