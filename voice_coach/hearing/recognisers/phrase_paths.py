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
        self._ways = [[number[phone] for phone in way] for way in ways]
        self._blank = len(symbols) - 1
        self.lengths = np.array([len(way) for way in ways], np.int64)
        self._banks: list[tuple[NDArray[np.int64], _Bank]] = []
        shorter = 0
        for longest in _LENGTHS:
            rows = np.flatnonzero((self.lengths > shorter) & (self.lengths <= longest))
            shorter = longest
            if len(rows):
                said = [self._ways[int(row)] for row in rows]
                self._banks.append((rows, _Bank(said, self._blank)))

    def scores(self, likelihoods: Floats) -> Floats:
        """Log likelihood of the best path of each way, over all frames; `likelihoods`: of
        `bare`."""
        result = np.full(len(self.lengths), _NEVER)
        for rows, bank in self._banks:
            result[rows] = bank.scores(likelihoods)
        return result

    def amid_others(self, likelihoods: Floats, ways: NDArray[np.int64]) -> Floats:
        """Log likelihood of the best path of some of the ways, where anything may be said before
        and after it: a part of the frames is the way's, the others are those of the likeliest
        symbols."""
        some = _Bank([self._ways[int(way)] for way in ways], self._blank)
        return some.amid_others(likelihoods)


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
        """Of paths through all frames."""
        frames = likelihoods[:, self._states]
        path = np.full(self._states.shape, _NEVER)
        path[:, :2] = frames[0, :, :2]
        for frame in frames[1:]:
            path = self._onward(path) + frame
        return self._at_end(path)

    def amid_others(self, likelihoods: Floats) -> Floats:
        """Of paths through some of the frames in a row, and the likeliest symbols in the others."""
        frames = likelihoods[:, self._states]
        others = np.concatenate([[0], np.cumsum(likelihoods.max(axis=1))]).astype(np.float32)
        path = np.full(self._states.shape, _NEVER)
        result = np.full(len(path), _NEVER)
        for number, frame in enumerate(frames):
            begun = self._onward(path)
            np.maximum(begun[:, :2], others[number], out=begun[:, :2])
            path = begun + frame
            np.maximum(result, self._at_end(path) + others[-1] - others[number + 1], out=result)
        return result

    def _onward(self, path: Floats) -> Floats:
        """The best way into each state at the next frame."""
        best = path.copy()
        np.maximum(best[:, 1:], path[:, :-1], out=best[:, 1:])
        np.maximum(best[:, 2:], path[:, :-2] + self._skip, out=best[:, 2:])
        return best

    def _at_end(self, path: Floats) -> Floats:
        """The likelihood of each way when it is complete."""
        row, ends = np.arange(len(path)), 2 * self._lengths
        complete: Floats = np.maximum(path[row, ends], path[row, ends - 1])
        return complete


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
