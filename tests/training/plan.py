"""Who says which text: drawn once, so that any beginning of the list is a fair part of it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import yaml
from training.render import Said
from training.speakers import natural

from voice_coach.core.voice_commands.grammar import LANGUAGES, WAKE_WORD

if TYPE_CHECKING:
    from training.speakers import Split

TEXTS: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("texts.yaml").read_text("utf-8")
)
"""What else is said: `phrases` that may become commands, and what is none, by sort."""

PHRASES: tuple[str, ...] = tuple(
    dict.fromkeys(
        [*(phrase for said in LANGUAGES["en"].values() for phrase in said), *TEXTS["phrases"]]
    )
)

_SPEEDS = (0.85, 1.25)

_NATURAL_ALONE = 0.4
"""Share of training speech by a voice that is no blend."""

_SHARES = {
    "phrase": 0.50, "called": 0.07, "inflected": 0.11, "single": 0.10, "replaced": 0.08,
    "numbers": 0.06, "pairs": 0.03, "common": 0.03, "sentences": 0.02,
}  # fmt: skip
"""Of training speech, by sort of text; `called`: a phrase after the wake word."""

_NEAR_WORDS = 24
"""Texts that are no command, by each speaker of the tuning and test splits."""


def training(count: int) -> list[Said]:
    """So many utterances to learn from."""
    chance = Random("training")
    speakers = natural("train")
    alone = [one for one in speakers if len(one.styles) == 1]
    blends = [one for one in speakers if len(one.styles) > 1]
    decks: dict[str, list[str]] = {}
    made = []
    for _ in range(count):
        sort = chance.choices(list(_SHARES), list(_SHARES.values()))[0]
        deck = decks.setdefault(sort, [])
        if not deck:
            deck += texts(sort)
            chance.shuffle(deck)
        speaker = chance.choice(alone if chance.random() < _NATURAL_ALONE else blends)
        made.append(Said(speaker, deck.pop(), round(chance.uniform(*_SPEEDS), 2)))
    return made


def judging(split: Split) -> list[Said]:
    """What the speakers of the tuning or the test split say: each phrase, and near words."""
    chance = Random(split)
    made = []
    for speaker in natural(split):
        near = [text for sort in ("inflected", "single", "numbers") for text in texts(sort)]
        said = [*PHRASES, WAKE_WORD, *chance.sample(near, _NEAR_WORDS)]
        made += [Said(speaker, text, round(chance.uniform(0.9, 1.15), 2)) for text in said]
    chance.shuffle(made)
    return made


def texts(sort: str) -> list[str]:
    """All texts of a sort."""
    if sort == "phrase":
        return [*PHRASES, WAKE_WORD]
    if sort == "called":
        return [f"{WAKE_WORD}{pause} {phrase}" for pause in ("", ",") for phrase in PHRASES]
    return list(TEXTS[sort])
