"""Speech that is rendered in milliseconds, for tests that are not about the voice."""

from __future__ import annotations

from pathlib import Path


def speak_quickly(config: Path) -> None:
    """Have the system's voice speak in a home whose settings are in `config`."""
    path = config / "voice-coach" / "config.yaml"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("engine: system\n", encoding="utf-8")
