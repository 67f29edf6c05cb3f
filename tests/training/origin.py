"""The phoneme model as hama publishes it, in the form in which the program keeps its own."""

from __future__ import annotations

import struct
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from voice_coach.hearing.recognisers.phoneme_model import BLOCKS, WIDTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SIGNATURE = b"HAMAPK"

_NUMBERS = ("<f4", "<f2")
"""Kinds of numbers in the file, by their code."""

_NAMES = {
    "norm.weight": "norm.weight", "norm.bias": "norm.bias",
    "attn_norm.weight": "attn.norm.weight", "attn_norm.bias": "attn.norm.bias",
    "attn.in_proj_bias": "attn.in.bias", "attn.out_proj.bias": "attn.out.bias",
    "conv.norm.weight": "conv.norm.weight", "conv.norm.bias": "conv.norm.bias",
    "conv.pointwise1.weight": "conv.in.weight", "conv.pointwise1.bias": "conv.in.bias",
    "conv.pointwise2.weight": "conv.out.weight", "conv.pointwise2.bias": "conv.out.bias",
    **{
        f"ffn{number}.{theirs}": f"ffn{number}.{ours}"
        for number in (1, 2)
        for theirs, ours in (
            ("norm.weight", "norm.weight"), ("norm.bias", "norm.bias"),
            ("fc1.bias", "in.bias"), ("fc2.bias", "out.bias"),
        )
    },
}  # fmt: skip
"""Our names of a block's weights, by theirs."""

_FACTORS = (
    *("ffn1.in.weight", "ffn1.out.weight", "attn.in.weight", "attn.out.weight"),
    *("ffn2.in.weight", "ffn2.out.weight"),
)
"""Of a block, in the order in which the file has those that it names by a number only."""


def weights() -> dict[str, NDArray[np.float32]]:
    """The weights of hama 1.7.0, by our names. Raises ValueError if the file has another form."""
    stored = _stored((files("hama") / "assets" / "asr_waveform.hama").read_bytes())
    named = {
        "bands": stored["mel_fb"],
        "out.weight": stored["acoustic_model.model.proj.weight"][..., 0].T,
        "out.bias": stored["acoustic_model.model.proj.bias"],
    }
    for number in range(BLOCKS):
        for theirs, ours in _NAMES.items():
            weight = stored[f"acoustic_model.model.blocks.{number}.{theirs}"]
            named[f"{number}.{ours}"] = weight[..., 0].T if weight.ndim == 3 else weight
    convolved = [weight for name, weight in stored.items() if name.startswith("onnx::Conv")]
    multiplied = [weight for name, weight in stored.items() if name.startswith("onnx::MatMul")]
    stem, *deep = zip(convolved[::2], convolved[1::2], strict=True)
    named["stem.weight"] = stem[0].transpose(2, 1, 0).reshape(-1, WIDTH)
    named["stem.bias"] = stem[1]
    for number, (kernel, bias) in enumerate(deep):
        named[f"{number}.conv.depth.weight"] = kernel[:, 0].T
        named[f"{number}.conv.depth.bias"] = bias
    for at, weight in enumerate(multiplied):
        number, place = divmod(at, len(_FACTORS))
        named[f"{number}.{_FACTORS[place]}"] = weight
    return named


def _stored(data: bytes) -> dict[str, NDArray[np.float32]]:
    """The arrays of a file, by their names in it and in its order."""
    if not data.startswith(_SIGNATURE):
        raise ValueError("asr_waveform.hama has a form that is not known.")
    (count,) = struct.unpack_from("<I", data, 8)
    at, entries = 12, []
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, dimensions = data[at], data[at + 1]
        shape = struct.unpack_from(f"<{dimensions}I", data, at + 2)
        at += 2 + 4 * dimensions
        begin, size = struct.unpack_from("<QQ", data, at)
        at += 16
        entries.append((name, _NUMBERS[kind], shape, begin, begin + size))
    numbers = data[-max(end for *_, end in entries) :]
    return {
        name: np.frombuffer(numbers[begin:end], kind).reshape(shape).astype(np.float32)
        for name, kind, shape, begin, end in entries
    }
