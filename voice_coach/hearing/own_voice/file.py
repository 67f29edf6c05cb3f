"""The file with the athlete's voiceprints: theirs alone to read, without any sound."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec
import platformdirs

from voice_coach.errors import CoachError, in_words
from voice_coach.hearing.ports.recogniser import Voiceprint
from voice_coach.system.atomic_write import PRIVATE, write_whole

_VERSION = 1


class Lessons(msgspec.Struct, frozen=True):
    """The state of a lesson."""

    takes: dict[str, tuple[Voiceprint, ...]] = {}
    """Voiceprints by phrase."""
    held_back: dict[str, tuple[str, float]] = {}
    """The recogniser's own phrase and score for the last take of each phrase."""
    used: bool = False
    """False until all has been said, and if it is no help."""
    version: int = _VERSION


def own_voice_path() -> Path:
    """The place of the file."""
    return platformdirs.user_data_path("voice-coach", appauthor=False) / "own-voice.json"


def load(path: Path) -> Lessons:
    """The lessons in a file; empty if there is none, or if it is damaged or of another version: the
    next lesson replaces it."""
    with suppress(OSError, msgspec.MsgspecError):
        lessons = msgspec.json.decode(path.read_bytes(), type=Lessons)
        if lessons.version == _VERSION:
            return lessons
    return Lessons()


def save(path: Path, lessons: Lessons) -> None:
    """Write the file anew. Raise CoachError."""
    try:
        write_whole(path, msgspec.json.encode(lessons), PRIVATE)
    except OSError as error:
        raise CoachError(in_words(error)) from error


def forget(path: Path) -> bool:
    """Remove the file; False if there was none. Raise CoachError."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise CoachError(in_words(error)) from error
    return True
