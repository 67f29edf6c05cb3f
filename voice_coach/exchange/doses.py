"""Times and reps as people type them in lists."""

from __future__ import annotations

import re

_PART = (
    r"(?P<{n}number>\d{{1,6}}(?:[.,]\d{{1,3}})?)\s*"
    r"(?:(?P<{n}h>h(?:ours?|rs?)?)|(?P<{n}m>m(?:in(?:ute)?s?)?|['\u2032])"
    r"|(?P<{n}s>s(?:ec(?:ond)?s?)?|\"|''|\u2033))\.?(?![a-z])"
)
TIME = re.compile(
    rf"(?<![\w.])(?:{_PART.format(n='a')}(?:\s?{_PART.format(n='b')}|(?P<bare>\d\d)(?!\w))?"
    r"|(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d))",
    re.IGNORECASE,
)
"""A time within a line: 30s, 1m30, 1 min 30 s, 5', 1:30."""


def time_in(match: re.Match[str]) -> float:
    """The seconds of a match of TIME."""
    part = match.groupdict()
    if part["minutes"]:
        return int(part["hours"] or 0) * 3600.0 + int(part["minutes"]) * 60 + int(part["seconds"])
    total = float(part["bare"] or 0)
    for name in ("a", "b"):
        if part[f"{name}number"]:
            unit = 3600 if part[f"{name}h"] else 60 if part[f"{name}m"] else 1
            total += float(part[f"{name}number"].replace(",", ".")) * unit
    return total


def seconds_of(text: str) -> float | None:
    """Return the seconds of a text that is a time, in seconds if it has no unit; None if not."""
    if re.fullmatch(r"\d{1,6}(?:[.,]\d{1,3})?", text):
        return float(text.replace(",", "."))
    match = TIME.fullmatch(text.strip())
    return None if match is None else time_in(match)
