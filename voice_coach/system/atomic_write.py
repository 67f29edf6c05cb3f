"""Write the user's files: whole or not at all, and for the user alone."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

PRIVATE = 0o600
"""The mode of a file that tells something of the athlete."""

PRIVATE_FOLDER = 0o700


def private_file(path: Path) -> BinaryIO:
    """Open a file to be written from its beginning; a new one is the user's alone. Raises
    OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    return os.fdopen(descriptor, "wb")


def write_whole(path: Path, data: bytes, mode: int | None = None) -> None:
    """Replace the file by `data` in one step, so that a crash leaves the old one or the new one.

    The folder is made if need be, and a link stays one. Without `mode` a file keeps the one it
    has, and a new one is the user's alone. What is no file but a device or a pipe is written to.
    Raises OSError.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(data)
        return
    target = path.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    if mode is None:
        mode = target.stat().st_mode & 0o777 if target.exists() else PRIVATE
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        # With its mode from the first byte on: what is private is never readable in between.
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)
        draft.replace(target)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        # Of the file that was to be written, not of the draft.
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def free_name_beside(path: Path) -> Path:
    """Name a place beside a damaged file that nothing has yet, for it to be moved to."""
    number, aside = 1, path.with_name(f"{path.name}.damaged")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{number}")
    return aside
