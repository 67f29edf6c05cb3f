"""What the README says of talking to the coach is what can be said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from voice_coach.core.command import Command
from voice_coach.core.phrases import LANGUAGES, WAKE_WORD
from voice_coach.hearing.engines import ENGINES

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
SECTION = README.partition("\n## Talk to it\n")[2].partition("\n## ")[0]
QUOTED = {quoted.lower() for quoted in re.findall(r'"([^"]*)"', SECTION)}


@pytest.mark.parametrize(
    "phrase",
    [
        phrase
        for asked, phrases in LANGUAGES["en"].items()
        if isinstance(asked, Command)
        for phrase in phrases
    ],
)
def test_every_phrase_is_in_it(phrase: str) -> None:
    assert phrase in QUOTED


def test_nothing_is_in_it_that_is_not_understood() -> None:
    known = {phrase for phrases in LANGUAGES["en"].values() for phrase in phrases}
    told = {quoted for quoted in QUOTED if not quoted.startswith(("voice-coach[", WAKE_WORD))}
    assert told - known == set()


def test_every_engine_is_in_it() -> None:
    assert {name for name in ENGINES if f"| `{name}` |" in SECTION} == set(ENGINES)
