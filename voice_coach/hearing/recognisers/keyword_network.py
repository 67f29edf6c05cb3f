"""The keyword network: the coach's phrase, if any, in a piece of speech.

It was trained on the phrases of `core.voice_commands.grammar` and some more, spoken by natural and
synthetic voices and by people, in rooms and noise, and on much that is none of them
(`python tests/training` does it again).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voice_coach.hearing.recognisers.speech_embedding import Embedding, Floats

WEIGHTS = "keywords.npz"

_HERE = Path(__file__).parent

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

    def __init__(self, path: Path = _HERE / WEIGHTS) -> None:
        """Raises CoachError where a package is missing."""
        self._embedding = Embedding()
        with np.load(path) as stored:
            self.weights: dict[str, Floats] = {
                name: stored[name].astype(np.float32) for name in stored.files if name != "phrases"
            }
            self.known: list[str] = json.loads(str(stored["phrases"]))
            """The phrases it knows; the empty one is the wake word by itself."""

    def likelihoods(self, pcm: bytes) -> Likelihoods:
        """Likelihoods for speech at `ports.recogniser.RATE`."""
        return self.read(self._embedding.of(pcm))

    def read(self, embeddings: Floats) -> Likelihoods:
        """Likelihoods for speech of which the embeddings are at hand."""
        row = embeddings / _SCALE
        row = self._convolved(self._convolved(row, "first"), "second")
        pooled = np.concatenate([row.max(axis=0), row.mean(axis=0)])
        inner = _positive(self._layer(pooled, "pooled"))
        evidence = self._layer(inner, "phrase")
        likely = np.exp(evidence - evidence.max())
        likely /= likely.sum()
        wake = self._layer(inner, "wake")[0]
        return Likelihoods(
            dict(zip(self.known, map(float, likely), strict=False)),
            float(1 / (1 + np.exp(-wake))),
        )

    def _layer(self, given: Floats, name: str) -> Floats:
        result: Floats = self.weights[f"{name}.weight"] @ given + self.weights[f"{name}.bias"]
        return result

    def _convolved(self, row: Floats, name: str) -> Floats:
        """Each embedding with its two neighbours."""
        weight = self.weights[f"{name}.weight"]
        padded = np.pad(row, ((1, 1), (0, 0)))
        result = sum(padded[k : k + len(row)] @ weight[:, :, k].T for k in range(3))
        return _positive(result + self.weights[f"{name}.bias"])


def _positive(given: Floats) -> Floats:
    result: Floats = np.maximum(given, 0)
    return result
