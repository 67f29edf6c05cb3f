"""The grammar: each command and its phrases, by language.

A phrase is lower case and made of words that a pronouncing dictionary has. Long phrases are
understood better than short ones, so there is a longer one beside each short one, if it sounds
natural.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked, NumberAnswer
from voice_coach.core.wording.numbers import number_word

WAKE_WORD = "coach"

_ENGLISH: dict[Asked, tuple[str, ...]] = {
    Command.PAUSE: ("pause", "hold on", "take a break"),
    Command.RESUME: ("resume", "continue", "carry on", "go on"),
    Command.NEXT: ("next", "skip", "next exercise", "skip this one"),
    Command.BACK: ("back", "go back"),
    Command.UNDO: ("undo", "take that back"),
    Command.REPEAT: ("repeat", "say that again", "say again"),
    Command.TIME_LEFT: ("how long", "time left", "how long left", "how much time"),
    Command.WHATS_NEXT: ("what's next", "what comes next"),
    Command.MORE_TIME: ("more time", "ten more seconds"),
    Command.LOUDER: ("louder", "turn it up"),
    Command.QUIETER: ("quieter", "turn it down"),
    Command.SLOWER: ("slower", "speak slower"),
    Command.FASTER: ("faster", "speak faster"),
    Command.EASIER: ("easier", "make it easier", "too hard"),
    Command.HARDER: ("harder", "make it harder", "too easy"),
    Command.DONE: ("done", "i'm done"),
    Command.STOP: ("stop", "finish", "stop the workout"),
    Command.HELP: ("help", "what can i say"),
    Command.PAIN: (
        *("my back hurts", "it hurts", "that hurts", "pain", "ouch"),
        *("my chest hurts", "chest pain", "i feel dizzy", "i'm dizzy", "dizzy"),
    ),
    Command.YES: ("yes", "yeah"),
    Command.NO: ("no", "nope"),
    Command.UNSURE: ("not sure", "i don't know"),
    **{NumberAnswer(str(figure)): (number_word(figure),) for figure in range(11)},
}

LANGUAGES: Mapping[str, Mapping[Asked, tuple[str, ...]]] = {"en": _ENGLISH}
"""Phrases by language tag. Another language is another table here, and a recogniser for it."""


def phrases_of(
    asked: Iterable[Asked],
    names: Mapping[str, Asked] | None = None,
    language: str = "en",
) -> dict[str, Asked]:
    """All phrases for the commands and answers of `asked`, with their meanings. `names` are added
    unchanged, such as the routines of a menu."""
    table = LANGUAGES[language]
    known = {phrase: one for one in asked for phrase in table.get(one, ())}
    return {**known, **(names or {})}
