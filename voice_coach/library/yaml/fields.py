"""Keys of the format, and reading a mapping key by key.

Each key is defined once, as a Key with its type; the reader and the JSON Schema are both made from
it, so that an editor and `check` always agree.

"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from voice_coach.library.yaml.problems import Problems, quoted
from voice_coach.library.yaml.suggestions import did_you_mean
from voice_coach.library.yaml.tree import Mapping, Refused, Scalar, Sequence, YamlNode

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Schema = dict[str, Any]


class ValueType(Protocol[T_co]):
    """One kind of value."""

    def read(self, node: YamlNode, problems: Problems) -> T_co | None:
        """Return the value, or None after a problem has been noted."""

    def schema(self) -> Schema:
        """Return the JSON Schema of the value, for editors."""


@dataclass(frozen=True, slots=True)
class Key(Generic[T_co]):
    """A key of the format."""

    name: str
    shape: ValueType[T_co]
    about: str
    """The purpose of the key, shown by editors."""
    required: bool = False


class MappingReader:
    """One mapping, read key by key; keys it does not take are reported at once."""

    def __init__(
        self,
        node: Mapping,
        keys: tuple[Key[Any], ...],
        problems: Problems,
        besides: Iterable[str] = (),
    ) -> None:
        """`besides`: keys that are read elsewhere."""
        self.node = node
        self._problems = problems
        known = {key.name for key in keys}
        self._values = {key.text: value for key, value in node.entries if key.text in known}
        for key, _ in node.entries:
            if key.text not in known and key.text not in besides:
                missing = sorted(known - self._values.keys())
                instead = did_you_mean(key.text, missing, f"it may be {', '.join(sorted(known))}")
                problems.add(key, f"unknown key {quoted(key.text)}", instead)
        for wanted in keys:
            if wanted.required and wanted.name not in self._values:
                instead = f"add `{wanted.name}:` ({wanted.about.rstrip('.')})"
                problems.add(node, f"{wanted.name} is missing", instead)

    def __contains__(self, key: Key[Any]) -> bool:
        return key.name in self._values

    def place(self, key: Key[Any]) -> YamlNode:
        """Return the place of its value, which must exist."""
        return self._values[key.name]

    def read(self, key: Key[T]) -> T | None:
        """Return its value; None if it is missing, or after its problem has been noted."""
        found = self._values.get(key.name)
        if found is None or isinstance(found, Refused):
            return None
        return key.shape.read(found, self._problems)


def as_fields(
    node: YamlNode, keys: tuple[Key[Any], ...], problems: Problems, example: str
) -> MappingReader | None:
    """Return the fields of a mapping; None after noting that it is not one."""
    if isinstance(node, Mapping):
        return MappingReader(node, keys, problems)
    if not isinstance(node, Refused):
        problems.add(node, f"keys are expected here, not {kind_of(node)}", f"write {example}")
    return None


def kind_of(node: YamlNode) -> str:
    """Return the name of a node's kind, for messages."""
    if isinstance(node, Scalar):
        return quoted(node.text) if node.text else "nothing"
    return "a list" if isinstance(node, Sequence) else "a mapping"


def object_schema(keys: Iterable[Key[Any]], **more: Any) -> Schema:
    """Return the schema of a mapping with these keys and no others."""
    keys = tuple(keys)
    return {
        "type": "object",
        "properties": {key.name: {**key.shape.schema(), "description": key.about} for key in keys},
        "required": [key.name for key in keys if key.required],
        "additionalProperties": False,
        **more,
    }
