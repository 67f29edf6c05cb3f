"""Lengths of time as people write them: `30s`, `1:30`, `8min`, `1min 30s`, `2.5s`, `1h`."""

from __future__ import annotations

import re

from voice_coach.core.units import Seconds
from voice_coach.library.yaml.problems import quoted

LONGEST: Seconds = 6 * 3600
"""Of anything in a routine, and of the whole of it."""

_LONGEST_TEXT = 32
_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,3})?"
_UNITS = (
    rf"(?=[0-9])(?:(?P<h>{_NUMBER}) ?h)? ?(?:(?P<min>{_NUMBER}) ?min)? ?(?:(?P<s>{_NUMBER}) ?s)?"
)
_CLOCK = r"(?:(?P<hours>[0-9]{1,2}):)?(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-5][0-9])"
_EITHER = re.compile(f"(?:{_UNITS}|{_CLOCK})")

PATTERN = "^(?:" + re.sub(r"\?P<\w+>", "?:", f"{_UNITS}|{_CLOCK}") + ")$"
"""The same as a regular expression for a JSON Schema."""

_LOOSE = re.compile(r"([0-9.]{1,9})\s*(h|m|s|'|\")[a-z]*\.?", re.IGNORECASE)
_UNIT_OF = {"h": "h", "m": "min", "s": "s", "'": "min", '"': "s"}


class DurationError(ValueError):
    """A text that is no length of time; `what` is wrong with it, and what to write `instead`."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(f"{what}; {instead}")
        self.what = what
        self.instead = instead


def parse_duration(text: str, least: Seconds = 0.0, most: Seconds = LONGEST) -> Seconds:
    """The length of time that `text` says, from `least` to `most`, or a DurationError."""
    text = text.strip()
    match = _EITHER.fullmatch(text) if len(text) <= _LONGEST_TEXT else None
    if match is None:
        raise DurationError(*_advice(text))
    seconds = _total(match)
    if seconds < least:
        short = "no time at all" if seconds == 0 else f"shorter than {show_duration(least)}"
        raise DurationError(f"{text} is {short}", f"write {show_duration(least)} or more")
    if seconds > most:
        limit = show_duration(most)
        raise DurationError(f"{text} is longer than {limit}", f"write {limit} or less")
    return seconds


def show_duration(seconds: Seconds) -> str:
    """The shortest way to write it: 45s, 1:30, 8min, 2h."""
    if seconds >= 3600 and seconds % 3600 == 0:
        return f"{seconds / 3600:g}h"
    if seconds >= 60 and seconds % 60 == 0:
        return f"{seconds / 60:g}min"
    if seconds < 120 and (seconds < 60 or seconds % 1):
        return f"{round(seconds, 3):g}s"
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes = f"{rest // 60:02d}" if hours else f"{rest // 60}"
    return (f"{hours}:" if hours else "") + f"{minutes}:{rest % 60:02d}"


def _total(match: re.Match[str]) -> Seconds:
    part = {name: float(value or 0) for name, value in match.groupdict().items()}
    hours = part["h"] + part["hours"]
    minutes = part["min"] + part["minutes"]
    return hours * 3600 + minutes * 60 + part["s"] + part["seconds"]


def _advice(text: str) -> tuple[str, str]:
    shown = quoted(text)
    if re.fullmatch(_NUMBER, text):
        return f"{shown} has no unit", f"write {text}s, or {text}min if you mean minutes"
    if text.startswith("-"):
        return f"{shown} is negative", "write a time such as 30s"
    loose = _LOOSE.fullmatch(text) if len(text) <= _LONGEST_TEXT else None
    if loose:
        guess = loose.group(1) + _UNIT_OF[loose.group(2).lower()]
        if _EITHER.fullmatch(guess):
            return f"{shown} is no length of time", f"write {guess}"
    return f"{shown} is no length of time", "write one such as 30s, 1:30 or 8min"
