"""The meaning of each key, by what is going on.

A table belongs to the acts that name it. Case does not matter; an arrow is the sequence that a
terminal sends for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_lowercase, digits

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked, FilledCommand, Letter, NumberAnswer
from voice_coach.core.model.exercise import HealthCondition

Keys = Mapping[str, Asked]

SESSION_KEYS: Keys = {
    "p": Command.PAIN,
    " ": Command.TOGGLE,
    "n": Command.NEXT,
    "b": Command.BACK,
    "u": Command.UNDO,
    "r": Command.REPEAT,
    "m": Command.MORE_TIME,
    "a": Command.MORE_REPS,
    "t": Command.TIME_LEFT,
    "w": Command.WHATS_NEXT,
    "d": Command.DONE,
    "\r": Command.DONE,
    "\n": Command.DONE,
    "e": Command.EASIER,
    "h": Command.HARDER,
    "+": Command.LOUDER,
    "=": Command.LOUDER,
    "-": Command.QUIETER,
    ">": Command.FASTER,
    ".": Command.FASTER,
    "<": Command.SLOWER,
    ",": Command.SLOWER,
    "y": Command.YES,
    "q": Command.STOP,
    "\x03": Command.QUIT,
    "?": Command.HELP,
    "\x1b[C": Command.NEXT,
    "\x1b[D": Command.BACK,
    "\x1b[A": Command.LOUDER,
    "\x1b[B": Command.QUIETER,
}
"""The meaning of each key while a session runs; case does not matter."""

SCREENING_KEYS: Keys = {
    "y": Command.YES,
    "n": Command.NO,
    "b": Command.BACK,
    **{figure: NumberAnswer(figure) for figure in "123456789"},
    "q": Command.QUIT,
    "\x03": Command.QUIT,
    "\r": Command.DONE,
    "\n": Command.DONE,
    " ": Command.DONE,
}
"""The answer of each key to the safety questions."""

BEGINNING_KEYS: Keys = {**SCREENING_KEYS, "p": Command.PAIN}
"""The meaning of each key while a workout is about to begin."""

PAIN_KEYS: Keys = {
    **SCREENING_KEYS,
    "u": Command.UNDO,
    "k": FilledCommand(Command.PAIN, HealthCondition.KNEE),
    "s": FilledCommand(Command.PAIN, HealthCondition.SHOULDER),
    "e": FilledCommand(Command.PAIN, HealthCondition.NECK),
    "h": FilledCommand(Command.PAIN, HealthCondition.HIP),
    "w": FilledCommand(Command.PAIN, HealthCondition.WRIST),
}
"""The answer of each key to the questions about pain in a workout."""

RATING_KEYS: Keys = {
    **{figure: NumberAnswer(figure) for figure in "0123456789"},
    "x": NumberAnswer("10"),
    **dict.fromkeys(("\r", "\n", " ", "n"), Command.DONE),
    **dict.fromkeys(("q", "\x03"), Command.QUIT),
}
"""The answer of each key to the question how the back feels."""

PARTING_KEYS: Keys = dict.fromkeys(("\r", "\n", " ", "q", "d", "n", "\x03"), Command.DONE)
"""The meaning of each key after the workout."""

EFFORT_KEYS: Keys = {
    **{key: NumberAnswer(figure) for key, figure in zip("erh123", "123123", strict=True)},
    **dict.fromkeys(("\r", "\n", " ", "n"), Command.DONE),
    **dict.fromkeys(("q", "\x03"), Command.QUIT),
}
"""The answer of each key to the question how hard it was."""

KEYS_SHOWN = (
    "p something hurts · space pause/go on · n next · b back · d done · m more time · e easier · "
    "h harder · r repeat · t time left · w what's next · u undo · a one rep more · + louder · "
    "- quieter · > faster · < slower · q stop"
)

MENU_KEYS: Keys = {
    **{letter: Letter(letter) for letter in ascii_lowercase + " -"},
    **{figure: NumberAnswer(figure) for figure in digits},
    **dict.fromkeys(("\x7f", "\b"), Letter("")),
    **dict.fromkeys(("\r", "\n"), Command.DONE),
    "\x03": Command.QUIT,
    "\x1b[B": Command.NEXT,
    "\x1b[A": Command.BACK,
}
"""Keys of the menu of routines: letters narrow it, figures choose."""
