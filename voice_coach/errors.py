"""What can go wrong and be told to the user. Shown once, at the edge of the command line."""

from __future__ import annotations


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


class UsageError(CoachError):
    """What the user asked for can't be understood, or a file of theirs can't be read."""

    exit_code = 2
