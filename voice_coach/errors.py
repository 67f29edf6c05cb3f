"""What can go wrong and be told to the user. Shown once, at the edge of the command line."""

from __future__ import annotations

import errno


class CoachError(Exception):
    """Something the user can act on.

    `what` says what is wrong and where, `instead` what to do next. Both are whole sentences.
    """

    exit_code = 1

    def __init__(self, what: str, instead: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.instead = instead

    def __str__(self) -> str:
        return f"{self.what} {self.instead}".strip()


def in_words(error: OSError) -> str:
    """Tell what the system refused: a full disk, a file that is not there, a right that is
    missing."""
    where = error.filename if isinstance(error.filename, str) else "The output"
    what = f"{where} can't be used: {error.strerror or error}."
    return f"{what} {_INSTEAD.get(error.errno or 0, '')}".strip()


_ELSEWHERE = "Name another place, or see that this one can be written."
_INSTEAD = {
    errno.ENOSPC: "Make room on the disk, or name another place.",
    errno.EDQUOT: "Make room on the disk, or name another place.",
    errno.EACCES: _ELSEWHERE,
    errno.EPERM: _ELSEWHERE,
    errno.EROFS: _ELSEWHERE,
    errno.EISDIR: "Name a file, not a folder.",
    errno.ENOENT: "See that the folder is there.",
    errno.ENOTDIR: "See that the folder is one.",
    errno.EEXIST: "See that the folder is one.",
}
"""What to do about it, by the system's number."""


class UsageError(CoachError):
    """What the user asked for can't be understood, or a file of theirs can't be read."""

    exit_code = 2
