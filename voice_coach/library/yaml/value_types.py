"""The types of values in a routine: how each is read, and its JSON Schema."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from voice_coach.core.units import Seconds, Tempo
from voice_coach.library.yaml.duration import (
    LONGEST,
    PATTERN,
    DurationError,
    parse_duration,
    show_duration,
)
from voice_coach.library.yaml.fields import Schema, ValueType, kind_of
from voice_coach.library.yaml.problems import Problems, quoted
from voice_coach.library.yaml.suggestions import did_you_mean
from voice_coach.library.yaml.tree import Refused, Scalar, Sequence, YamlNode

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

# Both join letters of one word or sign (Persian, emoji) and show nothing by themselves.
_JOINERS = "\u200c\u200d"


def _scalar(node: YamlNode, problems: Problems, expected: str, example: str) -> str | None:
    if isinstance(node, Scalar) and node.text.strip():
        return node.text.strip()
    if not isinstance(node, Refused):
        problems.add(node, f"{expected} is expected here, not {kind_of(node)}", f"write {example}")
    return None


@dataclass(frozen=True, slots=True)
class TextValue:
    """Words to be shown or spoken."""

    longest: int = 80

    def read(self, node: YamlNode, problems: Problems) -> str | None:
        text = _scalar(node, problems, "text", "some words")
        if text is None:
            return None
        text = " ".join(text.split())
        odd = next((c for c in text if not c.isprintable() and c not in _JOINERS), None)
        if odd is not None:
            what = f"the text contains an invisible character (U+{ord(odd):04X})"
            problems.add(node, what, "delete it")
            return None
        if len(text) > self.longest:
            what = f"a text of {len(text)} characters, {len(text) - self.longest} too many"
            problems.add(node, what, f"say it in {self.longest} or fewer")
            return None
        return text

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": self.longest}


class Version:
    """The version of a format; there is one so far."""

    def read(self, node: YamlNode, problems: Problems) -> int | None:
        if isinstance(node, Scalar) and node.text == "1":
            return 1
        if not isinstance(node, Refused):
            what = f"version {kind_of(node)} is not known to this program"
            problems.add(node, what, "write `version: 1`, or update the program")
        return None

    def schema(self) -> Schema:
        return {"const": 1}


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number."""

    most: int
    least: int = 1

    def read(self, node: YamlNode, problems: Problems) -> int | None:
        text = _scalar(node, problems, "a whole number", "a number such as 3")
        if text is None:
            return None
        if not is_count(text):
            problems.add(node, f"{quoted(text)} is not a whole number", self._meant_by(text))
            return None
        if not self.least <= int(text) <= self.most:
            few = int(text) < self.least
            problems.add(node, f"{text} is too {'few' if few else 'many'}", self._range)
            return None
        return int(text)

    def _meant_by(self, text: str) -> str:
        """Return advice for a text such as 010, +3 or 3.0."""
        loose = re.fullmatch(r"\+?0*([1-9][0-9]{0,8})(?:\.0*)?", text)
        if loose is None:
            return "write one such as 3"
        return f"write {loose[1]}" if int(loose[1]) <= self.most else self._range

    @property
    def _range(self) -> str:
        return f"write a number from {self.least} to {self.most}"

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


def is_count(text: str) -> bool:
    """True if a text is meant as a whole number, too large or not."""
    return re.fullmatch("-?(?:0|[1-9][0-9]{0,8})", text) is not None


@dataclass(frozen=True, slots=True)
class Number:
    """A number with a point, from 0 to `most`."""

    most: float

    def read(self, node: YamlNode, problems: Problems) -> float | None:
        text = _scalar(node, problems, "a number", "one such as 3.5")
        if text is None:
            return None
        if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", text) or float(text) > self.most:
            instead = f"write a number from 0 to {self.most:g}"
            problems.add(node, f"{quoted(text)} is not valid here", instead)
            return None
        return float(text)

    def schema(self) -> Schema:
        return {"type": "number", "minimum": 0, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration."""

    least: Seconds = 0.0
    most: Seconds = LONGEST

    def read(self, node: YamlNode, problems: Problems) -> Seconds | None:
        text = _scalar(node, problems, "a length of time", "one such as 30s")
        if text is None:
            return None
        try:
            return parse_duration(text, self.least, self.most)
        except DurationError as error:
            problems.add(node, error.what, error.instead)
            return None

    def schema(self) -> Schema:
        limits = f"From {show_duration(self.least)} to {show_duration(self.most)}."
        return {"type": "string", "pattern": PATTERN, "$comment": limits}


@dataclass(frozen=True, slots=True)
class EnumValue(Generic[E]):
    """One of a few words."""

    words: type[E]

    def read(self, node: YamlNode, problems: Problems) -> E | None:
        if isinstance(node, Scalar):
            with suppress(ValueError):
                return self.words(node.text.strip())
        known = [str(word) for word in self.words]
        listed = ", ".join(known)
        text = _scalar(node, problems, f"one of {listed}", "one of them")
        if text is not None:
            instead = did_you_mean(text, known, f"write one of {listed}")
            problems.add(node, f"{quoted(text)} is not a known value", instead)
        return None

    def schema(self) -> Schema:
        return {"enum": [str(word) for word in self.words]}


class Flag:
    """Yes or no, written true or false."""

    def read(self, node: YamlNode, problems: Problems) -> bool | None:
        text = _scalar(node, problems, "true or false", "one of the two")
        if text is None:
            return None
        if text not in {"true", "false"}:
            problems.add(node, f"{quoted(text)} is neither true nor false", "write one of the two")
            return None
        return text == "true"

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Beat:
    """The tempo of a rep: seconds out, pause and back, as 2-1-2."""

    least: float = 1
    """The least length of a whole rep, in seconds; the default is the fastest that can be counted
    aloud."""

    def read(self, node: YamlNode, problems: Problems) -> Tempo | None:
        text = _scalar(node, problems, "a tempo", "one such as 2-1-2")
        if text is None:
            return None
        if not re.fullmatch(self._pattern, text):
            what = f"{quoted(text)} is not a tempo"
            problems.add(node, what, "write seconds out, pause and back, as in 2-1-2")
            return None
        tempo = Tempo(*map(float, text.split("-")))
        if not self.least <= tempo.rep <= 60:
            what = f"a rep of {tempo.rep:g} s can't be counted aloud"
            instead = f"let out, pause and back add up to {self.least:g} to 60 seconds"
            problems.add(node, what, instead)
            return None
        return tempo

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{self._pattern}$"}

    @property
    def _pattern(self) -> str:
        number = r"[0-9]{1,2}(?:\.[0-9]{1,2})?"
        return f"{number}-{number}-{number}"


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list of values of one shape; what is wrong with one does not hide the others."""

    item: ValueType[T]
    most: int
    example: str

    def read(self, node: YamlNode, problems: Problems) -> tuple[T, ...] | None:
        if isinstance(node, Refused):
            return None
        if not isinstance(node, Sequence):
            what = f"a list is expected here, not {kind_of(node)}"
            problems.add(node, what, f"write {self.example}")
            return None
        if len(node.items) > self.most:
            what = f"a list of {len(node.items)} entries"
            problems.add(node, what, f"write {self.most} or fewer")
            return None
        read = [self.item.read(one, problems) for one in node.items]
        return tuple(one for one in read if one is not None)

    def schema(self) -> Schema:
        return {"type": "array", "items": self.item.schema(), "maxItems": self.most}


SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
"""An exercise's or a routine's name as it stands in files."""


class Slug:
    """The name of an exercise. The reader checks that it exists."""

    def read(self, node: YamlNode, problems: Problems) -> str | None:
        return _scalar(node, problems, "the name of an exercise", "one such as plank")

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{SLUG}$"}


@dataclass(frozen=True, slots=True)
class Delegated:
    """A value with content of its own, which its reader reads."""

    definition: str
    """Its name under the schema's `$defs`."""

    def read(self, node: YamlNode, problems: Problems) -> YamlNode:  # noqa: ARG002 - a Shape's signature.
        return node

    def schema(self) -> Schema:
        return {"$ref": f"#/$defs/{self.definition}"}
