"""The file to be read: its text, what it parses to, and what to say if it does not."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from xml.etree import ElementTree as ET

import msgspec

from voice_coach.errors import UsageError
from voice_coach.library.yaml.problems import quoted

LARGEST = 4 * 1024 * 1024
"""Bytes. A backup of a hundred workouts has a tenth of it."""

T = TypeVar("T")

_KINDS = {
    b"PK\x03\x04": "a ZIP archive: unpack it, and import the files in it",
    b"SQLite format 3": "a database: have its program write a text form, such as JSON or CSV",
    b"\x1f\x8b": "compressed (gzip): unpack it, and import what is in it",
    b"%PDF": "a PDF document: write its exercises as plain text, a line each",
}
"""What a file begins with, what it then is, and what to do about it."""

_SCRIPT = re.compile(
    r"\s*(?:(?:var|let|const)\s+[\w$]+\s*=|(?:module\.)?exports(?:\.\w+)?\s*=|export\s+default)\s*"
)
"""What a script has before its data."""

_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")


class ForeignFileError(UsageError):
    """A file that can't be brought in."""


@dataclass(frozen=True)
class Source:
    """A file of another program."""

    path: Path
    text: str
    left_out: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """A title for what has none."""
        return self.path.stem.replace("_", " ").replace("-", " ").strip().capitalize() or "Workout"

    @cached_property
    def json(self) -> Any:
        """The values of a JSON file; None if it does not look like one. Raises ForeignFileError
        if it looks like one and is not."""
        text = _SCRIPT.sub("", self.text.lstrip(), count=1).rstrip().rstrip(";")
        if not text.startswith(("{", "[")):
            return None
        try:
            return msgspec.json.decode(text)
        except (msgspec.DecodeError, UnicodeError) as error:
            raise self.broken(f"it begins like JSON, but {error}") from error

    @cached_property
    def xml(self) -> ET.Element | None:
        """The root of an XML file; None if it does not look like one. Raises ForeignFileError if
        it looks like one and is not."""
        if not self.text.lstrip().startswith("<"):
            return None
        if "<!DOCTYPE" in self.text.upper() or "<!ENTITY" in self.text.upper():
            raise self.broken("it has a document type, which no workout needs")
        try:
            return ET.fromstring(self.text)  # noqa: S314 - without a document type it can't grow.
        except (ET.ParseError, ValueError) as error:
            raise self.broken(f"it begins like XML, but {error}") from error

    def broken(self, what: str, looked_for: str = "") -> ForeignFileError:
        """Return the error for a file that can't be read as what it seems to be."""
        instead = f"Looked for: {looked_for}." if looked_for else "Is it cut off, or damaged?"
        return ForeignFileError(f"{quoted(str(self.path), 300)} can't be read: {what}.", instead)


def read_source(path: Path) -> Source:
    """Read a file. Raises ForeignFileError if it is no text, or too large."""
    shown = quoted(str(path), 300)
    try:
        if not path.is_file():
            what = "is not an ordinary file" if path.exists() else "does not exist"
            raise ForeignFileError(f"{shown} {what}.", "Give the path of a file.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a valid name"
        raise ForeignFileError(
            f"{shown} can't be read: {reason}.", "Check its name and its permissions."
        ) from error
    if len(data) > LARGEST:
        limit = LARGEST // 1024 // 1024
        raise ForeignFileError(
            f"{shown} has more than {limit} MiB: no workout does.", "Import a smaller part of it."
        )
    return Source(path, _text(data, shown))


def _text(data: bytes, shown: str) -> str:
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), None)
    if data[8:12] == b".FIT":
        kind = "a FIT file: have its program write a text form, such as JSON or CSV"
    if kind is not None:
        raise ForeignFileError(f"{shown} is {kind}.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            # Some programs write single bytes, as Just Another Workout Timer does.
            text = data.decode("cp1252", errors="replace")
    if not text.strip():
        raise ForeignFileError(f"{shown} is empty.", "Export the workout again.")
    if _BINARY.search(text):
        raise ForeignFileError(
            f"{shown} is not a text.", "Have its program write JSON, CSV, ZWO or plain text."
        )
    return text


def shaped(raw: object, kind: type[T], source: Source, looked_for: str) -> T:
    """Return the values of a file as `kind`. Raises ForeignFileError with the place of what is
    otherwise; notes the fields that `kind` lacks as left out."""
    try:
        value = msgspec.convert(raw, kind, strict=False)
    except msgspec.ValidationError as error:
        raise source.broken(str(error), looked_for) from error
    counts: dict[str, int] = {}
    for name in _unread(raw, msgspec.to_builtins(value)):
        counts[name] = counts.get(name, 0) + 1
    source.left_out.extend(
        f"the field {quoted(name)}{f', {count} times' if count > 1 else ''}"
        for name, count in counts.items()
    )
    return value


def _unread(raw: Any, read: Any) -> Iterator[str]:
    """The names of the fields that were not read and say something."""
    if isinstance(raw, dict) and isinstance(read, dict):
        for name, value in raw.items():
            if name in read:
                yield from _unread(value, read[name])
            elif value not in (None, "", [], {}, False, 0):
                yield str(name)
    elif isinstance(raw, list) and isinstance(read, list):
        for one, other in zip(raw, read, strict=False):
            yield from _unread(one, other)
