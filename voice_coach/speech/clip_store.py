"""Clips kept on disk, so that what was once rendered is never rendered again.

A clip is a WAV file, named by a digest of all that made it, with a checksum behind the sound. A
file that is not exactly as it was written counts as missing. Nothing here fails a session: what
can't be written is kept in memory, and what can't be read is rendered anew.
"""

from __future__ import annotations

import json
import os
import struct
import threading
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from voice_coach.audio.clip import RATE, WIDTH, Clip
from voice_coach.speech.voices import Voice

_FORMAT_VERSION = 1
"""Of the clips: goes up when mastering changes what a clip sounds like."""

_LIMIT = 256 * 2**20
"""Bytes on disk: some 2,500 cues, or ten routines in two voices at two rates."""

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_TRAILER = struct.Struct("<4sII")
_AROUND = _HEADER.size + _TRAILER.size
_ABANDONED = 3_600.0
"""Seconds after which a draft was left by a process that was killed."""


@dataclass(frozen=True, slots=True)
class ClipSource:
    """What renders the words: the same origin, words and rate give the same clip."""

    engine: str
    version: str
    voice: Voice


def clip_key(origin: ClipSource, rate: int, text: str) -> str:
    """The name under which the clip of `text` is kept."""
    made_by = (_FORMAT_VERSION, origin.engine, origin.version, origin.voice.id, rate, text)
    return sha256(json.dumps(made_by).encode()).hexdigest()


class ClipStore:
    """The clips in one folder. May be used from several threads and by several processes."""

    def __init__(self, folder: Path, limit: int = _LIMIT) -> None:
        self.trouble: str | None = None
        """Why clips can't be written, once one couldn't."""
        self._folder = folder
        self._limit = limit
        self._unwritten: dict[str, Clip] = {}
        self._names = count()

    def samples(self, key: str) -> int | None:
        """Length of a clip in samples, without reading its sound; None: not here."""
        unwritten = self._unwritten.get(key)
        if unwritten is not None:
            return unwritten.samples
        try:
            with self._path(key).open("rb", buffering=0) as file:
                size = os.fstat(file.fileno()).st_size - _AROUND
                if size > 0 and file.read(_HEADER.size) == _header(size):
                    return size // WIDTH
        except OSError:
            pass
        return None

    def load(self, key: str) -> Clip | None:
        """The clip; None: not here, or damaged."""
        unwritten = self._unwritten.get(key)
        if unwritten is not None:
            return unwritten
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        with suppress(OSError):  # A folder that can't be written needs no pruning either.
            os.utime(path)
        pcm = data[_HEADER.size : -_TRAILER.size]
        return Clip(pcm) if pcm and data == _file(pcm) else None

    def keep(self, key: str, clip: Clip) -> None:
        """Keep a clip: on disk if that can be, else for this session."""
        try:
            self._write(self._path(key), _file(clip.pcm))
        except OSError as error:
            self.trouble = f"{error.strerror or error}: {self._folder}"
            self._unwritten[key] = clip

    def prune(self) -> None:
        """Delete what was used longest ago until the folder is below its limit."""
        clips, drafts = self._files(".wav"), self._files(".tmp")
        total = 0
        for _, size, path in clips:
            total += size
            if total > self._limit:
                _delete(path)
        newest = clips[0][0] if clips else 0.0
        for written, _, path in drafts:
            if written < newest - _ABANDONED:
                _delete(path)

    def origin(self, request: str) -> ClipSource | None:
        """What a request for a voice came to when it was last asked of the engine."""
        raw: Any = self._origins().get(request)
        try:
            voice = raw["voice"]
            languages = tuple(map(str, voice["languages"]))
            return ClipSource(
                str(raw["engine"]),
                str(raw["version"]),
                Voice(str(voice["id"]), str(voice["name"]), languages),
            )
        except (KeyError, TypeError):
            return None

    def remember(self, request: str, origin: ClipSource) -> None:
        """Remember what a request came to, so that the next session needn't ask."""
        known = self._origins() | {request: asdict(origin)}
        # Without it, the next session asks the engine again.
        with suppress(OSError):
            self._write(self._folder / "origins.json", json.dumps(known).encode())

    def _origins(self) -> dict[str, Any]:
        try:
            known = json.loads((self._folder / "origins.json").read_bytes())
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.wav"

    def _write(self, path: Path, data: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        mark = f"{os.getpid()}-{threading.get_ident()}-{next(self._names)}"
        draft = path.with_name(f"{path.name}.{mark}.tmp")
        try:
            draft.write_bytes(data)
            draft.replace(path)
        except OSError:
            _delete(draft)
            raise

    def _files(self, ending: str) -> list[tuple[float, int, Path]]:
        """When each file was last used, its size and its path; the last used first."""
        found: list[tuple[float, int, Path]] = []
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name.endswith(ending):
                    stat = entry.stat()
                    found.append((stat.st_mtime, stat.st_size, Path(entry.path)))
        return sorted(found, reverse=True)


def _file(pcm: bytes) -> bytes:
    return _header(len(pcm)) + pcm + _TRAILER.pack(b"crc ", 4, zlib.crc32(pcm))


def _header(size: int) -> bytes:
    return _HEADER.pack(
        b"RIFF", _AROUND - 8 + size, b"WAVE",
        b"fmt ", 16, 1, 1, RATE, RATE * WIDTH, WIDTH, 8 * WIDTH,
        b"data", size,
    )  # fmt: skip


def _delete(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
