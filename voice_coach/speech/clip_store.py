"""Clips kept on disk, so that what was once rendered is never rendered again.

A clip is a FLAC file, named by a digest of all that made it, with its length and a checksum behind
the sound. A file that is not exactly as it was written counts as missing. Nothing here fails a
session: what can't be written is kept in memory, and what can't be read is rendered anew. Folder
and files are their owner's alone: what was said tells what was trained. What tells something of
the athlete is held in memory only, and the time of a file tells when its clip was last wanted, not
that it was heard.
"""

from __future__ import annotations

import errno
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

from voice_coach.audio.clip import Clip
from voice_coach.errors import CoachError
from voice_coach.speech.ready_made import ReadyMade
from voice_coach.speech.sound_codec import decoded, flac
from voice_coach.speech.voices import Voice
from voice_coach.system.bounded_read import read_regular

_FORMAT_VERSION = 1
"""The version of the clips: raise it when mastering changes their sound."""

_LIMIT = 128 * 2**20
"""Bytes on disk: 55 minutes of speech, or thirty routines."""

_ASIDE = "unspeakable.json"

_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
_ENDING = ".flac"
_ENDING_BEFORE = ".wav"
"""The file ending of clips of earlier versions; they are deleted."""

_TRAILER = struct.Struct("<4sII")
_MARK = b"clip"
_FULL = (errno.ENOSPC, errno.EDQUOT)

_ABANDONED = 3_600.0
"""Seconds after which a draft was left by a process that was killed."""


@dataclass(frozen=True, slots=True)
class ClipSource:
    """The origin of clips: the same origin, words and rate give the same clip."""

    engine: str
    version: str
    voice: Voice


def clip_key(origin: ClipSource, rate: int, text: str) -> str:
    """The name under which the clip of `text` is kept."""
    made_by = (_FORMAT_VERSION, origin.engine, origin.version, origin.voice.id, rate, text)
    return sha256(json.dumps(made_by).encode()).hexdigest()


class ClipStore:
    """The clips in one folder, and those that come with the program. May be used from several
    threads and by several processes."""

    def __init__(
        self, folder: Path, limit: int = _LIMIT, *, ready_made: ReadyMade | None = None
    ) -> None:
        self.trouble: str | None = None
        """The reason why clips can't be written, once one could not be."""
        self._folder = folder
        self._limit = limit
        self._ready_made = ready_made
        self._held: dict[str, Clip] = {}
        self._aside: set[str] | None = None
        """The keys of texts that are put aside; None: not read yet."""
        self._names = count()

    def samples(self, key: str, *, used: bool = True) -> int | None:
        """Length of a clip in samples, without reading its sound; None: not here. `used`: note
        that it is in use, so that it is deleted later than others."""
        if self._ready_made is not None:
            samples = self._ready_made.samples(key)
            if samples is not None:
                return samples
        held = self._held.get(key)
        if held is not None:
            return held.samples
        path = self._path(key)
        try:
            with path.open("rb", buffering=0) as file:
                file.seek(-_TRAILER.size, os.SEEK_END)
                samples = _samples(file.read(_TRAILER.size))
        except OSError:
            return None
        if used and samples is not None:
            with suppress(OSError):  # A folder that can't be written needs no pruning either.
                os.utime(path)
        return samples

    def load(self, key: str) -> Clip | None:
        """The clip; None: not here, or damaged."""
        clip = None if self._ready_made is None else self._ready_made.load(key)
        if clip is not None:
            return clip
        held = self._held.get(key)
        if held is not None:
            return held
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        return _clip(data)

    def keep(self, key: str, clip: Clip) -> None:
        """Keep a clip: on disk if that can be, else for this session."""
        try:
            self._write_in_room(self._path(key), _file(clip))
        except CoachError as error:
            self.trouble = str(error)
            self._held[key] = clip
        except OSError as error:
            self.trouble = f"{error.strerror or error}: {self._folder}"
            self._held[key] = clip

    def hold(self, key: str, clip: Clip) -> None:
        """Keep a clip for this session only: its words tell what is nobody's business."""
        self._held[key] = clip

    def prune(self) -> None:
        """Delete what was used longest ago until the folder is below its limit, and what earlier
        versions or killed processes left."""
        self._prune_to(self._limit)
        for _, _, path in self._files(_ENDING_BEFORE):
            _delete(path)
        clips, drafts = self._files(_ENDING), self._files(".tmp")
        newest = clips[0][0] if clips else 0.0
        for written, _, path in drafts:
            if written < newest - _ABANDONED:
                _delete(path)

    def _prune_to(self, limit: int) -> None:
        total = 0
        for _, size, path in self._files(_ENDING):
            total += size
            if total > limit:
                _delete(path)

    def origin(self, request: str) -> ClipSource | None:
        """Return the remembered result of a request for a voice."""
        raw: Any = self._origins().get(request)
        try:
            voice = raw["voice"]
            languages = tuple(map(str, voice["languages"]))
            return ClipSource(
                str(raw["engine"]),
                str(raw["version"]),
                Voice(str(voice["id"]), str(voice["name"]), languages, str(voice.get("sex", ""))),
            )
        except (KeyError, TypeError):
            return None

    def remember(self, request: str, origin: ClipSource) -> None:
        """Remember the result of a request, so that the next session need not ask."""
        known = self._origins() | {request: asdict(origin)}
        # Without it, the next session asks the engine again.
        with suppress(OSError):
            self._write(self._folder / "origins.json", json.dumps(known).encode())

    def put_aside(self, key: str) -> None:
        """Note that a text must not be rendered again: it has killed the engine."""
        self._aside = {*self._put_aside_ones(), key}
        with suppress(OSError):
            self._write(self._folder / _ASIDE, json.dumps(sorted(self._aside)).encode())

    def is_put_aside(self, key: str) -> bool:
        """True if the text was put aside, by this session or an earlier one."""
        return key in self._put_aside_ones()

    def _put_aside_ones(self) -> set[str]:
        if self._aside is None:
            try:
                found = json.loads(read_regular(self._folder / _ASIDE))
                self._aside = {str(one) for one in found}
            except (OSError, ValueError, TypeError, RecursionError):
                self._aside = set()
        return self._aside

    def _origins(self) -> dict[str, Any]:
        try:
            known = json.loads(read_regular(self._folder / "origins.json"))
        except (OSError, ValueError, RecursionError):
            return {}
        return known if isinstance(known, dict) else {}

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_ENDING}"

    def _write_in_room(self, path: Path, data: bytes) -> None:
        """Write a clip; on a full disk, in place of the half that was used longest ago."""
        try:
            self._write(path, data)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            self._prune_to(sum(size for _, size, _ in self._files(_ENDING)) // 2)
            self._write(path, data)

    def _write(self, path: Path, data: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=_FOLDER_MODE)
        if self._folder.stat().st_mode & ~_FOLDER_MODE & 0o777:
            self._folder.chmod(_FOLDER_MODE)  # Made by an earlier version.
        mark = f"{os.getpid()}-{threading.get_ident()}-{next(self._names)}"
        draft = path.with_name(f"{path.name}.{mark}.tmp")
        try:
            # With its mode from the first byte on, so that it is never readable in between.
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            draft.replace(path)
        except OSError:
            _delete(draft)
            raise

    def _files(self, ending: str) -> list[tuple[float, int, Path]]:
        """Return each file's time of last use, size and path; the last used first."""
        found: list[tuple[float, int, Path]] = []
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name.endswith(ending):
                    stat = entry.stat()
                    found.append((stat.st_mtime, stat.st_size, Path(entry.path)))
        return sorted(found, reverse=True)


def _file(clip: Clip) -> bytes:
    sound = flac(clip)
    return sound + _TRAILER.pack(_MARK, clip.samples, zlib.crc32(sound))


def _samples(trailer: bytes) -> int | None:
    if len(trailer) != _TRAILER.size:
        return None
    mark, samples, _ = _TRAILER.unpack(trailer)
    return samples if mark == _MARK and samples else None


def _clip(data: bytes) -> Clip | None:
    """The clip in a file; None if it is not as it was written."""
    sound, trailer = data[: -_TRAILER.size], data[-_TRAILER.size :]
    samples = _samples(trailer)
    if samples is None or trailer != _TRAILER.pack(_MARK, samples, zlib.crc32(sound)):
        return None
    try:
        clip = decoded(sound)
    except CoachError:
        return None
    return clip if clip.samples == samples else None


def _delete(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
