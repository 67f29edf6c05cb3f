"""Estimate of the length of speech that has not been rendered yet.

Fitted to 390 cues, names and counts of the catalogue, rendered by eSpeak NG's British, American and
Scottish voices at 100 to 260 words a minute, and then made a quarter longer, because a cue that
turns out shorter than its place does no harm: 99.3 % were not longer than estimated, the worst by
0.13 s, and the median was estimated 26 % too long.
"""

from __future__ import annotations

import re
from functools import lru_cache

from voice_coach.core.units import Seconds

_FITTED_RATE = 165

_ONSET: Seconds = 0.20
_LETTER: Seconds = 0.078
_DIGIT: Seconds = 0.31
_LONG_PAUSE: Seconds = 0.45
_SHORT_PAUSE: Seconds = 0.34

_LONG_PAUSES = re.compile(r"[.!?:;](?=\s)")
_SHORT_PAUSES = re.compile(r"[,\u2013\u2014](?=\s)|\(")


@lru_cache(maxsize=4096)
def estimated_length(text: str, rate: int) -> Seconds:
    """The length of `text` at `rate` words a minute; too long rather than too short."""
    at_fitted_rate = (
        _ONSET
        + _LETTER * sum(map(str.isalpha, text))
        + _DIGIT * sum(map(str.isdigit, text))
        + _LONG_PAUSE * len(_LONG_PAUSES.findall(text))
        + _SHORT_PAUSE * len(_SHORT_PAUSES.findall(text))
    )
    return at_fitted_rate * _FITTED_RATE / rate
