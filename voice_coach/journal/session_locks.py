"""Marks: a small file for each session that is under way or was left unfinished.

The process that leads a session locks its mark, and the system releases the lock when that process
is gone, for whatever reason. So a session that another process leads can be told from one that
broke off. The mark holds the little that a start must know before its first word.

"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from voice_coach.errors import CoachError
from voice_coach.journal.damage import UNREADABLE
from voice_coach.system.atomic_write import PRIVATE, PRIVATE_FOLDER
from voice_coach.system.bounded_read import read_regular

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCKED_BYTE = 1 << 20
"""The byte that Windows locks: beyond all data, because a locked byte can't be read."""

_LARGEST_MARK = 2**16
"""Bytes; one has a name, a title and a number."""

OFFERED = 24 * 3600.0
"""Seconds for which a start offers to resume an unfinished session."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The content of a mark."""

    key: str
    """The key of the session."""
    routine: str
    """Its slug."""
    title: str
    done: int
    """Intervals of work that were done; at least 1 while one is under way."""
    touched: float
    """The time of its last change, in seconds since 1970."""
    live: bool
    """True if a process leads the session now."""


class SessionLock:
    """The mark of a session that this process leads."""

    def __init__(self, folder: Path, key: str, routine: str, title: str) -> None:
        """Make it, or take it over from a process that is gone. Raises OSError; BlockingIOError
        when another process leads the session."""
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        self._path = folder / f"{key}.json"
        self._fields: dict[str, str | int] = {"routine": routine, "title": title, "done": 0}
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE)
        try:
            _lock(self._file)
        except OSError as error:
            os.close(self._file)
            raise BlockingIOError(str(self._path)) from error
        self.note(0)

    def note(self, done: int) -> None:
        """Write the number of intervals of work that were done. Raises OSError."""
        self._fields["done"] = done
        data = json.dumps(self._fields).encode()
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, data)
        os.ftruncate(self._file, len(data))

    def leave(self) -> None:
        """Release the session, so that another process can resume it."""
        os.close(self._file)

    def remove(self) -> None:
        """Remove the mark: there is nothing to resume."""
        # While it is held nobody else takes it for theirs; Windows removes closed files only.
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        os.close(self._file)
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


class AlreadyLeadingError(CoachError):
    """Another process of this user leads a workout."""


@contextmanager
def leading_alone(folder: Path) -> Iterator[None]:
    """Hold the lock of the one leading coach: two would talk over each other, and resume the same
    session. Where locks don't work there is none. Raises AlreadyLeadingError."""
    file = _leading_lock(folder)
    try:
        yield
    finally:
        if file is not None:
            os.close(file)


def _leading_lock(folder: Path) -> int | None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        file = os.open(folder / "leading.lock", os.O_RDWR | os.O_CREAT, PRIVATE)
    except OSError:
        return None
    try:
        _lock(file)
        os.ftruncate(file, 0)
        os.write(file, str(os.getpid()).encode())
    except BlockingIOError:
        leader = os.read(file, 20).decode("ascii", "replace")
        os.close(file)
        raise AlreadyLeadingError(
            f"Another workout is already running (process {leader}).",
            f"End it first: press q in its terminal, or `kill {leader}`.",
        ) from None
    except OSError:
        os.close(file)
        return None
    return file


def is_live(folder: Path, key: str) -> bool:
    """True if a process leads this session."""
    return _is_held(folder / f"{key}.json")


def marks(folder: Path) -> Iterator[Marked]:
    """Return all marks, in no order; those that can't be read are skipped."""
    try:
        paths = [Path(entry.path) for entry in os.scandir(folder) if entry.name.endswith(".json")]
    except OSError:
        return
    for path in paths:
        with suppress(OSError, *UNREADABLE):
            fields = json.loads(read_regular(path, _LARGEST_MARK))
            yield Marked(
                path.stem,
                str(fields["routine"]),
                str(fields["title"]),
                int(fields["done"]),
                path.stat().st_mtime,
                _is_held(path),
            )


def recently_left(folder: Path, now: float, routine: str | None = None) -> Marked | None:
    """Return the last session of `routine`, or of any, that was left in the last day with something
    done. `now`: seconds since 1970."""
    found = [
        one
        for one in marks(folder)
        if not one.live
        and one.done
        and one.touched > now - OFFERED
        and routine in (None, one.routine)
    ]
    return max(found, key=lambda one: one.touched, default=None)


def unmark(folder: Path, key: str) -> None:
    """Remove the mark of a session that no process leads."""
    with suppress(OSError):
        (folder / f"{key}.json").unlink(missing_ok=True)


def _is_held(path: Path) -> bool:
    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(file)
    except OSError:
        return True
    finally:
        os.close(file)
    return False


def wait_for_lock(file: int) -> None:
    """Take the lock of a file as soon as it is free. Raises OSError."""
    if sys.platform == "win32":
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_LOCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX)


def _lock(file: int) -> None:
    """Lock the file until it is closed, or the process is gone. Raises OSError."""
    if sys.platform == "win32":
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
