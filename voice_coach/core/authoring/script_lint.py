"""Advice on a script: lines that are legal but unwise."""

from __future__ import annotations

from collections.abc import Iterator

from voice_coach.core.authoring.command_lookalikes import PART_OF_MORE, commands_alone
from voice_coach.core.authoring.routine_lint import Advice
from voice_coach.core.wording.script import VARIABLE, Moment, Script

_NAMED_SO = frozenset(
    {
        Moment.NEXT,
        Moment.AMRAP,
        Moment.MORE_TIME,
        Moment.EASIER,
        Moment.HARDER,
        Moment.LOUDER,
        Moment.QUIETER,
        Moment.FASTER,
        Moment.SLOWER,
    }
)
"""Moments that answer a command in its own words, or have a command's name."""


def advise_on_script(script: Script) -> tuple[Advice, ...]:
    """Words that sound like a command if they stand alone, each once."""
    return tuple(dict.fromkeys(_like_commands(script)))


def _like_commands(script: Script) -> Iterator[Advice]:
    for moment, lines in script.lines.items():
        if moment in _NAMED_SO:
            continue
        for form in (form for line in lines for form in line.forms):
            # The values of variables come from the hints, and are not part of the script.
            for command, words in commands_alone(VARIABLE.sub("so", form)).items():
                what = f"“{words}” alone is a command, and may be taken for one in {moment}"
                yield Advice(what, f"let it be part of more, as in “{PART_OF_MORE[command]}”")
