"""Match names as people type them: which one is meant, and which ones may be.

A name that is not the one written is taken only if nothing else fits. A name that merely looks
alike is never taken and never offered: a bench press is not a bench dip.

"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from voice_coach.library.yaml.suggestions import slug_of

Named = TypeVar("Named")

SHORTEST_BEGINNING = 3
"""Letters that stand for a name they begin; with fewer, a slip of a key would choose."""

_SHORTEST_TYPO = 5
"""In a shorter word, another letter makes another word as often as a typo."""

MOST_OFFERED = 4
"""Names offered for one that was not found."""


def same_name(text: str) -> str:
    """Return a key that is the same for all ways to write one name: capitals, hyphens, joined words
    and plurals don't matter."""
    return "".join(map(_singular, slug_of(text).split("-")))


def begins(typed: str, name: str) -> bool:
    """True if `typed` begins the name."""
    wanted = slug_of(typed)
    return bool(wanted) and slug_of(name).startswith(wanted)


def is_enough(typed: str) -> bool:
    """True if `typed` is long enough to stand for the only name that it begins."""
    return len(slug_of(typed)) >= SHORTEST_BEGINNING


def begun_by(typed: str, named: Mapping[str, Named]) -> tuple[Named, ...]:
    """Return everything with a name that `typed` begins, each once."""
    return _once(one for name, one in named.items() if begins(typed, name))


def perhaps_meant(typed: str, named: Mapping[str, Named]) -> tuple[Named, ...]:
    """Return what a wrong `typed` may mean: one letter is wrong, or all its words are in the name.
    The likeliest first; empty if it fits too many."""
    wanted = slug_of(typed)
    if not wanted:
        return ()
    slipped = _once(one for name, one in named.items() if is_one_slip(wanted, slug_of(name)))
    if slipped:
        return slipped[:MOST_OFFERED]
    words = set(map(_singular, wanted.split("-")))
    alike = _once(
        one for name, one in named.items() if words <= set(map(_singular, slug_of(name).split("-")))
    )
    return alike if len(alike) <= MOST_OFFERED else ()


def is_one_slip(one: str, other: str) -> bool:
    """True if the names differ by one letter, more, less or changed, or two swapped ones."""
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    if one == other or longer < _SHORTEST_TYPO or longer - shorter > 1:
        return False
    start = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    left, right = one[start:], other[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


def offer(slugs: tuple[str, ...], otherwise: str) -> str:
    """Return advice for a name that was not found: one of `slugs`, or else `otherwise`."""
    *first, last = slugs or ("",)
    if not last:
        return otherwise
    return f"did you mean {', '.join(first)} or {last}?" if first else f"did you mean {last}?"


def _singular(word: str) -> str:
    if re.search(r"(?:ch|sh|ss|x)es$", word):
        return word[:-2]
    return word[:-1] if len(word) > 2 and re.search(r"[^s]s$", word) else word


def _once(found: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(dict.fromkeys(found))
