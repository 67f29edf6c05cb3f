"""A YAML file as a small tree in which everything knows its line and column.

Only what a routine needs is let in: text, lists and mappings with text as keys. Nothing is
constructed, so nothing in a file can run; tags, anchors and aliases, with which a few lines
can grow to gigabytes, are refused. Scalars stay text: what `1:30` or `on` means is decided by
whoever reads the value, not by YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from voice_coach.library.yaml.problems import Problems, quoted
from voice_coach.library.yaml.syntax_faults import (
    DEEPEST,
    TOO_DEEP,
    TOP,
    ParserEvents,
    SourcePoint,
    end_of,
    report_syntax,
    spot_of,
)

LARGEST = 256 * 1024
"""Bytes. The longest bundled file has an eighth of it."""
MOST_NODES = 10_000
"""So that a file of commas alone is refused as fast as any, also without the C parser."""
_TOO_MANY = ("too many entries for a routine", "write it more simply")

# The C parser, where PyYAML has it, is some thirty times as fast.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, quoted or not; `plank:` with nothing after it has an empty one."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[YamlNode, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file, without duplicates."""

    entries: tuple[tuple[Scalar, YamlNode], ...]
    line: int
    column: int

    def value(self, key: str) -> YamlNode | None:
        """Return the value of a key."""
        return next((value for name, value in self.entries if name.text == key), None)


@dataclass(frozen=True, slots=True)
class Refused:
    """A node whose problem has been reported already; readers skip it."""

    line: int
    column: int


YamlNode = Scalar | Sequence | Mapping | Refused


def read_document(data: bytes, problems: Problems, loader: Any = _LOADER) -> YamlNode:
    """Read one file into a tree; Refused if that can't be done, after noting the reason."""
    text = _decoded(data, problems)
    if text is None:
        return Refused(1, 1)
    events = ParserEvents(text, loader)
    try:
        return _Composer(events, problems).document()
    except yaml.YAMLError as error:
        report_syntax(error, text, events, problems)
    except _HopelessError:
        pass
    return Refused(1, 1)


def _decoded(data: bytes, problems: Problems) -> str | None:
    if len(data) > LARGEST:
        size = f"more than {LARGEST // 1024} KB, too large for a routine"
        problems.add(TOP, size, "write one workout a file, which takes a few KB")
        return None
    if data.startswith(_OTHER_ENCODINGS):
        problems.add(TOP, "the file is UTF-16 or UTF-32 text", "save it as UTF-8")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        what = f"the byte {data[error.start]:#04x} is not UTF-8 text"
        problems.add(end_of(before), what, "save the file as UTF-8")
        return None
    control = _CONTROL.search(text)
    if control:
        spot = end_of(text[: control.start()])
        what = f"a control character (U+{ord(control.group()):04X})"
        problems.add(spot, what, "delete it")
        return None
    return text


class _HopelessError(Exception):
    """The problem is reported, and reading can't continue."""


class _Composer:
    """Builds the tree from the parser's events."""

    def __init__(self, events: ParserEvents, problems: Problems) -> None:
        self._events = events
        self._problems = problems
        self._nodes = 0

    def document(self) -> YamlNode:
        self._events.next()
        first = self._events.next()
        if isinstance(first, yaml.StreamEndEvent):
            self._problems.add(TOP, "the file is empty", "start one with `voice-coach new NAME`")
            return Refused(1, 1)
        root = self._node(self._events.next(), 0)
        self._events.next()
        after = self._events.next()
        if not isinstance(after, yaml.StreamEndEvent):
            what = "a second document begins here"
            self._problems.add(spot_of(after), what, "write one routine a file, without `---`")
        return root

    def _node(self, event: Any, depth: int) -> YamlNode:
        spot = spot_of(event)
        self._nodes += 1
        if depth > DEEPEST or self._nodes > MOST_NODES:
            self._problems.add(spot, *(TOO_DEEP if depth > DEEPEST else _TOO_MANY))
            raise _HopelessError
        if isinstance(event, yaml.AliasEvent):
            self._problems.add(
                spot, f"an alias ({quoted(f'*{event.anchor}')})", "write it out here again"
            )
            return Refused(spot.line, spot.column)
        if event.anchor:
            self._problems.add(spot, f"an anchor ({quoted(f'&{event.anchor}')})", "remove it")
        node = self._content(event, spot, depth)
        if event.tag is not None:
            self._problems.add(spot, f"a tag ({quoted(event.tag)})", "remove it")
            return Refused(spot.line, spot.column)
        return node

    def _content(self, event: Any, spot: SourcePoint, depth: int) -> YamlNode:
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, spot.line, spot.column)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth)), spot.line, spot.column)
        return Mapping(tuple(self._entries(depth)), spot.line, spot.column)

    def _items(self, depth: int) -> Iterator[YamlNode]:
        while not isinstance(event := self._events.next(), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, YamlNode]]:
        first_lines: dict[str, int] = {}
        while not isinstance(event := self._events.next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._events.next(), depth + 1)
            if isinstance(key, Refused):
                continue
            if not isinstance(key, Scalar):
                self._problems.add(key, "a key that is not text", "write a word before the colon")
            elif key.text in first_lines:
                what = f"duplicate key {quoted(key.text)}; first on line "
                instead = "keep one of them, or begin another list entry with `- `"
                self._problems.add(key, what + str(first_lines[key.text]), instead)
            else:
                first_lines[key.text] = key.line
                yield key, value
