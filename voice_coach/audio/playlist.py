"""The athlete's own music: which files it is."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from voice_coach.core.units import Seconds
from voice_coach.errors import UsageError

_SUFFIXES = (".aac", ".aiff", ".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav", ".wma")


@dataclass(frozen=True, slots=True)
class MusicAt:
    """The place at which music is."""

    track: str
    """The file; empty for the first."""
    at: Seconds
    """The time in it."""


FROM_THE_BEGINNING = MusicAt("", 0.0)


def tracks_at(path: Path) -> tuple[Path, ...]:
    """The music in a file or in a folder, by name. Raises UsageError if there is none."""
    tracks: list[Path] = []
    with contextlib.suppress(OSError):
        if path.is_file():
            return (path,)
        tracks = sorted(one for one in path.iterdir() if one.suffix.lower() in _SUFFIXES)
    if not tracks:
        raise UsageError(f"There is no music at {path}.", "Name a sound file, or a folder of some.")
    return tuple(tracks)
