"""A trial: a file of the test set that was listened to, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from benchmarks.hearing.commands import name_of

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked, NumberAnswer
from voice_coach.core.voice_commands.arbiter import Arbiter, HearingMode, Utterance
from voice_coach.core.voice_commands.grammar import IN_GENERAL, LANGUAGES, phrases_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.hearing.manifest import Entry

_QUESTION = (Command.YES, Command.NO, Command.UNSURE)

_IN_GENERAL = frozenset(command.value for command in IN_GENERAL)

_AROUND = 2.0
"""Seconds after a command within which what is obeyed is taken for the answer to it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A phrase that was understood, with times in the file, in seconds."""

    phrase: str
    score: float
    began: float
    ended: float
    decided: float
    """When it was known, the processor's time to find out included."""
    wake: bool = False
    over_coach: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a file."""

    entry: Entry
    understood: tuple[Understood, ...]
    busy: float
    """Seconds of processor time."""
    voices: tuple[float, ...] = ()
    """When somebody was noticed to speak."""

    @property
    def length(self) -> float:
        """Seconds of the file."""
        return self.entry.length


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What the arbiter made of a trial."""

    command: str
    sure: bool
    decided: float


def meanings_for(entry: Entry) -> Mapping[str, Asked]:
    """What is armed while a file is listened to: all commands of a session at once, which is
    more than any moment of one has; or the answers to a question of that sort."""
    if entry.group != "answers":
        return _meanings("session")
    return _meanings("question" if entry.command in _QUESTION else "figures")


def armed_for(entry: Entry) -> tuple[str, ...]:
    """The phrases of `meanings_for`."""
    return tuple(meanings_for(entry))


def judged(trial: Trial, mode: HearingMode, stricter: float = 0.0) -> tuple[Obeyed, ...]:
    """What is obeyed of a trial. `stricter`: how much the arbiter's thresholds are raised."""
    meanings = meanings_for(trial.entry)
    arbiter = Arbiter(mode)
    asking = trial.entry.group == "answers"
    obeyed = []
    for one in trial.understood:
        times = (one.began, one.ended)
        said = Utterance(one.phrase, one.score - stricter, one.wake, one.over_coach, *times)
        heard = arbiter.judge(said, meanings, one.decided, asking=asking).heard
        if heard is not None:
            obeyed.append(Obeyed(name_of(heard.asked), heard.sure, one.decided))
    return tuple(obeyed)


def answer_to(trial: Trial, obeyed: tuple[Obeyed, ...]) -> Obeyed | None:
    """The obeying of what was said in it, if it was."""
    entry = trial.entry
    return next(
        (
            one
            for one in obeyed
            if _answers(one, entry) and entry.begin <= one.decided <= entry.end + _AROUND
        ),
        None,
    )


def wrong_in(trial: Trial, obeyed: tuple[Obeyed, ...]) -> bool:
    """Whether a command was obeyed that was not said."""
    return any(not _answers(one, trial.entry) for one in obeyed)


def _answers(one: Obeyed, entry: Entry) -> bool:
    """Whether it is what was said, or that in general: pain, if the part was not understood."""
    return one.command == entry.command or (
        one.command in _IN_GENERAL and entry.command.startswith(f"{one.command}:")
    )


@cache
def _meanings(which: str) -> Mapping[str, Asked]:
    table = LANGUAGES["en"]
    figures = {asked for asked in table if isinstance(asked, NumberAnswer)}
    if which == "question":
        return phrases_of((*_QUESTION, Command.BACK, Command.STOP))
    if which == "figures":
        return phrases_of((*(asked for asked in table if asked in figures), Command.STOP))
    return phrases_of(asked for asked in table if asked not in {*figures, *_QUESTION})
