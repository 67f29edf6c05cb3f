"""Durations as people write them: `30s`, `1:30`, `8min`, `1min 30s`, `2.5s`, `1h`."""

from __future__ import annotations

import re

from voice_coach.core.units import Seconds
from voice_coach.library.yaml.problems import quoted

LONGEST: Seconds = 2 * 3600
"""Limit of one time in a routine. Both sides of such a step still fit into one routine."""

_LONGEST_TEXT = 32
_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,3})?"
_UNITS = (
    rf"(?=[0-9])(?:(?P<h>{_NUMBER}) ?h)? ?(?:(?P<min>{_NUMBER}) ?min)? ?(?:(?P<s>{_NUMBER}) ?s)?"
)
_CLOCK = r"(?:(?P<hours>[0-9]{1,2}):)?(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-5][0-9])"
_EITHER = re.compile(f"(?:{_UNITS}|{_CLOCK})")

PATTERN = "^(?:" + re.sub(r"\?P<\w+>", "?:", f"{_UNITS}|{_CLOCK}") + ")$"
"""The same as a regular expression for a JSON Schema."""

_LOOSE_PART = (
    r"(?P<number>[0-9]{1,9}(?:[.,][0-9]{1,6})?)\s*"
    r"(?:(?P<ms>ms|msecs?|milliseconds?)|(?P<h>h|hrs?|hours?)|(?P<min>m|mins?|minutes?|['\u2032])"
    r"|(?P<s>s|secs?|seconds?|\"|''|\u2033))\.?"
)
"""One number with its unit, as people write them elsewhere."""

_PART = re.compile(_LOOSE_PART, re.IGNORECASE)
_PARTS = re.compile(
    re.sub(r"\?P<\w+>", "?:", rf"{_LOOSE_PART}(?:\s*(?:,|and|&)?\s*{_LOOSE_PART}){{0,2}}"),
    re.IGNORECASE,
)
_UNITS_IN_SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0}


class DurationError(ValueError):
    """A text that is not a duration; `what` is the mistake, and `instead` what to write."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(f"{what}; {instead}")
        self.what = what
        self.instead = instead


def parse_duration(text: str, least: Seconds = 0.0, most: Seconds = LONGEST) -> Seconds:
    """Read a duration from `least` to `most`. Raises DurationError."""
    text = text.strip()
    match = _EITHER.fullmatch(text) if len(text) <= _LONGEST_TEXT else None
    if match is None:
        raise _no_duration(text, least, most)
    seconds = _total(match)
    if not least <= seconds <= most:
        raise _out_of_range(text, seconds, least, most)
    return seconds


def show_duration(seconds: Seconds) -> str:
    """Write a duration in its shortest form, to the millisecond: 45s, 1:30, 8min, 2h."""
    if seconds >= 3600 and seconds % 3600 == 0:
        return f"{seconds / 3600:g}h"
    if seconds >= 60 and seconds % 60 == 0:
        return f"{seconds / 60:g}min"
    if seconds < 60 or round(seconds, 3) % 1:
        return f"{seconds:.3f}".rstrip("0").rstrip(".") + "s"
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes = f"{rest // 60:02d}" if hours else f"{rest // 60}"
    return (f"{hours}:" if hours else "") + f"{minutes}:{rest % 60:02d}"


def _total(match: re.Match[str]) -> Seconds:
    part = {name: float(value or 0) for name, value in match.groupdict().items()}
    hours = part["h"] + part["hours"]
    minutes = part["min"] + part["minutes"]
    return hours * 3600 + minutes * 60 + part["s"] + part["seconds"]


def _no_duration(text: str, least: Seconds, most: Seconds) -> DurationError:
    """Explain why a text can't be read. The advice is a duration that can be read, is within the
    limits and means the same."""
    shown = quoted(text)
    if re.fullmatch(_NUMBER, text):
        return _without_unit(text, least, most)
    if text.startswith("-"):
        return DurationError(f"{shown} is negative", "write a time such as 30s")
    seconds = _loosely(text) if len(text) <= _LONGEST_TEXT else None
    if seconds is None:
        what = f"{shown} is not a length of time"
        return DurationError(what, "write one such as 30s, 1:30 or 8min")
    if not least <= seconds <= most:
        return _out_of_range(shown, seconds, least, most)
    return DurationError(f"{shown} is not a length of time", f"write {show_duration(seconds)}")


def _without_unit(text: str, least: Seconds, most: Seconds) -> DurationError:
    number = re.sub("^0+(?=[0-9])", "", text)
    fits = [
        f"{number}{unit}"
        for unit in ("s", "min")
        if least <= float(number) * _UNITS_IN_SECONDS[unit] <= most
    ]
    if not fits:
        return _out_of_range(quoted(text), float(number), least, most)
    instead = (
        f"write {fits[0]}"
        if len(fits) == 1
        else f"write {fits[0]}, or {fits[1]} if you mean minutes"
    )
    return DurationError(f"{quoted(text)} has no unit", instead)


def _loosely(text: str) -> Seconds | None:
    """Return the duration meant by a text such as "1 minute 30 seconds", "1500 ms" or "0:90"."""
    clock = re.fullmatch("([0-9]{1,3}):([0-9]{2})", text)
    if clock:
        return int(clock[1]) * 60.0 + int(clock[2])
    if not _PARTS.fullmatch(text):
        return None
    units: dict[str, Seconds] = {}
    for part in _PART.finditer(text):
        unit = next(unit for unit in _UNITS_IN_SECONDS if part[unit])
        if unit in units:
            return None
        units[unit] = float(part["number"].replace(",", ".")) * _UNITS_IN_SECONDS[unit]
    return round(sum(units.values()), 3)


def _out_of_range(shown: str, seconds: Seconds, least: Seconds, most: Seconds) -> DurationError:
    if seconds > most:
        limit = show_duration(most)
        return DurationError(f"{shown} is longer than {limit}", f"write {limit} or less")
    limit = show_duration(least)
    short = "too short" if seconds == 0 else f"shorter than {limit}"
    return DurationError(f"{shown} is {short}", f"write {limit} or more")
