"""What is not as it was written: bytes that are no text, words no enumeration knows, bad dates.

SQLite's own checks see none of it: a page may be whole and say nonsense.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TypeVar

_Row = TypeVar("_Row")
_Value = TypeVar("_Value")

UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What reading damaged values raises, whatever they were to be: UnicodeDecodeError is a ValueError,
and a date beyond the calendar an OverflowError."""


def readable(rows: Iterable[_Row], read: Callable[[_Row], _Value]) -> Iterator[_Value]:
    """Read each row; those that can't be read are left out."""
    for row in rows:
        # An OSError is a time that the system's calendar does not have.
        with suppress(OSError, *UNREADABLE):
            yield read(row)
