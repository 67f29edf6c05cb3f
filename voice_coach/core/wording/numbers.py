"""Numbers, lengths and amounts in words and digits, for speech and for the screen."""

from __future__ import annotations

import math
from collections.abc import Sequence

from voice_coach.core.model.exercise import Exercise
from voice_coach.core.units import Seconds, clock_time

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh")

_HALVES_UNTIL: Seconds = 600.0
"""Lengths below this are announced to the half minute, longer ones to the minute."""


def number_word(number: int) -> str:
    """A number up to 999 in words: short, and one clip for both counts and countdowns."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f" {_SMALL[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{_SMALL[hundreds]} hundred" + (f" {number_word(rest)}" if rest else "")


def ordinal(number: int) -> str:
    """The ordinal, in words up to "seventh": "third"."""
    return _ORDINALS[number] if number < len(_ORDINALS) else f"number {number}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 rep", "8 reps"."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def several(exercise: Exercise) -> str:
    """The plural of an exercise's name: "Squats", "Crunches"."""
    name = exercise.name
    if exercise.plural or name.endswith("s"):
        return exercise.plural or name
    return f"{name}es" if name.endswith(("ch", "sh", "x")) else f"{name}s"


def listed(things: Sequence[str]) -> str:
    """A list in a sentence: "a chair, a wall and a doorway"."""
    if not things:
        return ""
    *others, last = things
    return f"{', '.join(others)} and {last}" if others else last


def with_article(thing: str) -> str:
    """A thing with its article: "a chair", but "dumbbells"."""
    if thing.split(maxsplit=1)[0].endswith("s"):
        return thing
    return f"an {thing}" if thing[0] in "aeiou" else f"a {thing}"


def duration(seconds: Seconds) -> str:
    """A length as it is spoken: "45 seconds", "1 minute 30 seconds"."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    if minutes == 0:
        return counted(rest, "second")
    spoken = counted(minutes, "minute")
    return f"{spoken} {counted(rest, 'second')}" if rest else spoken


def about(seconds: Seconds) -> str:
    """A rounded length for announcements: whole minutes, below ten to the half: "2 and a half
    minutes"."""
    halves = round(seconds / 30)
    if halves > 2 and halves % 2 and seconds < _HALVES_UNTIL:
        return f"{halves // 2} and a half minutes"
    return counted(max(1, round(seconds / 60)), "minute")


def short_time(seconds: Seconds) -> str:
    """A length in its shortest form: "45 s", "1 min", "1 min 30 s"."""
    minutes, rest = divmod(round(seconds, 1), 60)
    parts = (f"{minutes:.0f} min" if minutes else "", f"{rest:g} s" if rest or not minutes else "")
    return " ".join(part for part in parts if part)


def clock_left(seconds: Seconds) -> str:
    """Time left as a countdown clock shows it: 1 until the very end."""
    return clock_time(math.ceil(seconds - 0.001))
