"""The plan of the week: a YAML file with one line a day, changed a line at a time.

The file is the user's own: their comments, their order and their other lines stay. Days, rest,
times and routines can be written in it as on the command line.
"""

from __future__ import annotations

import json
import re
from datetime import time
from pathlib import Path
from typing import Protocol

from voice_coach.config.settings import settings_path
from voice_coach.config.yaml_lines import is_blank, with_line, without_line, write_text
from voice_coach.core.training.week_plan import DAYS, NAMES, REST, WeekPlan
from voice_coach.core.training.week_words import day_of, is_rest, time_of_day
from voice_coach.errors import UsageError
from voice_coach.library.yaml.problems import Problems, quoted, reading
from voice_coach.library.yaml.suggestions import did_you_mean
from voice_coach.library.yaml.tree import Mapping, Refused, Scalar, YamlNode, read_document
from voice_coach.system.bounded_read import LARGEST, read_regular

AT = "at"
"""The key of the time at which training begins."""

KEYS = (*DAYS, AT)

_HEADER = """\
# The week of voice-coach: a routine a day, or rest; `voice-coach plan` shows it.
"""

_PLAIN = re.compile(r"[a-z][a-z0-9-]*")
"""Names that are written without quotes."""

_USUAL_TIME_TEXT = "write one such as 18:00"


class RoutineNames(Protocol):
    """The routines that a plan can name."""

    def slugs(self) -> tuple[str, ...]:
        """The file names of all routines."""

    def slug_named(self, name: str) -> str:
        """The file name of the routine that a user's words name. Raises UsageError."""


def plan_path() -> Path:
    """The file; it may not be there."""
    return settings_path().with_name("plan.yaml")


def load_plan(path: Path, routines: RoutineNames) -> WeekPlan | None:
    """Read the week; None where none is planned. Raises UsageError with every mistake in it."""
    text = _text(path)
    return None if is_blank(text) else _read(path, text, routines)


def set_line(path: Path, key: str, value: str, routines: RoutineNames) -> None:
    """Write one line, of `KEYS`, in the place it has or at the end. Raises UsageError when the
    file has mistakes, or CoachError when it can't be written."""
    before = _text(path) or _HEADER
    written = value if _PLAIN.fullmatch(value) or key == AT else json.dumps(value)
    after = with_line(path, before, key, written, _key_of)
    _read(path, after, routines)
    write_text(path, after, "Make the folder writable.")


def clear_line(path: Path, key: str) -> bool:
    """Remove one line; True if it was there. Raises UsageError, CoachError."""
    after = without_line(path, _text(path), key, _key_of)
    if after is None:
        return False
    write_text(path, after, "Make the folder writable.")
    return True


def _read(path: Path, text: str, routines: RoutineNames) -> WeekPlan:
    return reading(str(path), lambda problems: _week(text, routines, problems))


def _week(text: str, routines: RoutineNames, problems: Problems) -> WeekPlan | None:
    root = read_document(text.encode(), problems)
    if isinstance(root, Refused):
        return None
    if not isinstance(root, Mapping):
        problems.add(root, "days are expected here", "write lines such as mon: core-basics")
        return None
    days: dict[str, str] = {}
    at: time | None = None
    for key, node in root.entries:
        word = _key_of(key.text)
        if word == AT:
            at = _time(node, problems)
        elif word is None:
            instead = did_you_mean(key.text, KEYS, f"write one of {', '.join(KEYS)}")
            problems.add(key, f"unknown day {quoted(key.text)}", instead)
        elif word in days:
            what = f"{NAMES[DAYS.index(word)]} is planned twice"
            problems.add(key, what, "remove one of the two")
        else:
            days[word] = _planned(node, routines, problems)
    return WeekPlan(days, at)


def _key_of(text: str) -> str | None:
    """The key, of `KEYS`, that a text stands for."""
    return AT if text.strip().casefold() == AT else day_of(text)


def _planned(node: YamlNode, routines: RoutineNames, problems: Problems) -> str:
    if not isinstance(node, Scalar):
        if not isinstance(node, Refused):
            problems.add(node, "one routine a day is expected here", "write the name of one")
    elif node.text and not is_rest(node.text):
        try:
            return routines.slug_named(node.text)
        except UsageError:
            otherwise = f"write one that `voice-coach list` shows, or {REST}"
            instead = did_you_mean(node.text, (*routines.slugs(), REST), otherwise)
            problems.add(node, f"there is no routine {quoted(node.text)}", instead)
    elif not node.text:
        problems.add(node, "nothing is written for this day", f"write a routine, or {REST}")
    return REST


def _time(node: YamlNode, problems: Problems) -> time | None:
    found = time_of_day(node.text) if isinstance(node, Scalar) else None
    if found is None and not isinstance(node, Refused):
        what = quoted(node.text) if isinstance(node, Scalar) else "this"
        problems.add(node, f"{what} is not a time of day", _USUAL_TIME_TEXT)
    return found


# --- the file ---------------------------------------------------------------------------


def _text(path: Path) -> str:
    """The text of the file; empty where there is none. Raises UsageError."""
    try:
        return read_regular(path, LARGEST).decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from error
    except OSError as error:
        raise UsageError(
            f"The plan in {path} can't be read: {error.strerror or error}.",
            "Make the file readable, or move it away.",
        ) from error
