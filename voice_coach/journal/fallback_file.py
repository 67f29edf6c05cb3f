"""Spare files: what could not be written to the database, until it can be.

They have the form of an export.
"""

from __future__ import annotations

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

_BEGINS, _ENDS = "voice-coach-journal-", ".json"


def spare_folders(database: Path) -> tuple[Path, ...]:
    """Where spare files may be, the best place first."""
    return (database.parent, Path.home(), Path(tempfile.gettempdir()))


def written(accounts: list[Account], screenings: list[KeptScreening]) -> bytes:
    """The text of an export."""
    told = {"form": FORM, "sessions": as_json(accounts), "screenings": as_json(screenings)}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes) -> tuple[list[Account], list[KeptScreening]]:
    """What an export holds. Raises ValueError, TypeError, KeyError or AttributeError for what is
    none."""
    told = json.loads(data)
    if told["form"] != FORM:
        raise ValueError(told["form"])
    return (
        from_json(list[Account], told["sessions"]),
        from_json(list[KeptScreening], told["screenings"]),
    )


def spares(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """The spare files there are, of this user's own."""
    found = []
    for folder in dict.fromkeys(folders):
        with suppress(OSError):
            found += [path for path in folder.glob(f"{_BEGINS}*{_ENDS}") if _is_own(path)]
    return tuple(sorted(found))


class Spare:
    """The spare file of one process."""

    def __init__(self, folders: tuple[Path, ...], key: str) -> None:
        self._paths = tuple(folder / f"{_BEGINS}{key}{_ENDS}" for folder in folders)
        self.path: Path | None = None
        """Where it was written; None: nowhere so far."""

    def write(self, accounts: list[Account], screenings: list[KeptScreening]) -> None:
        """Write it anew, at the first place that takes it; at none, it stays as it was."""
        data = written(accounts, screenings)
        for path in self._paths if self.path is None else (self.path, *self._paths):
            with suppress(OSError):
                write_whole(path, data, PRIVATE)
                self.path = path
                return

    def remove(self) -> None:
        """It is in the database now."""
        if self.path is not None:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
        self.path = None


def _is_own(path: Path) -> bool:
    """In a folder that all may write to, a file of another's is none of ours."""
    return not hasattr(os, "getuid") or path.lstat().st_uid == os.getuid()
