"""Fallback files: they hold what could not be written to the database, until it can be.

They have the form of an export.

"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from voice_coach.journal.codec import as_json, from_json
from voice_coach.journal.records import Account, KeptScreening
from voice_coach.system.atomic_write import PRIVATE, write_whole

FORM = 1
"""Version of the form."""

_KEY_LENGTH = 32
_BEGINS, _ENDS = "voice-coach-journal-", ".json"


def fallback_folders(database: Path) -> tuple[Path, ...]:
    """Return the folders for fallback files, the best place first."""
    folders = [database.parent]
    with suppress(RuntimeError):  # There need be no home.
        folders.append(Path.home())
    with suppress(OSError):  # Nor a folder that can be written.
        folders.append(Path(tempfile.gettempdir()))
    return tuple(folders)


def written(accounts: list[Account], screenings: list[KeptScreening]) -> bytes:
    """Return the text of an export."""
    told = {"form": FORM, "sessions": as_json(accounts), "screenings": as_json(screenings)}
    try:
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    except UnicodeEncodeError:
        # A path that is no UTF-8; its odd bytes come out as JSON's escapes.
        return (json.dumps(told, indent=1) + "\n").encode()


def read(data: bytes) -> tuple[list[Account], list[KeptScreening]]:
    """Return the content of an export. Raises one of `damage.UNREADABLE` if it is not an export."""
    told = json.loads(data)
    if told["form"] != FORM:
        raise ValueError(told["form"])
    return (
        from_json(list[Account], told["sessions"]),
        from_json(list[KeptScreening], told["screenings"]),
    )


def fallbacks(folders: tuple[Path, ...], database: Path) -> tuple[Path, ...]:
    """Return the existing fallback files of this database that belong to this user."""
    # Before they were named by their database, those beside it were its own.
    patterns = [(folder, f"{_named_by(database)}*{_ENDS}") for folder in dict.fromkeys(folders)]
    patterns.append((database.parent, f"{_BEGINS}{'[0-9a-f]' * _KEY_LENGTH}{_ENDS}"))
    found: set[Path] = set()
    for folder, pattern in patterns:
        with suppress(OSError):
            found.update(path for path in folder.glob(pattern) if _is_own(path))
    return tuple(sorted(found))


def _named_by(database: Path) -> str:
    """Return the beginning of the names of a database's fallback files."""
    path = os.fsencode(database.resolve())
    return f"{_BEGINS}{hashlib.sha256(path).hexdigest()[:12]}-"


class FallbackFile:
    """The fallback file of one process, for one database."""

    def __init__(self, folders: tuple[Path, ...], database: Path, key: str) -> None:
        name = f"{_named_by(database)}{key}{_ENDS}"
        self._paths = tuple(folder / name for folder in folders)
        self.path: Path | None = None
        """The place where it was written; None: not written so far."""

    def write(self, accounts: list[Account], screenings: list[KeptScreening]) -> None:
        """Write it again, at the first place that works; if none does, it stays as it was."""
        data = written(accounts, screenings)
        for path in self._paths if self.path is None else (self.path, *self._paths):
            with suppress(OSError):
                write_whole(path, data, PRIVATE)
                self.path = path
                return

    def remove(self) -> None:
        """Remove the file: its content is now in the database."""
        if self.path is not None:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
        self.path = None


def _is_own(path: Path) -> bool:
    """True if the file is this user's: all users may write to a shared folder."""
    return not hasattr(os, "getuid") or path.lstat().st_uid == os.getuid()
