"""Rates in words a minute, and the natural voice's own speed."""

from __future__ import annotations

OWN_RATE = 165
"""At this rate, which is the default, it speaks at its own speed: 17 characters a second, where
eSpeak says 15."""

SLOWEST_RATE, FASTEST_RATE = 100, 250
"""In words a minute. Beyond these, a recogniser gets twice as many words wrong."""


def understood_rate(rate: int) -> int:
    """The nearest rate at which it is still understood."""
    return min(max(rate, SLOWEST_RATE), FASTEST_RATE)


def speed_of(rate: int) -> float:
    """The model's speed at a rate."""
    return understood_rate(rate) / OWN_RATE
