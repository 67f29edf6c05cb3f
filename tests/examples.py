"""How many examples a property is tried with."""

from __future__ import annotations

from hypothesis import settings


def examples(number: int) -> settings:
    """So many where a property is tried with Hypothesis's usual 100; fewer in proportion where the
    profile says fewer, as with `-m quick`."""
    return settings(max_examples=number * settings().max_examples // 100)
