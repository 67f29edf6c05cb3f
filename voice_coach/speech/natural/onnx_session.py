"""An ONNX graph, opened so that it leaves the other core and most of the memory alone."""

from __future__ import annotations

from typing import Any

from voice_coach.errors import CoachError


def open_session(graph: bytes) -> Any:
    """An `onnxruntime.InferenceSession` of one thread. Raises CoachError."""
    try:
        # Imported here: an engine that is chosen and not installed is told as such.
        import onnxruntime  # noqa: PLC0415

        ort: Any = onnxruntime
        options = ort.SessionOptions()
        # More threads gain nothing beside a player and a recogniser on two cores.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = False  # With it, Kokoro takes 1,500 MB.
        options.log_severity_level = 3
        return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    # onnxruntime's own exceptions share no base but this one.
    except Exception as error:
        raise CoachError(f"The voice's model can't be opened: {error}.") from error
