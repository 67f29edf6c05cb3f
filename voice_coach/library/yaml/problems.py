"""Problems of a file: what is wrong, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol, TypeVar

from voice_coach.core.wording.harmless_text import harmless
from voice_coach.errors import UsageError

T = TypeVar("T")

MOST_PROBLEMS = 50
"""Reading stops after this many: the file is not a routine, and nobody reads on."""

_LONGEST_QUOTE = 40


class HasPlace(Protocol):
    """Anything that has a place in a file, both counted from 1."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake. Its text is the line that editors and people jump by."""

    line: int
    column: int
    what: str
    """The mistake, without a full stop."""
    instead: str
    """The text to write instead."""
    file: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.what}; {self.instead}"


class BadRoutine(UsageError):  # noqa: N818 - it names what the user has: a bad routine.
    """A file that can't be read, with all its mistakes."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        count = len(problems)
        some = f"{count} problems" if count < MOST_PROBLEMS else f"at least {count} problems"
        heading = f"{file} has {some}:\n" if count != 1 else ""
        super().__init__(heading + "\n".join(map(str, problems)))
        self.file = file
        self.problems = problems


class Problems:
    """Collects the mistakes of one file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: set[Problem] = set()

    def add(self, place: HasPlace, what: str, instead: str) -> None:
        """Note one mistake; the same one twice counts once."""
        self._found.add(Problem(place.line, place.column, what, instead, self._file))
        if len(self._found) >= MOST_PROBLEMS:
            raise TooManyError

    @property
    def found(self) -> tuple[Problem, ...]:
        """All of them, in the order of the file."""
        return tuple(sorted(self._found))


class TooManyError(Exception):
    """There are too many mistakes to read on."""


def reading(file: str, read: Callable[[Problems], T | None]) -> T:
    """Return the result of `read` for a file. Raises BadRoutine with every problem it notes."""
    problems = Problems(file)
    value: T | None = None
    with suppress(TooManyError):
        value = read(problems)
    if value is None or problems.found:
        raise BadRoutine(file, problems.found)
    return value


def quoted(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """Return a user's text for a message: short, on one line, and harmless to a terminal."""
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    return f'"{harmless(short, one_line=True)}"'
