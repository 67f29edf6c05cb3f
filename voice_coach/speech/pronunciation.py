"""Expand written text to spoken words: abbreviations, units, fractions, and an author's names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from voice_coach.core.model.routine import SayAs

_LEXICON = Path(__file__).with_name("lexicon.toml")


class _Lexicon(NamedTuple):
    words: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]
    fractions: Mapping[str, str]


@lru_cache(maxsize=4096)
def spoken(text: str, say_as: SayAs = ()) -> str:
    """Return the words of `text` as a speech engine should read them."""
    for word, said in sorted(say_as, key=lambda pair: -len(pair[0])):
        text = _whole(word).sub(lambda _, said=said: said, text)  # type: ignore[misc]
    if not _MAY_NEED_IT.search(text):
        return text
    text = _word_pattern().sub(lambda found: _word(found.group()), text)
    text = _fraction_pattern().sub(_fraction, text)
    text = _OUT_OF.sub(r"\1 out of \2", text)
    text = _TEMPO.sub(lambda found: found.group().replace("-", " "), text)
    text = _BY.sub(r"\1 times ", text)
    text = _unit_pattern().sub(_unit, text)
    return _RANGE.sub(_range, text)


_MAY_NEED_IT = re.compile(r"\d|[½⅓⅔¼¾]|\b[A-Z]{3,}\b|\b[wW]/|\b[vV]s\b")
"""Most texts have nothing of it, and are asked for thousands of times."""

_OUT_OF = re.compile(r"(?<![\d/])(\d+)/(\d+)(?![\d/])")
_TEMPO = re.compile(r"(?<![\d-])\d+(?:-\d+){2,}(?![\d-])")
_BY = re.compile(r"(?<!\d)(\d+) ?[x\u00d7] ?(?=\d)")
_RANGE = re.compile(r"(?<![\d.,-])(\d{1,2}) ?[-\u2013] ?(\d{1,2})(?![\d-])")


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    raw = tomllib.loads(_LEXICON.read_text(encoding="utf-8"))
    units = {name: (one, more) for name, (one, more) in raw["units"].items()}
    return _Lexicon(raw["words"], units, raw["fractions"])


def _word(written: str) -> str:
    words = _lexicon().words
    return words.get(written) or words[written.lower()]


def _fraction(found: re.Match[str]) -> str:
    whole, fraction = found.groups()
    said = _lexicon().fractions[fraction]
    return f"{whole} and {said}" if whole else said


def _range(found: re.Match[str]) -> str:
    """8-12, but no telephone number: 555-123."""
    least, most = found.groups()
    return f"{least} to {most}" if int(least) < int(most) else found.group()


def _unit(found: re.Match[str]) -> str:
    number, name = found.groups()
    one, more = _lexicon().units[name]
    return f"{number} {one if number == '1' else more}"


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    words = _lexicon().words
    capital = [word.upper() for word in words if word.islower()]
    return re.compile(_either((*words, *capital)))


@lru_cache(maxsize=1)
def _fraction_pattern() -> re.Pattern[str]:
    fractions = "|".join(map(re.escape, _lexicon().fractions))
    return re.compile(rf"(?<![\d/])(?:(\d+) ?)??({fractions})(?![\d/])")


@lru_cache(maxsize=1)
def _unit_pattern() -> re.Pattern[str]:
    units = "|".join(map(re.escape, sorted(_lexicon().units, key=len, reverse=True)))
    return re.compile(rf"(?<![\w.,])(\d+(?:[.,]\d+)?) ?({units})(?!\w)")


@lru_cache(maxsize=64)
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(_either((word,)), re.IGNORECASE)


def _either(words: Iterable[str]) -> str:
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return rf"(?<!\w)(?:{listed})(?!\w)"
