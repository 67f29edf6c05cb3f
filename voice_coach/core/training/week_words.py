"""The words of a week plan: days, rest and times of day, in the ways people write them.

The plan file and the command line read them by these rules alone.
"""

from __future__ import annotations

import re
from datetime import time

from voice_coach.core.training.week_plan import DAYS, NAMES

REST_WORDS = frozenset(("rest", "off", "none", "free", "nothing", "rest day", "day off", "-"))
"""Each plans a day of rest. No routine can have one of these names."""

_SHORTEST_DAY = 2
"""Letters that tell every day from the others, except "t" and "s" alone."""

_TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.h](?P<minute>[0-9]{2}))?\s*h?\s*(?P<half>[ap])?\.?(?:m\.?)?",
    re.IGNORECASE,
)
_NAMED_TIMES = {"noon": time(12), "midnight": time(0)}


def day_of(text: str) -> str | None:
    """The day, of `DAYS`, that a text such as Mon, mon., monday or Mondays names; or None."""
    word = text.strip().casefold().removesuffix(".")
    for day, name in zip(DAYS, NAMES, strict=True):
        full = name.casefold()
        if len(word) >= _SHORTEST_DAY and (full.startswith(word) or word == f"{full}s"):
            return day
    return None


def is_rest(text: str) -> bool:
    """Whether a text plans a day of rest."""
    return " ".join(re.split(r"[\s_]+|(?<=\w)-(?=\w)", text.strip().casefold())) in REST_WORDS


def time_of_day(text: str) -> time | None:
    """The time that a text such as 18:00, 7.30, 19, 7pm or noon tells; or None."""
    word = text.strip().casefold()
    if word in _NAMED_TIMES:
        return _NAMED_TIMES[word]
    match = _TIME.fullmatch(word)
    if match is None or ("m" in word and match["half"] is None):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
