"""Convert values of the core to JSON and back: a dataclass is an object of its fields."""

from __future__ import annotations

import math
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


def as_json(value: Any) -> Any:
    """Return what `json.dumps` takes, for dataclasses, enumerations, tuples, lists, mappings by
    text and plain values. A field whose name begins with an underscore is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        named = (one.name for one in fields(value) if not one.name.startswith("_"))
        return {name: as_json(getattr(value, name)) for name in named}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [as_json(one) for one in value]
    if isinstance(value, Mapping):
        return {name: as_json(one) for name, one in value.items()}
    return value


def from_json(kind: type[_T], data: Any) -> _T:
    """Return the value of that kind. Raises ValueError, TypeError or KeyError for what is none."""
    value: _T = _decoded(kind, data)
    return value


def _decoded(kind: Any, data: Any) -> Any:
    if kind is Any:
        return data
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _one_of(arguments, data)
    if origin in (tuple, list, Mapping):
        return _container(origin, arguments, data)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _decoded(hints[name], one) for name, one in data.items()})
    if issubclass(kind, Enum):
        return kind(data)
    return _plain(kind, data)


def _one_of(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None:
        if type(None) in kinds:
            return None
        raise TypeError("None")
    (kind,) = (one for one in kinds if one is not type(None))
    return _decoded(kind, data)


def _container(origin: Any, arguments: tuple[Any, ...], data: Any) -> Any:
    if origin is Mapping:
        return {name: _decoded(arguments[1], one) for name, one in data.items()}
    return origin(_decoded(arguments[0], one) for one in _listed(data))


def _listed(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise TypeError(data)
    return data


def _plain(kind: Any, data: Any) -> Any:
    if kind is float and type(data) is int:
        return float(data)
    if type(data) is not kind:
        raise TypeError(data)
    if kind is float and not math.isfinite(data):
        raise ValueError(data)
    return data


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
