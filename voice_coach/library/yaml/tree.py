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
from typing import Any, NamedTuple

import yaml

from voice_coach.library.yaml.problems import Problems, quoted

LARGEST = 256 * 1024
"""Bytes. The longest bundled file has an eighth of it."""
DEEPEST = 32
"""Levels of nesting; a circuit within a circuit takes two."""
MOST_NODES = 10_000
"""So that a file of commas alone is refused as fast as any, also without the C parser."""

# The C parser, where PyYAML has it, is some thirty times as fast.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
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
    """Keys with their values, in the order of the file; no key stands twice."""

    entries: tuple[tuple[Scalar, YamlNode], ...]
    line: int
    column: int

    def value(self, key: str) -> YamlNode | None:
        """What stands under a key."""
        return next((value for name, value in self.entries if name.text == key), None)


@dataclass(frozen=True, slots=True)
class Refused:
    """What stood here has been reported already; readers pass over it in silence."""

    line: int
    column: int


YamlNode = Scalar | Sequence | Mapping | Refused


class _SourcePoint(NamedTuple):
    line: int
    column: int


_TOP = _SourcePoint(1, 1)


def read_document(data: bytes, problems: Problems) -> YamlNode:
    """The tree of one file; Refused when there is none to be had."""
    text = _decoded(data, problems)
    if text is None:
        return Refused(1, 1)
    try:
        return _Composer(text, problems).document()
    except yaml.YAMLError as error:
        _report_syntax(error, text, problems)
    except _HopelessError:
        pass
    return Refused(1, 1)


def _decoded(data: bytes, problems: Problems) -> str | None:
    if len(data) > LARGEST:
        size = f"more than {LARGEST // 1024} KB, too large for a routine"
        problems.add(_TOP, size, "write one workout a file, which takes a few KB")
        return None
    if data.startswith(_OTHER_ENCODINGS):
        problems.add(_TOP, "the file is UTF-16 or UTF-32 text", "save it as UTF-8")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        what = f"the byte {data[error.start]:#04x} is no UTF-8 text"
        problems.add(_end_of(before), what, "save the file as UTF-8")
        return None
    control = _CONTROL.search(text)
    if control:
        spot = _end_of(text[: control.start()])
        what = f"a control character (U+{ord(control.group()):04X})"
        problems.add(spot, what, "delete it")
        return None
    return text


def _end_of(text: str) -> _SourcePoint:
    lines = _LINE_END.split(text)
    return _SourcePoint(len(lines), len(lines[-1]) + 1)


class _HopelessError(Exception):
    """Reported, and there is no going on."""


class _Composer:
    """Builds the tree from the parser's events, which come only as they are asked for."""

    def __init__(self, text: str, problems: Problems) -> None:
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        self._problems = problems
        self._nodes = 0

    def document(self) -> YamlNode:
        next(self._events)
        first = next(self._events)
        if isinstance(first, yaml.StreamEndEvent):
            self._problems.add(_TOP, "the file is empty", "start one with `voice-coach new NAME`")
            return Refused(1, 1)
        root = self._node(next(self._events), 0)
        next(self._events)
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            what = "a second document begins here"
            self._problems.add(_spot(after), what, "write one routine a file, without `---`")
        return root

    def _node(self, event: Any, depth: int) -> YamlNode:
        spot = _spot(event)
        self._nodes += 1
        if depth > DEEPEST or self._nodes > MOST_NODES:
            what = "nested too deep" if depth > DEEPEST else "too many entries for a routine"
            self._problems.add(spot, what, "write it more simply")
            raise _HopelessError
        if isinstance(event, yaml.AliasEvent):
            self._problems.add(
                spot, f"an alias ({quoted(f'*{event.anchor}')})", "write it out here again"
            )
            return Refused(spot.line, spot.column)
        if event.anchor:
            self._problems.add(spot, f"an anchor ({quoted(f'&{event.anchor}')})", "leave it out")
        node = self._content(event, spot, depth)
        if event.tag is not None:
            self._problems.add(spot, f"a tag ({quoted(event.tag)})", "leave it out")
            return Refused(spot.line, spot.column)
        return node

    def _content(self, event: Any, spot: _SourcePoint, depth: int) -> YamlNode:
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, spot.line, spot.column)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth)), spot.line, spot.column)
        return Mapping(tuple(self._entries(depth)), spot.line, spot.column)

    def _items(self, depth: int) -> Iterator[YamlNode]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, YamlNode]]:
        first_lines: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if isinstance(key, Refused):
                continue
            if not isinstance(key, Scalar):
                self._problems.add(key, "a key that is no text", "write a word before the colon")
            elif key.text in first_lines:
                what = f"{quoted(key.text)} stands a second time, first in line "
                instead = "keep one of them, or begin another list entry with `- `"
                self._problems.add(key, what + str(first_lines[key.text]), instead)
            else:
                first_lines[key.text] = key.line
                yield key, value


def _spot(event: Any) -> _SourcePoint:
    return _at(event.start_mark)


def _at(mark: Any) -> _SourcePoint:
    return _SourcePoint(mark.line + 1, mark.column + 1) if mark else _TOP


@dataclass(frozen=True, slots=True)
class _Clue:
    """What a parser complains of, in words for people who have never heard of tokens."""

    words: str
    """Part of the complaint. The C parser and the Python one word theirs differently."""
    what: str
    instead: str
    at_its_start: bool = False
    """Whether to point at where the thing began, not at where it was given up."""


_CLUES = (
    _Clue(
        "mapping values are not allowed",
        "a colon where none is expected",
        "put text that holds a colon in quotes, and line up the keys of one step",
    ),
    _Clue(
        "expected ':'",
        "a line without the colon that makes it a key",
        "write `key: value`, or put text of several lines in quotes",
    ),
    _Clue(
        "',' or ']'",
        "a list that is not closed",
        "put a comma between entries and a ] at its end",
        at_its_start=True,
    ),
    _Clue(
        "',' or '}'",
        "a {…} that is not closed",
        "put a comma between entries and a } at its end",
        at_its_start=True,
    ),
    _Clue("escape", "an unknown \\ escape", "use single quotes, in which a \\ is just a \\"),
    _Clue(
        "quoted scalar",
        "a quote that is not closed",
        "end the text with the quote it began with",
        at_its_start=True,
    ),
    _Clue(
        "node content",
        "something that is not finished",
        "close every [ and {, and put a value between commas",
    ),
    _Clue("'-' indicator", "a line that fits no list", "line it up with the `- ` above"),
    _Clue(
        "expected key",
        "indentation that matches nothing above",
        "line it up with the lines around it",
    ),
    _Clue(
        "<block end>",
        "indentation that matches nothing above",
        "line it up with the lines around it",
    ),
    _Clue("any token", "a character that can't begin a text", "put the text in quotes"),
)


def _report_syntax(error: yaml.YAMLError, text: str, problems: Problems) -> None:
    mark = getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None) or mark
    complaint = " ".join(str(getattr(error, key, "")) for key in ("context", "problem"))
    if mark is not None and text[mark.index : mark.index + 1] == "\t":
        problems.add(_at(mark), "a tab", "indent with spaces")
        return
    for clue in _CLUES:
        if clue.words in complaint:
            place = start if clue.at_its_start else mark
            problems.add(_at(place), clue.what, clue.instead)
            return
    reason = quoted(str(getattr(error, "problem", "") or error))
    problems.add(_at(mark), f"no valid YAML: {reason}", "mend this line or the one above")
