"""The phoneme model: how likely each phoneme is, every 20 ms of a piece of speech.

A Conformer of four blocks trained with CTC: hama's (Apache-2.0), its weights in float16.
`docs/hearing-models.md` is its card.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voice_coach.hearing.ports.recogniser import RATE

Floats = NDArray[np.float32]

WEIGHTS = "phonemes.npz"

_HERE = Path(__file__).parent

FIXED_BLOCKS, BLOCKS = 1, 4
"""Blocks that `python tests/training` leaves as they are, and all blocks."""

WIDTH, HEADS = 144, 4

FRAME = 0.020
"""Seconds from one frame to the next."""

_WINDOW, _HOP = 400, RATE // 100
_KERNEL = 31
_LEAST = 1e-10


class PhonemeModel:
    """The model, loaded."""

    def __init__(self, path: Path = _HERE / WEIGHTS) -> None:
        with np.load(path) as stored:
            self.weights: dict[str, Floats] = {
                name: stored[name].astype(np.float32) for name in stored.files if name != "symbols"
            }
            self.symbols: list[str] = json.loads(str(stored["symbols"]))
        self._hann = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
        self._blocks = [
            {
                name.removeprefix(f"{number}."): weight
                for name, weight in self.weights.items()
                if name.startswith(f"{number}.")
            }
            for number in range(BLOCKS)
        ]

    def likelihoods(self, speech: Floats) -> Floats:
        """Log likelihood of each symbol by frame; the last symbol is CTC's blank. `speech`: samples
        at `ports.recogniser.RATE`, full scale at 1."""
        return self.read(self.hidden(speech))

    def hidden(self, speech: Floats) -> Floats:
        """Output of the blocks that were not trained further."""
        row = self._stem(self._spectrum(speech))
        for block in self._blocks[:FIXED_BLOCKS]:
            row = _block(row, block)
        return row

    def read(self, row: Floats) -> Floats:
        """Log likelihoods from what `hidden` gives."""
        for block in self._blocks[FIXED_BLOCKS:]:
            row = _block(row, block)
        evidence = row @ self.weights["out.weight"] + self.weights["out.bias"]
        evidence -= evidence.max(axis=1, keepdims=True)
        result: Floats = evidence - np.log(np.exp(evidence).sum(axis=1, keepdims=True))
        return result

    def _spectrum(self, speech: Floats) -> Floats:
        """Log energy in 80 bands, every 10 ms."""
        padded = np.pad(speech, _WINDOW // 2, mode="reflect")
        frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
        power = np.square(np.abs(np.fft.rfft(frames * self._hann, axis=1)))
        bands = power.astype(np.float32) @ self.weights["bands"]
        result: Floats = np.log(np.maximum(bands, _LEAST))
        return result

    def _stem(self, spectrum: Floats) -> Floats:
        """Two frames to one."""
        length = (len(spectrum) + 1) // 2
        padded = np.pad(spectrum, ((1, 2), (0, 0)))
        windows = [padded[at : at + 2 * length : 2][:length] for at in range(3)]
        row = np.concatenate(windows, axis=1) @ self.weights["stem.weight"]
        return _gelu(row + self.weights["stem.bias"])


def _block(row: Floats, w: dict[str, Floats]) -> Floats:
    row = row + 0.5 * _forward(row, w, "ffn1")
    row = row + _attention(row, w)
    row = row + _convolution(row, w)
    row = row + 0.5 * _forward(row, w, "ffn2")
    return _normalised(row, w, "norm")


def _forward(row: Floats, w: dict[str, Floats], name: str) -> Floats:
    inner = _normalised(row, w, f"{name}.norm") @ w[f"{name}.in.weight"] + w[f"{name}.in.bias"]
    result: Floats = _silu(inner) @ w[f"{name}.out.weight"] + w[f"{name}.out.bias"]
    return result


def _attention(row: Floats, w: dict[str, Floats]) -> Floats:
    """Of every frame to every other, in four heads."""
    length = len(row)
    asked = _normalised(row, w, "attn.norm") @ w["attn.in.weight"] + w["attn.in.bias"]
    query, key, value = (
        part.reshape(length, HEADS, -1).transpose(1, 0, 2) for part in np.split(asked, 3, axis=1)
    )
    near = query @ key.transpose(0, 2, 1) / np.float32((WIDTH / HEADS) ** 0.5)
    near = np.exp(near - near.max(axis=-1, keepdims=True))
    near /= near.sum(axis=-1, keepdims=True)
    seen = (near @ value).transpose(1, 0, 2).reshape(length, WIDTH)
    result: Floats = seen @ w["attn.out.weight"] + w["attn.out.bias"]
    return result


def _convolution(row: Floats, w: dict[str, Floats]) -> Floats:
    """Of every frame with its neighbours 0.3 s to either side."""
    inner = _normalised(row, w, "conv.norm") @ w["conv.in.weight"] + w["conv.in.bias"]
    passed, gate = np.split(inner, 2, axis=1)
    padded = np.pad(passed * _sigmoid(gate), ((_KERNEL // 2, _KERNEL // 2), (0, 0)))
    kernel = w["conv.depth.weight"]
    deep = sum(padded[at : at + len(row)] * kernel[at] for at in range(_KERNEL))
    result: Floats = _silu(deep + w["conv.depth.bias"]) @ w["conv.out.weight"] + w["conv.out.bias"]
    return result


def _normalised(row: Floats, w: dict[str, Floats], name: str) -> Floats:
    centred: Floats = row - row.mean(axis=-1, keepdims=True)
    variance = np.square(centred).mean(axis=-1, keepdims=True)
    spread = np.sqrt(variance + np.float32(1e-5))
    result: Floats = centred / spread * w[f"{name}.weight"] + w[f"{name}.bias"]
    return result


def _sigmoid(given: Floats) -> Floats:
    return np.reciprocal(np.float32(1) + np.exp(-given))


def _silu(given: Floats) -> Floats:
    return given * _sigmoid(given)


def _gelu(given: Floats) -> Floats:
    """Gaussian error linear unit; the error function by Abramowitz and Stegun 7.1.26, right to
    1.5e-7."""
    size = np.abs(given) / np.float32(2**0.5)
    t = 1 / (1 + np.float32(0.3275911) * size)
    poly = (
        (((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592
    ) * t
    error = np.sign(given) * (1 - poly * np.exp(-size * size))
    result: Floats = (0.5 * given * (1 + error)).astype(np.float32)
    return result
