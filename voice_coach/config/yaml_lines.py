"""The user's YAML files of a value a line, changed one line at a time.

The files are the user's own: their comments, their order and their other lines stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from voice_coach.errors import CoachError, UsageError
from voice_coach.library.yaml.problems import reading
from voice_coach.library.yaml.tree import Mapping, read_document
from voice_coach.system.atomic_write import write_whole

KeyOf = Callable[[str], str | None]
"""The key that a text in the file stands for."""

_KEY = r"""\s*(?:"[^"]*"|'[^']*'|[^\s:"'#][^:]*?)\s*:"""
_VALUE = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:(?!\s\#).)*?)"""
_LINE = re.compile(rf"({_KEY})\s*{_VALUE}(\s*(?:\s\#.*)?)", re.DOTALL)


def is_blank(text: str) -> bool:
    """True if a text has nothing but comments."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())


def with_line(path: Path, text: str, key: str, written: str, key_of: KeyOf = str) -> str:
    """Give a key its value, in the line it has or in a new one. A line that is beyond this stays
    as it was. Raises UsageError."""
    lines = text.splitlines(keepends=True)
    end = "\r\n" if text.endswith("\r\n") else "\n"
    number = _line_of(path, text, key, key_of)
    if number is None:
        if lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += end
        lines.append(f"{key}: {written}{end}")
    elif match := _LINE.fullmatch(lines[number - 1]):
        lines[number - 1] = f"{match[1]} {written}{match[2]}"
    return "".join(lines)


def without_line(path: Path, text: str, key: str, key_of: KeyOf = str) -> str | None:
    """Remove a key's line; None if it has none. Raises UsageError."""
    number = _line_of(path, text, key, key_of)
    if number is None:
        return None
    lines = text.splitlines(keepends=True)
    del lines[number - 1]
    return "".join(lines)


def write_text(path: Path, text: str, advice: str) -> None:
    """Replace the file. Raises CoachError with `advice`."""
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise CoachError(f"{path} can't be written: {error.strerror or error}.", advice) from error


def beyond_us(path: Path, key: str) -> UsageError:
    """The error of a line that only an editor can change."""
    return UsageError(
        f"{path} is written in a way that this command can't change.",
        f"Change {key} in an editor.",
    )


def _line_of(path: Path, text: str, key: str, key_of: KeyOf) -> int | None:
    if is_blank(text):
        return None
    root = reading(str(path), lambda problems: read_document(text.encode(), problems))
    entries = root.entries if isinstance(root, Mapping) else ()
    for found, node in entries:
        if key_of(found.text) == key:
            if node.line != found.line:
                raise beyond_us(path, key)
            return found.line
    return None
