"""Rates in words a minute, and the natural voice's own speed."""

from __future__ import annotations

OWN_RATE = 165
"""At this rate, which is the default, it speaks at its own speed: 15.5 characters a second, where
eSpeak says 15."""

SLOWEST_RATE, FASTEST_RATE = 90, 230
"""In words a minute. Beyond these, a recogniser (Whisper tiny.en, 16 phrases, 73 words) gets twice
as many words wrong: 10 % at the model's own speed, 8 at 0.8 and 1.3 of it, 14 at 0.6, 25 at 0.5, 27
at 1.5 and 42 at 1.8."""


def understood_rate(rate: int) -> int:
    """The nearest rate at which it is still understood."""
    return min(max(rate, SLOWEST_RATE), FASTEST_RATE)


def speed_of(rate: int) -> float:
    """The model's speed at a rate."""
    return understood_rate(rate) / OWN_RATE
