"""An ONNX graph, opened so that it leaves the other core and most of the memory alone."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from voice_coach.errors import CoachError

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Parameters of glibc's `mallopt`, from its malloc.h."""

_KEPT = 2**17
"""Bytes, glibc's own value of both at first."""


def open_session(graph: bytes) -> OnnxSession:
    """A session of one thread. Raises CoachError."""
    _give_memory_back()
    try:
        # Imported here: an engine that is chosen and not installed is told as such.
        import onnxruntime  # noqa: PLC0415

        ort: Any = onnxruntime
        options = ort.SessionOptions()
        # More threads gain nothing beside a player and a recogniser on two cores.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        session = ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        each_run = ort.RunOptions()
        each_run.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        return OnnxSession(session, each_run)
    # onnxruntime's own exceptions share no base but this one.
    except Exception as error:
        raise CoachError(f"The voice's model can't be opened: {error}.") from error


def _give_memory_back() -> None:
    """Have the C library give freed memory back to the system at once. By itself, glibc keeps the
    more the larger the pieces are that are freed: 110 MB after eight clips, with which Kokoro's
    peak was 615 MB, and not 530."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_TRIM_THRESHOLD, _KEPT)
        mallopt(_MMAP_THRESHOLD, _KEPT)


class OnnxSession:
    """A graph to run. Its arena gives back what a run took: Kokoro's peak is 530 MB then, at each
    run. An arena that keeps it comes to 1,500 MB; without one, the C library's heap has holes in
    some runs and none in others, and the peak is 2,000 or 480 MB."""

    def __init__(self, session: Any, options: Any) -> None:
        self._session = session
        self._options = options

    def run(self, outputs: Sequence[str] | None, inputs: Mapping[str, Any]) -> list[Any]:
        """As `onnxruntime.InferenceSession.run`."""
        found: list[Any] = self._session.run(outputs, inputs, self._options)
        return found
