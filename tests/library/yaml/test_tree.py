"""YAML from anywhere becomes a tree with places, or an ordinary problem."""

# ruff: noqa: E501 - a mistake and what is said of it stand on one line.

from __future__ import annotations

from typing import Any

import pytest
import yaml

from voice_coach.library.yaml.problems import BadRoutine, reading
from voice_coach.library.yaml.tree import Mapping, Scalar, Sequence, YamlNode, read_document


class WordlessLoader(yaml.SafeLoader):
    """The parser of a PyYAML whose complaints have quite other words."""

    def check_event(self, *choices: Any) -> bool:
        try:
            return bool(super().check_event(*choices))
        except yaml.MarkedYAMLError as error:
            error.context = error.problem = "words of another release"
            raise


LOADERS = [yaml.SafeLoader, WordlessLoader]
if yaml.__with_libyaml__:
    LOADERS.append(yaml.CSafeLoader)


def tree(data: bytes, loader: Any = yaml.SafeLoader) -> YamlNode:
    return reading("x.yaml", lambda problems: read_document(data, problems, loader))


def problems_of(data: bytes, loader: Any = yaml.SafeLoader) -> list[str]:
    with pytest.raises(BadRoutine) as bad:
        tree(data, loader)
    return [str(problem) for problem in bad.value.problems]


def test_everything_knows_its_line_and_column() -> None:
    root = tree(b"a: 1\nb:\n  - c\n  - {d: e}\n")
    assert isinstance(root, Mapping)
    (_, one), (key, items) = root.entries
    assert (one.line, one.column) == (1, 4)
    assert (key.line, key.column) == (2, 1)
    assert isinstance(items, Sequence)
    assert [(item.line, item.column) for item in items.items] == [(3, 5), (4, 5)]


@pytest.mark.parametrize(
    "text", ["1:30", "on", "~", ".nan", "0o7", "1_000", "2001-01-01", "=", "no"]
)
def test_a_scalar_stays_the_text_that_was_written(text: str) -> None:
    assert tree(text.encode()) == Scalar(text, 1, 1)


def test_a_byte_order_mark_is_no_harm() -> None:
    root = tree("\ufeffa: ä".encode())
    assert isinstance(root, Mapping)
    assert root.value("a") == Scalar("ä", 1, 4)


def test_a_column_counts_characters_not_bytes() -> None:
    assert problems_of("aé: x\n'ä😀': *b".encode()) == [
        'x.yaml:2:7: an alias ("*b"); write it out here again'
    ]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "1:1: the file is empty; start one with `voice-coach new NAME`"),
        (b"# only words\n", "1:1: the file is empty; start one with `voice-coach new NAME`"),
        ("a: ü".encode("latin-1"), "1:4: the byte 0xfc is not UTF-8 text; save the file as UTF-8"),
        ("a: b".encode("utf-16"), "1:1: the file is UTF-16 or UTF-32 text; save it as UTF-8"),
        (b"a: b\nc: \x1b[2J", "2:4: a control character (U+001B); delete it"),
        (b"a: b\x00", "1:5: a control character (U+0000); delete it"),
        (b"a: 1\n---\nb: 2", "2:1: a second document begins here; write one routine a file, without `---`"),
        (b"a: 1\na: 2", '2:1: duplicate key "a"; first on line 1; keep one of them, or begin another list entry with `- `'),
        (b"[a]: b", "1:1: a key that is not text; write a word before the colon"),
        (b"? {a: b}\n: c", "1:3: a key that is not text; write a word before the colon"),
        (b"a: &x b", '1:4: an anchor ("&x"); remove it'),
        (b"a: !!python/object/apply:os.system [exit]", '1:4: a tag ("tag:yaml.org,2002:python/object/apply:o…"); remove it'),
        (b"a: !!float 3", '1:4: a tag ("tag:yaml.org,2002:float"); remove it'),
        (b"a: ! b", '1:4: a tag ("!"); remove it'),
        (b"a:\n\t- b", "2:1: a tab; indent with spaces"),
        (b"a: b: c", "1:5: a colon where none is expected; put text that holds a colon in quotes, and line up the keys of one step"),
        (b'a: "b', "1:4: a quote that is not closed; end the text with the quote it began with"),
        (b"a: [b, c\nd: e", "1:4: a list that is not closed; put a comma between entries and a ] at its end"),
        (b"a: {b: c\n", "1:4: a {\u2026} that is not closed; put a comma between entries and a } at its end"),
        (b"a: 1\n b: 2", "2:3: a colon where none is expected; put text that holds a colon in quotes, and line up the keys of one step"),
        (b"a:\n  - b\n c: d", "3:2: indentation that matches nothing above; line it up with the lines around it"),
        (b"a: @b", "1:4: a character that can't begin a text; put the text in quotes"),
        (b"a: *", "1:4: a character that can't begin a text; put the text in quotes"),
        (b"a: ]", "1:4: a character that can't begin a text; put the text in quotes"),
        (b"%a: b", "1:1: a character that can't begin a text; put the text in quotes"),
        (b'a: "\\q"', "1:5: an unknown \\ escape; use single quotes, in which a \\ is just a \\"),
        (b'a: "b\n c\\xzz"', "2:3: an unknown \\ escape; use single quotes, in which a \\ is just a \\"),
        (b'a: "\\U0001F600 \\U00110000"', "1:16: an unknown \\ escape; use single quotes, in which a \\ is just a \\"),
        (b"a: 'b\n---\nc'", "1:4: a quote that is not closed; end the text with the quote it began with"),
        (b'a: "b" c', "1:8: text after a closing quote; put the whole text in quotes"),
        (b"a: b\nc\nd: e", "2:1: a line without the colon that makes it a key; write `key: value`, or put text of several lines in quotes"),
        (b'a: b\n"c"\nd: e', "2:1: a line without the colon that makes it a key; write `key: value`, or put text of several lines in quotes"),
        (b"a: [", "1:4: a list that is not closed; put a comma between entries and a ] at its end"),
        (b"a: [b, , c]", "1:8: a comma with nothing before it; put a value between commas"),
        (b"a: {b: [c}", "1:8: a list that is not closed; put a comma between entries and a ] at its end"),
        (b"- a\nb: c", "2:1: this line does not belong to a list; line it up with the `- ` above"),
        (b"a: - b", "1:4: a dash where none is expected; begin a list on a line of its own"),
        (b"a: ? b", "1:4: this is not valid YAML; correct this line or the one above"),
        (b"a: |x\n b", "1:5: a | or > with something after it; begin the text on the next line"),
        (b"%YAML 2.0\n---\na: b", "1:1: a character that can't begin a text; put the text in quotes"),
    ],
)  # fmt: skip
def test_what_is_no_routine_is_an_ordinary_problem(data: bytes, line: str, loader: Any) -> None:
    assert problems_of(data, loader) == [f"x.yaml:{line}"]


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    found = problems_of("\n".join(lines).encode())
    assert found[0] == 'x.yaml:1:5: an anchor ("&a0"); remove it'
    assert found[1] == 'x.yaml:2:5: an anchor ("&a1"); remove it'
    assert found[2] == 'x.yaml:2:10: an alias ("*a0"); write it out here again'


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"a" * 10_000_000, "1:1: more than 256 KB, too large for a routine"),
        (b"[" * 200_000, "1:34: nested too deeply"),
        (b"{a: " * 60_000, "1:130: nested too deeply"),
        (b"- " * 100_000, "1:67: nested too deeply"),
        (b"\n".join(b" " * n + b"a:" for n in range(500)), "33:33: nested too deeply"),
        (b"[" + b"," .join([b"a"] * 100_000) + b"]", "too many entries for a routine"),
    ],
)  # fmt: skip
def test_a_giant_is_refused(data: bytes, what: str, loader: Any) -> None:
    assert what in problems_of(data, loader)[0]


def test_reading_stops_after_fifty_problems() -> None:
    found = problems_of(b"\n".join(b"a: &x b" for _ in range(5000)))
    assert len(found) == 50


def test_a_message_holds_nothing_that_could_move_a_cursor() -> None:
    found = problems_of(b'"\\e[2J": 1\n"\\e[2J": 2')
    assert found == [
        (
            'x.yaml:2:1: duplicate key "\\u001b[2J"; first on line 1; '
            "keep one of them, or begin another list entry with `- `"
        )
    ]
