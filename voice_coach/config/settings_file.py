"""The settings' YAML file: read strictly, and changed one line at a time.

The file is the user's own: their comments, their order and their other lines stay.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from voice_coach.config.setting_types import (
    GROUPS,
    KINDS,
    NAMES,
    Value,
    WrongValueError,
    check_name,
    read_value,
)
from voice_coach.config.yaml_lines import (
    beyond_us,
    is_blank,
    with_line,
    without_line,
    write_text,
)
from voice_coach.errors import CoachError, UsageError
from voice_coach.library.yaml.problems import Problems, quoted, reading
from voice_coach.library.yaml.suggestions import did_you_mean
from voice_coach.library.yaml.tree import Mapping, Refused, Scalar, YamlNode, read_document
from voice_coach.system.bounded_read import LARGEST, read_regular

_HEADER = "# Settings of voice-coach; `voice-coach config` tells what each is for.\n"

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ()_./+-]*[A-Za-z0-9)])?")
"""Text that needs no quotes in YAML; more than this may not, but quotes do no harm."""


@dataclass(frozen=True, slots=True)
class Written:
    """A value in the file, and its line there."""

    value: Value
    line: int


def read_settings(file: str, text: bytes) -> dict[str, Written]:
    """The settings that a file makes. Raises UsageError with every mistake in it."""
    if is_blank(text.decode("utf-8-sig", "replace")):
        return {}
    return reading(file, lambda problems: _settings(text, problems))


def set_setting(path: Path, name: str, value: str) -> None:
    """Write one setting, in the line it has or in a new one. Raises UsageError, CoachError."""
    meant = read_value(name, value)
    before = _text(path)
    key, written = _line_of(path, before, name, value.strip())
    _replace(path, before, with_line(path, before, key, written), name, meant)


def unset_setting(path: Path, name: str) -> bool:
    """Remove one setting; whether it was there. Raises UsageError, CoachError."""
    check_name(name)
    before = _text(path)
    if name not in (_values(path, before) or {name: None}):
        return False
    key, written = _line_of(path, before, name, None)
    after = with_line(path, before, key, written) if written else without_line(path, before, key)
    if after is None:
        return False
    _replace(path, before, after, name, None)
    return True


def _line_of(path: Path, text: str, name: str, value: str | None) -> tuple[str, str]:
    """The key of the line that a setting is in, and what it says with that value; nothing where
    nothing is left of it. Raises UsageError where the other parts can't be read."""
    group, _, part = name.partition(".")
    if not part:
        return name, "" if value is None else _scalar(value)
    parts = {
        one.removeprefix(f"{group}."): str(told.value)
        for one, told in read_settings(str(path), text.encode()).items()
        if one.startswith(f"{group}.")
    }
    parts.pop(part, None)
    if value is not None:
        parts[part] = value
    inside = ", ".join(f"{one}: {json.dumps(told)}" for one, told in parts.items())
    return group, f"{{{inside}}}" if inside else ""


def _scalar(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value)


def _settings(text: bytes, problems: Problems) -> dict[str, Written] | None:
    root = read_document(text, problems)
    if isinstance(root, Refused):
        return None
    if not isinstance(root, Mapping):
        problems.add(root, "settings are expected here", "write lines such as talk: brief")
        return None
    found: dict[str, Written] = {}
    _read_entries(found, root, "", problems)
    return found


def _read_entries(
    found: dict[str, Written], entries: Mapping, group: str, problems: Problems
) -> None:
    """Read the settings of a mapping. `group`: what their names begin with."""
    names = [name.removeprefix(group) for name in NAMES if name.startswith(group)]
    names = [*(name for name in names if "." not in name), *(() if group else GROUPS)]
    for key, node in entries.entries:
        if not group and key.text in GROUPS:
            _read_group(found, key, node, problems)
        elif key.text in names:
            _read_into(found, f"{group}{key.text}", key, node, problems)
        else:
            instead = did_you_mean(key.text, names, f"write one of {', '.join(names)}")
            problems.add(key, f"unknown setting {quoted(group + key.text)}", instead)


def _read_group(found: dict[str, Written], key: Scalar, node: YamlNode, problems: Problems) -> None:
    if isinstance(node, Refused):
        return
    if isinstance(node, Mapping):
        _read_entries(found, node, f"{key.text}.", problems)
    else:
        problems.add(node, f"{key.text} has parts", f"write {key.text}: {{start: FILE}}")


def _read_into(
    found: dict[str, Written], name: str, key: Scalar, node: YamlNode, problems: Problems
) -> None:
    if isinstance(node, Refused):
        return
    if not isinstance(node, Scalar):
        problems.add(node, f"{name} takes one value", f"write {key.text}: and the value")
        return
    try:
        found[name] = Written(KINDS[name].read(node.text), key.line)
    except WrongValueError as error:
        problems.add(node, f"{name}: {error.what}", error.instead)


def _text(path: Path) -> str:
    """The file as it is, or how a new one begins. Raises UsageError if it is no text."""
    try:
        data = read_regular(path, LARGEST)
    except FileNotFoundError:
        return _HEADER
    except OSError as error:
        raise CoachError(f"{path} can't be read: {error.strerror or error}.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        read_settings(str(path), data)
        raise CoachError(f"{path} is not UTF-8 text.") from error


def _replace(path: Path, before: str, after: str, name: str, value: Value) -> None:
    """Write the changed file, if it now says what was meant, and the rest as before."""
    was, now = _values(path, before), _values(path, after)
    if was is None and now is None:
        read_settings(str(path), before.encode())  # Raises: other lines have to be put right first.
    # Where nothing could be read before, this line was what was wrong.
    expected = dict(now or {}) if was is None else was
    expected.pop(name, None)
    if value is not None:
        expected[name] = value
    if now != expected:
        raise beyond_us(path, name)
    write_text(path, after, "Make the folder writable, or give the flag with each start.")


def _values(path: Path, text: str) -> dict[str, Value] | None:
    """The settings a text makes; None if it is faulty."""
    try:
        return {name: one.value for name, one in read_settings(str(path), text.encode()).items()}
    except UsageError:
        return None
