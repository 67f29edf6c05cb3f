"""Texts that sound like a command if they stand alone.

Measured with six voices and a microphone that hears the coach unhindered: "Pause." is understood as
a command, and so is "Stop."; of the sentences below, none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.session.transitions import MOVES
from voice_coach.core.voice_commands.grammar import WAKE_WORD, phrases_of
from voice_coach.core.wording.numbers import number_word

PART_OF_MORE: Mapping[Asked, str] = {
    Command.PAUSE: "Pause at the top.",
    Command.NEXT: "On to the next one.",
    Command.BACK: "Keep your back long.",
    Command.UNDO: "Undo the turn slowly.",
    Command.REPEAT: "Repeat that with the left.",
    Command.TIME_LEFT: "You know how long it takes.",
    Command.WHATS_NEXT: "You know what comes next by now.",
    Command.MORE_TIME: "Stay for ten more seconds if you can.",
    Command.MORE_REPS: "Do one more rep than last time.",
    Command.LOUDER: "Breathe out a little louder.",
    Command.QUIETER: "Land a little quieter.",
    Command.FASTER: "Step a little faster.",
    Command.SLOWER: "Lower a little slower.",
    Command.EASIER: "This gets easier soon.",
    Command.HARDER: "Push a little harder.",
    Command.DONE: "You are nearly done.",
    Command.STOP: "Stop short of the floor.",
    Command.HELP: "Let the arms help you.",
    Command.PAIN: "Leave out what causes pain.",
}
"""For every command that can be given during a routine: an example with its words that is not
understood as the command. Not measured is the one for more reps."""

_PHRASES = phrases_of((*MOVES[SessionPhase.RUNNING], Command.HELP))

_PAUSES = re.compile(r"[.,;:!?…()\u2013—]| - ")
"""Punctuation at which a voice may pause for long enough to seem done."""


def commands_alone(text: str) -> Mapping[Asked, str]:
    """The commands whose exact words are a part of a text, each with the first such part."""
    found: dict[Asked, str] = {}
    for part in _PAUSES.split(text):
        command = _PHRASES.get(_as_heard(part))
        if command is not None:
            found.setdefault(command, part.strip())
    return found


def _as_heard(words: str) -> str:
    """The words as the recogniser has them, without the wake word."""
    spelt = re.sub(r"\b\d{1,3}\b", lambda figure: number_word(int(figure[0])), words.lower())
    plain = " ".join(re.findall(r"[\w']+", spelt.replace("\u2019", "'")))
    return plain.removeprefix(f"{WAKE_WORD} ")
