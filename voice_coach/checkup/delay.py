"""Measure the delay of an echo by comparing the course of the loudness."""

from __future__ import annotations

import math
from array import array
from itertools import accumulate
from operator import mul

from voice_coach.core.units import Seconds

STEP: Seconds = 0.001
"""The resolution of the measurement."""

_LONGEST: Seconds = 0.6
"""The longest delay; a later sound would be another one."""

_ALIKE = 0.5
"""The least correlation at which a sound counts as the echo."""

_Course = list[float]


def delay_between(played: bytes, heard: bytes, played_rate: int, heard_rate: int) -> Seconds | None:
    """Return the delay between playing a sound and hearing it; None if it is not heard. Both
    recordings begin at the same moment, mono and signed 16 bit."""
    before, after = _course(played, played_rate), _course(heard, heard_rate)
    lags = round(_LONGEST / STEP)
    length = min(len(before), len(after)) - lags
    if length <= 0:
        return None
    likeness = _likenesses(before[:length], after, lags)
    best = max(range(lags), key=likeness.__getitem__)
    return best * STEP if likeness[best] >= _ALIKE else None


def _course(pcm: bytes, rate: int) -> _Course:
    """Return the mean size of the samples of each step."""
    samples, size = array("h", pcm), round(rate * STEP)
    return [
        sum(map(abs, samples[at : at + size])) / size
        for at in range(0, len(samples) - size + 1, size)
    ]


def _likenesses(wanted: _Course, course: _Course, lags: int) -> _Course:
    """Return the correlation of `wanted` with the stretch of `course` at each lag."""
    length = len(wanted)
    mean = sum(wanted) / length
    level = [one - mean for one in wanted]
    size = math.sqrt(sum(map(mul, level, level)))
    sums = [0.0, *accumulate(course)]
    squares = [0.0, *accumulate(map(mul, course, course))]
    found = []
    for lag in range(lags):
        total = sums[lag + length] - sums[lag]
        spread = squares[lag + length] - squares[lag] - total * total / length
        product = sum(map(mul, level, course[lag : lag + length]))
        # What has no course at all is like nothing.
        found.append(product / (size * math.sqrt(spread)) if size and spread > 1e-6 else 0.0)
    return found
