"""Find the word that was most likely meant: "did you mean" answers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_LONGEST = 60
"""Comparing takes the square of the length, and nobody mistypes a longer name than this."""


def slug_of(text: str) -> str:
    """Return a name in the form used to compare it: lower case, and hyphens for spaces, underscores
    and the like."""
    return re.sub(
        r"[\s_.\-\u2010-\u2015]+",
        "-",
        text.casefold().replace("'", "").replace("\u2019", "").strip(),
    ).strip("-")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that `word` is most likely a typo of; None if nothing is near."""
    if len(word) > _LONGEST:
        return None
    wanted = slug_of(word)
    if not wanted:
        return None
    by_slug = {slug_of(one): one for one in known}
    if wanted in by_slug:
        return by_slug[wanted]
    # A plural, a word left out or two run together: nearer to what was meant than any count of
    # letters tells.
    for slug, one in by_slug.items():
        if slug.rstrip("s").replace("-", "") == wanted.rstrip("s").replace("-", ""):
            return one
    close = difflib.get_close_matches(wanted, by_slug, n=1, cutoff=0.7)
    if close:
        return by_slug[close[0]]
    words = set(wanted.split("-"))
    same_words = [one for slug, one in by_slug.items() if words < set(slug.split("-"))]
    return min(same_words, key=len, default=None)


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return advice for `word`: the nearest of `known`, or else `otherwise`."""
    found = nearest(word, known)
    return f"did you mean {found}?" if found else otherwise
