"""The phrases that are scored, in two halves: one to choose by, one to report."""

from __future__ import annotations

from hashlib import sha256

from voice_coach.core.wording.phrasebook import FIT_NOTICE
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.screening import load_screening

SPLITS = ("tune", "report")


def split_of(phrase: str) -> str:
    """The half that a phrase is in, which nothing but its words decides."""
    return SPLITS[sha256(phrase.encode()).digest()[0] % 2]


def names() -> tuple[str, ...]:
    """Every exercise, as it is named before it begins."""
    return tuple(f"{exercise.name}." for exercise in load_catalogue().values())


def phrases() -> tuple[str, ...]:
    """Names, one thing to mind of each exercise, and questions: 150 and some."""
    screening = load_screening()
    minded = [exercise.cues.texts[0] for exercise in load_catalogue().values()]
    asked = [one.ask for one in (*screening.questions, *screening.pain, *screening.conditions)]
    fixed = [FIT_NOTICE, *screening.opening, *screening.reminder, *asked]
    return tuple(dict.fromkeys((*names(), *minded, *fixed)))


def some(split: str, most: int | None) -> tuple[str, ...]:
    """So many phrases of a half, the same each time."""
    chosen = [phrase for phrase in phrases() if split_of(phrase) == split]
    chosen.sort(key=lambda phrase: sha256(phrase[::-1].encode()).digest())
    return tuple(chosen[:most])
