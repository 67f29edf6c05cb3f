"""Faults of YAML syntax, in words for people who have never heard of tokens.

A fault is recognised by the parser's marks, by what stands there, and by the collections that
are open, never by the library's own words: those differ between its two parsers and change
with its versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from voice_coach.library.yaml.problems import Problems

DEEPEST = 32
"""Levels of nesting; a circuit within a circuit takes two."""
TOO_DEEP = ("nested too deeply", "write it more simply")

_TAB = ("a tab", "indent with spaces")
_OPEN_QUOTE = ("a quote that is not closed", "end the text with the quote it began with")
_ESCAPE = ("an unknown \\ escape", "use single quotes, in which a \\ is just a \\")
_COLON = (
    "a colon where none is expected",
    "put text that holds a colon in quotes, and line up the keys of one step",
)
_DASH = ("a dash where none is expected", "begin a list on a line of its own")
_NO_COLON = (
    "a line without the colon that makes it a key",
    "write `key: value`, or put text of several lines in quotes",
)
_BLOCK_TEXT = ("a | or > with something after it", "begin the text on the next line")
_NO_TEXT = ("a character that can't begin a text", "put the text in quotes")
_OPEN_LIST = ("a list that is not closed", "put a comma between entries and a ] at its end")
_OPEN_BRACES = ("a {…} that is not closed", "put a comma between entries and a } at its end")
_COMMA = ("a comma with nothing before it", "put a value between commas")
_AFTER_QUOTE = ("text after a closing quote", "put the whole text in quotes")
_NO_ENTRY = ("this line does not belong to a list", "line it up with the `- ` above")
_INDENTATION = ("indentation that matches nothing above", "line it up with the lines around it")
_UNKNOWN = ("this is not valid YAML", "correct this line or the one above")

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_NEVER_FIRST = "@`%&*!"
"""They begin a text only in quotes. A sound anchor, alias or tag is no fault of syntax, though."""

_CLOSED_QUOTE = re.compile(r'"(?:[^"\\]|\\.)*"' + r"|'(?:[^']|'')*'", re.DOTALL)
_BEYOND_UNICODE = re.compile(r"\\U(?!000|0010)")

_Wording = tuple[str, str]


class SourcePoint(NamedTuple):
    """A place in a file, both counted from 1."""

    line: int
    column: int


TOP = SourcePoint(1, 1)


def end_of(text: str) -> SourcePoint:
    """Return the place just after a text that begins a file."""
    lines = _LINE_END.split(text)
    return SourcePoint(len(lines), len(lines[-1]) + 1)


def spot_of(event: Any) -> SourcePoint:
    """Return the place where an event of the parser begins."""
    return SourcePoint(event.start_mark.line + 1, event.start_mark.column + 1)


class _EscapeError(yaml.YAMLError):
    """An escape beyond Unicode, at which the pure-Python parser lets `chr` fail."""


class ParserEvents:
    """The parser's events, each parsed when it is asked for, and the collections open so far."""

    def __init__(self, text: str, loader: Any) -> None:
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=loader))
        self.open: list[Any] = []
        self.last: Any = None

    def next(self) -> Any:
        """Parse the next event. Raises YAMLError, for `report_syntax`."""
        try:
            self.last = event = next(self._events)
        except ValueError as error:
            raise _EscapeError from error
        if isinstance(event, yaml.CollectionStartEvent):
            self.open.append(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
        return event


def report_syntax(
    error: yaml.YAMLError, text: str, events: ParserEvents, problems: Problems
) -> None:
    """Note the parser's fault, in our own words."""
    where, (what, instead) = _fault(error, text, events)
    problems.add(end_of(text[:where]), what, instead)


def _fault(error: yaml.YAMLError, text: str, events: ParserEvents) -> tuple[int, _Wording]:
    """Return the index in the text, and the words."""
    mark, context = (getattr(error, f"{name}_mark", None) for name in ("problem", "context"))
    if isinstance(error, _EscapeError):
        escape = _BEYOND_UNICODE.search(text, _end(events.last))
        return escape.start() if escape else _end(events.last), _ESCAPE
    if mark is None:
        return getattr(error, "position", _end(events.last)), _UNKNOWN
    too_deep = _too_deep(text, events, mark.index)
    if too_deep is not None:
        return too_deep, TOO_DEEP
    if text.startswith("\t", mark.index):
        return mark.index, _TAB
    if isinstance(error, yaml.scanner.ScannerError):
        return _scanner_fault(text, mark.index, mark.index if context is None else context.index)
    return _parser_fault(text, mark, events)


def _too_deep(text: str, events: ParserEvents, end: int) -> int | None:
    """Return the bracket with which the unread text before `end` goes too deep; None if it does
    not.

    The parser reads up to 1024 characters ahead of its events and, from libyaml 0.2.6, has a limit
    of its own, so that it may complain before our count of the events does.

    """
    depth = len(events.open)
    for bracket in re.finditer(r"[][{}]", text[: end + 1]):
        if bracket.start() >= _end(events.last):
            depth += 1 if bracket.group() in "[{" else -1
            if depth > DEEPEST + 1:
                return bracket.start()
    return None


def _end(event: Any) -> int:
    return 0 if event is None else int(event.end_mark.index)


def _scanner_fault(text: str, at: int, begin: int) -> tuple[int, _Wording]:
    """Describe a fault within one token, which begins at `begin` and was given up `at`."""
    here, begun = text[at : at + 1], text[begin : begin + 1]
    closed = _CLOSED_QUOTE.match(text, begin, at)
    if begun in {'"', "'"} and not closed:
        if here and not text.startswith(("---", "..."), at):
            return text.rfind("\\", begin, at + 1), _ESCAPE
        return begin, _OPEN_QUOTE
    if begun and begun in _NEVER_FIRST:
        return begin, _NO_TEXT
    if begun in {"|", ">"}:
        return at, _BLOCK_TEXT
    if at == begin:
        return at, {":": _COLON, "-": _DASH}.get(here, _UNKNOWN)
    return begin, _NO_COLON


def _parser_fault(text: str, mark: Any, events: ParserEvents) -> tuple[int, _Wording]:
    """Describe a token that does not continue what is open."""
    here = text[mark.index : mark.index + 1]
    innermost = events.open[-1] if events.open else None
    if innermost is not None and innermost.flow_style:
        if here == ",":
            return mark.index, _COMMA
        listed = isinstance(innermost, yaml.SequenceStartEvent)
        return innermost.start_mark.index, _OPEN_LIST if listed else _OPEN_BRACES
    if here and here in _NEVER_FIRST + ",]}":
        return mark.index, _NO_TEXT
    if isinstance(innermost, yaml.SequenceStartEvent):
        return mark.index, _NO_ENTRY
    quoted = isinstance(events.last, yaml.ScalarEvent) and events.last.style in {'"', "'"}
    if quoted and events.last.end_mark.line == mark.line:
        return mark.index, _AFTER_QUOTE
    return mark.index, _INDENTATION
