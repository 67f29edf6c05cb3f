"""Find the emergency number for the user's country.

A wrong number is worse than none. So a country's own is taken only if the locale names the country
and the computer's clock is set as it is there: many who are elsewhere have an American locale,
because that is what computers come with. Otherwise the words are those of `ANY_NUMBER`, which say
that 112 works from most mobile phones.

The numbers: 112 in every country of the European Union (European Commission, "112"), also in
Switzerland, Norway and Iceland (European Emergency Number Association) and in India (Emergency
Response Support System); 999 in the United Kingdom, where 112 does as well (NHS, "When to call
999"); 911 in the United States and Canada (FCC; CRTC); 000 in Australia (Triple Zero); 111 in New
Zealand (New Zealand Police). For advice that can't wait for a doctor's hours: 111 in the United
Kingdom (NHS 111).

"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from voice_coach.config.settings import Settings
from voice_coach.core.wording.phrasebook import ANY_ADVICE, ANY_NUMBER
from voice_coach.speech.voices import language_tag


@dataclass(frozen=True, slots=True)
class Region:
    """Countries with one number, and how far their clocks are ahead of UTC, in hours."""

    number: str
    countries: frozenset[str]
    least: float
    most: float
    advice: str | None = None
    """The number for medical advice, where there is one for the whole country."""


_EUROPEAN_UNION = frozenset(
    (
        *("at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr", "hu"),
        *("ie", "it", "lt", "lu", "lv", "mt", "nl", "pl", "pt", "ro", "se", "si", "sk"),
    )
)

_REGIONS = (
    Region("112", _EUROPEAN_UNION, -1, 3),
    Region("112", frozenset(("ch", "no")), 1, 2),
    Region("112", frozenset(("is",)), 0, 0),
    Region("112", frozenset(("in",)), 5.5, 5.5),
    Region("999", frozenset(("gb",)), 0, 1, advice="111"),
    Region("911", frozenset(("us", "ca")), -10, -2.5),
    Region("000", frozenset(("au",)), 8, 11),
    Region("111", frozenset(("nz",)), 12, 13.75),
)


def emergency_number(settings: Settings) -> str:
    """The number as one writes it, or words to say in its place."""
    if settings.emergency_number is not None:
        return settings.emergency_number
    region = local_region(os.environ, _ahead())
    return ANY_NUMBER if region is None else region.number


def advice_number(settings: Settings) -> str:
    """The number for medical advice, or words to say in its place."""
    if settings.advice_number is not None:
        return settings.advice_number
    region = local_region(os.environ, _ahead())
    return ANY_ADVICE if region is None or region.advice is None else region.advice


def local_region(environment: Mapping[str, str], ahead: timedelta) -> Region | None:
    """The country that the locale names, if the clock, `ahead` of UTC by so much, agrees; None
    where that leaves a doubt."""
    country = _country(environment)
    hours = ahead / timedelta(hours=1)
    for region in _REGIONS:
        if country in region.countries and region.least <= hours <= region.most:
            return region
    return None


def spoken(number: str) -> str:
    """A number digit by digit, as it is to be said: "1 1 2". Words stay as they are."""
    apart = re.sub(r"(?<=\d)[ -]*(?=\d)", " ", number)
    return apart.replace("+", "plus ")


def _ahead() -> timedelta:
    return datetime.now().astimezone().utcoffset() or timedelta()


def _country(environment: Mapping[str, str]) -> str:
    """The country of the locale's telephone numbers, by the precedence that POSIX gives."""
    for variable in ("LC_ALL", "LC_TELEPHONE", "LANG"):
        tag = language_tag(environment.get(variable, ""))
        if tag:
            return tag.partition("-")[2]
    return ""
