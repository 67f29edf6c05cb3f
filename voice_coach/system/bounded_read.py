"""Read the user's own files with an end: a pipe never ends, and neither does /dev/zero."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

LARGEST = 16 * 2**20
"""Bytes; the largest of the user's files, an export of years, has some 10 MB."""


def read_regular(path: Path, limit: int = LARGEST) -> bytes:
    """Return what an ordinary file holds. Raises OSError, also where it is a pipe, a device or a
    folder, or holds more than `limit` bytes."""
    # Without waiting: opening a pipe would, for somebody who writes.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    with os.fdopen(descriptor, "rb") as file:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "It is not an ordinary file", str(path))
        data = file.read(limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"It is larger than {limit // 2**20} MB", str(path))
    return data


_BINARY = getattr(os, "O_BINARY", 0)
"""On Windows, where a file is otherwise read as text."""
