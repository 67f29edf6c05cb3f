"""Read the user's own files with an end: a pipe never ends, and neither does /dev/zero."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

LARGEST = 16 * 2**20
"""Bytes; the largest of the user's files, an export of years, has some 10 MB."""


def open_regular(path: Path) -> BinaryIO:
    """Open an ordinary file to be read. Raises OSError, also where it is a pipe, a device or a
    folder."""
    # Without waiting: opening a pipe would, for somebody who writes.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    raise OSError(errno.EINVAL, "It is not an ordinary file", str(path))


def read_regular(path: Path, limit: int = LARGEST) -> bytes:
    """Return what an ordinary file holds. Raises OSError as `open_regular` does, and where it holds
    more than `limit` bytes."""
    with open_regular(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"It is larger than {limit // 2**20} MB", str(path))
    return data


_BINARY = getattr(os, "O_BINARY", 0)
"""On Windows, where a file is otherwise read as text."""
