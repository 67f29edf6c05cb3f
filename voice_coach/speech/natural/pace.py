"""Rates in words a minute, and the natural voice's own speed."""

from __future__ import annotations

OWN_RATE = 165
"""At this rate, which is the default, it speaks at its own speed: 15.5 characters a second, where
eSpeak says 15."""

SLOWEST_RATE, FASTEST_RATE = 130, 215
"""In words a minute, 0.8 and 1.3 of its own speed. Within these, a recogniser (Whisper tiny.en, 33
phrases, 238 words) gets at most one word in twenty wrong: 1.7 % at its own speed, 1.7 at 0.9 of it,
5.0 at 0.8, 2.9 at 1.2 and 3.8 at 1.3; beyond, 9.7 % at 0.7, 14.7 at 0.55 and 11.8 at 1.39."""


def understood_rate(rate: int) -> int:
    """The nearest rate at which it is still understood."""
    return min(max(rate, SLOWEST_RATE), FASTEST_RATE)


def speed_of(rate: int) -> float:
    """The model's speed at a rate."""
    return understood_rate(rate) / OWN_RATE
