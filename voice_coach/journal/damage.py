"""Damaged data: bytes that are not text, words that no enumeration has, impossible dates.

SQLite's own checks see none of it: a page may be whole and hold nonsense.

"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TypeVar

_Row = TypeVar("_Row")
_Value = TypeVar("_Value")

UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""The errors that reading damaged values can raise, whatever their type: UnicodeDecodeError is a
ValueError, and a date beyond the calendar is an OverflowError."""


def readable(rows: Iterable[_Row], read: Callable[[_Row], _Value]) -> Iterator[_Value]:
    """Read each row; those that can't be read are left out."""
    for row in rows:
        # An OSError is a time that the system's calendar does not have.
        with suppress(OSError, *UNREADABLE):
            yield read(row)
