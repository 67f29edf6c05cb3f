"""Phrases against the phoneme model's likelihoods: the best path of each through a piece of speech.

All phrases are followed at the same time, frame by frame (Viterbi over CTC's states).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_NEVER = np.float32(-1e9)

Phones = tuple[str, ...]

_LENGTHS = (4, 8, 14, 60)
"""Greatest numbers of phones of ways that are followed together. Longer ones are never said."""


class PhrasePaths:
    """A list of pronunciations, laid out for one pass over the frames."""

    def __init__(self, ways: Sequence[Phones], symbols: Sequence[str]) -> None:
        """`ways`: no empty ones. `symbols`: those of the model; the last is the blank."""
        number = {symbol: at for at, symbol in enumerate(symbols)}
        self.lengths = np.array([len(way) for way in ways], np.int64)
        self._banks: list[tuple[NDArray[np.int64], _Bank]] = []
        shorter = 0
        for longest in _LENGTHS:
            rows = np.flatnonzero((self.lengths > shorter) & (self.lengths <= longest))
            shorter = longest
            if len(rows):
                said = [[number[phone] for phone in ways[int(row)]] for row in rows]
                self._banks.append((rows, _Bank(said, len(symbols) - 1)))

    def scores(self, likelihoods: Floats) -> Floats:
        """Log likelihood of the best path of each way, over all frames; `likelihoods`: of
        `bare`."""
        result = np.full(len(self.lengths), _NEVER)
        for rows, bank in self._banks:
            result[rows] = bank.scores(likelihoods)
        return result


class _Bank:
    """Ways of about the same length: each is as wide as the longest."""

    def __init__(self, ways: list[list[int]], blank: int) -> None:
        self._lengths = np.array([len(way) for way in ways])
        self._states = np.full((len(ways), 2 * self._lengths.max() + 1), blank)
        for row, way in enumerate(ways):
            self._states[row, 1 : 2 * len(way) : 2] = way
        # From two states before: past a blank, unless the same phone is said twice.
        skips = np.zeros(self._states.shape, bool)
        skips[:, 3::2] = self._states[:, 3::2] != self._states[:, 1:-2:2]
        self._skip = np.where(skips, np.float32(0), _NEVER)[:, 2:]

    def scores(self, likelihoods: Floats) -> Floats:
        frames = likelihoods[:, self._states]
        path = np.full(self._states.shape, _NEVER)
        path[:, :2] = frames[0, :, :2]
        for frame in frames[1:]:
            best = path.copy()
            np.maximum(best[:, 1:], path[:, :-1], out=best[:, 1:])
            np.maximum(best[:, 2:], path[:, :-2] + self._skip, out=best[:, 2:])
            path = best + frame
        row = np.arange(len(path))
        ends = 2 * self._lengths
        result: Floats = np.maximum(path[row, ends], path[row, ends - 1])
        return result


def bare(likelihoods: Floats, border: int) -> Floats:
    """Likelihoods with the border of words taken for the blank: a pause says nothing."""
    result = likelihoods.copy()
    result[:, -1] = np.logaddexp(likelihoods[:, -1], likelihoods[:, border])
    result[:, border] = _NEVER
    return result


def free(likelihoods: Floats) -> float:
    """Log likelihood of the best path of any symbols at all."""
    return float(likelihoods.max(axis=1).sum())


def phones_in(likelihoods: Floats) -> int:
    """Phones on that path."""
    path = likelihoods.argmax(axis=1)
    changed = np.concatenate([[True], path[1:] != path[:-1]])
    return int((changed & (path != likelihoods.shape[1] - 1)).sum())
