"""The grammar: each command and its phrases, by language.

A phrase is lower case and made of words that a pronouncing dictionary has. Long phrases are
understood better than short ones, so there is a longer one beside each short one, if it sounds
natural. A phrase with a detail, such as a number, is one phrase for each value: recognisers take
the table as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked, FilledCommand, NumberAnswer
from voice_coach.core.model.exercise import BODY_PARTS
from voice_coach.core.wording.numbers import number_word

WAKE_WORD = "coach"

_ENGLISH: dict[Asked, tuple[str, ...]] = {
    Command.PAUSE: ("pause", "hold on", "take a break", "wait", "give me a minute"),
    Command.RESUME: ("resume", "continue", "carry on", "go on"),
    Command.NEXT: ("next", "skip", "next exercise", "skip this one"),
    Command.BACK: ("back", "go back"),
    Command.UNDO: ("undo", "take that back"),
    Command.REPEAT: ("repeat", "say that again", "say again", "again"),
    Command.TIME_LEFT: ("how long", "time left", "how long left", "how much time"),
    Command.WHATS_NEXT: ("what's next", "what comes next"),
    Command.MORE_TIME: ("more time", "ten more seconds", "add ten seconds"),
    **{
        FilledCommand(Command.MORE_TIME, seconds): (
            f"add {number_word(seconds)} seconds",
            f"{number_word(seconds)} more seconds",
        )
        for seconds in (20, 30)
    },
    FilledCommand(Command.MORE_TIME, 60): ("add a minute", "one more minute"),
    Command.MORE_REPS: ("one more rep",),
    **{
        FilledCommand(Command.MORE_REPS, reps): (f"{number_word(reps)} more reps",)
        for reps in (2, 3, 5)
    },
    **{
        FilledCommand(Command.NEXT, exercises): (f"skip {number_word(exercises)}",)
        for exercises in (2, 3)
    },
    Command.LOUDER: ("louder", "turn it up"),
    Command.QUIETER: ("quieter", "turn it down"),
    Command.SLOWER: ("slower", "speak slower"),
    Command.FASTER: ("faster", "speak faster"),
    Command.EASIER: ("easier", "make it easier", "too hard", "easier please"),
    Command.HARDER: ("harder", "make it harder", "too easy"),
    Command.DONE: ("done", "i'm done"),
    Command.STOP: ("stop", "finish", "stop the workout"),
    Command.HELP: ("help", "what can i say"),
    Command.PAIN: (
        *("my back hurts", "it hurts", "that hurts", "pain", "ouch"),
        *("my chest hurts", "chest pain", "i feel dizzy", "i'm dizzy", "dizzy"),
    ),
    **{FilledCommand(Command.PAIN, part): (f"my {part.value} hurts",) for part in BODY_PARTS},
    Command.NOTHING_HURTS: ("nothing hurts",),
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
    """All phrases for the commands and answers of `asked`, with their meanings: those with a detail
    wherever their command is. `names` are added unchanged, such as the routines of a menu."""
    wanted = frozenset(asked)
    known = {
        phrase: one
        for one, phrases in LANGUAGES[language].items()
        if (one.command if isinstance(one, FilledCommand) else one) in wanted
        for phrase in phrases
    }
    return {**known, **(names or {})}


IN_GENERAL: Mapping[Command, str] = {Command.PAIN: "it hurts"}
"""The phrase for a command of which the detail was not understood, where that is better than
nothing. "Some more time" would be a wrong amount; that something hurts is true of every part."""
