"""A lesson: the athlete says each command three times, and what is gained by that is counted.

The prototypes are made of the first two takes. The third is held back, and shows what they are good
for: they are used only if more of those are understood with them than without.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voice_coach.core.events.command import Command
from voice_coach.core.voice_commands.arbiter import ORDINARY
from voice_coach.core.voice_commands.grammar import LANGUAGES
from voice_coach.hearing.own_voice.adapted import corrected
from voice_coach.hearing.own_voice.file import Lessons
from voice_coach.hearing.own_voice.prototypes import Prototypes
from voice_coach.hearing.ports.reports import Understood

TAKES = 3
"""Times that each command is said."""

COMMANDS: Mapping[str, Command] = {
    phrases[0]: asked for asked, phrases in LANGUAGES["en"].items() if isinstance(asked, Command)
}
"""The commands to be learnt, by the phrase for each."""

_MEANINGS = {phrase: asked for asked, phrases in LANGUAGES["en"].items() for phrase in phrases}


@dataclass(frozen=True, slots=True)
class Gain:
    """Number of takes held back, and of those that were understood."""

    of: int
    before: int
    """By the recogniser alone."""
    after: int
    """With the prototypes."""

    @property
    def helps(self) -> bool:
        """True if the prototypes are worth using."""
        return self.after > self.before


def left(lessons: Lessons) -> tuple[str, ...]:
    """The phrases that are still to be said."""
    return tuple(phrase for phrase in COMMANDS if len(lessons.takes.get(phrase, ())) < TAKES)


def with_takes(lessons: Lessons, phrase: str, takes: tuple[Understood, ...]) -> Lessons:
    """The lessons with all takes of one more phrase."""
    last = takes[-1]
    return Lessons(
        {**lessons.takes, phrase: tuple(take.voiceprint for take in takes)},
        {**lessons.held_back, phrase: (last.phrase, last.score)},
    )


def gain(lessons: Lessons) -> Gain:
    """Compare the last takes with the first ones, and count those that are understood."""
    prototypes = Prototypes({phrase: takes[:-1] for phrase, takes in lessons.takes.items()})
    before = after = 0
    for phrase, heard in lessons.held_back.items():
        nearest = prototypes.nearest(lessons.takes[phrase][-1], COMMANDS)
        before += _is(phrase, *heard)
        after += _is(phrase, *corrected(*heard, nearest))
    return Gain(len(lessons.held_back), before, after)


def _is(wanted: str, phrase: str, score: float) -> bool:
    return score >= ORDINARY and _MEANINGS.get(phrase) == _MEANINGS[wanted]
