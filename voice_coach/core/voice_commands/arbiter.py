"""The arbiter: what of all that was understood is taken for a command.

A recogniser that knows a few phrases finds them in other talk, too, and says by a score how
sure it is. How sure is sure enough depends on what a mistake costs, and on who is spoken to. What
only pauses is taken on little; the rest on more, but on less after the wake word or over the coach.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked, Heard
from voice_coach.core.units import Seconds
from voice_coach.core.voice_commands.grammar import WAKE_WORD

ORDINARY = -1.25
"""Log odds from which an ordinary command is obeyed. Below even, because what a recogniser was
trained on holds more that is no command than a room does. Chosen on voices and talk kept out of
the training: with it, what is no command was taken for one up to six times in an hour of dense
talk, and at 0 no more than not at all; but at 0 one clear command in eight was lost."""

ADDRESSED = -1.0
"""How much less it takes after the wake word, which talk seldom holds."""

OVER_COACH = -0.5
"""How much less it takes while the coach speaks: whoever speaks up over it speaks to it, and is
understood with less certainty. In four hours of the coach alone, in four rooms, the canceller left
one sound long enough for a word, and nothing came of it; on the tuning half of the benchmark, four
more of 120 commands were understood with this, and no more were mistaken."""

SAFETY = -1.75
"""Log odds from which a safety word or "stop" pauses: all it costs is a moment. A quarter lower,
one more of 286 was heard on the tuning half, and dense talk paused a workout twice as often."""

SURE = 0.5
"""Log odds from which a safety word is taken as said. Below it the coach asks."""

WAKE = -1.0
"""Log odds from which the wake word by itself counts: alone it does nothing."""

NEAR = 1.0
"""What misses by no more than this is shown, so that the athlete knows to say it again."""

WAKE_WITHIN: Seconds = 4.0
"""How long a wake word that was said by itself waits for its command."""

REFRACTORY: Seconds = 1.0
"""An ordinary command is not obeyed twice within this: nobody says it again as fast as that,
but an echo does."""

OFFSETS: Mapping[str, float] = {"undo": -2.0, "pain": -1.0}
"""Log odds added to the score of a phrase that is told worse, or better, than the others. Of all
that was taken for a command on the tuning half, these two were most: "undo" of "one, two", which
sounds like it, and "pain" of any short vowel."""


class HearingMode(StrEnum):
    """What it takes to be heard."""

    OPEN = "open"
    """A command by itself is enough."""
    WAKE = "wake"
    """A command comes after the wake word, except for safety words, "stop" and answers."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a recogniser made of something that was said."""

    phrase: str
    """Empty for the wake word by itself."""
    score: float
    """Log odds that it was said: 0 is even."""
    wake: bool = False
    """Whether the wake word came before it."""
    over_coach: bool = False
    """Whether the coach was speaking at any moment of it."""


class Why(StrEnum):
    """What an utterance was taken for."""

    COMMAND = "command"
    WAKE_WORD = "wake word"
    UNSURE = "unsure"
    NOT_ARMED = "not armed"
    """It means nothing now, or nothing any more."""
    NO_WAKE_WORD = "no wake word"
    JUST_OBEYED = "just obeyed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of an utterance."""

    why: Why
    heard: Heard | None = None
    """What the act is to be told; None: nothing."""
    shown: str = ""
    """For the screen; empty: nothing."""


class Arbiter:
    """Judges utterances, one after the other."""

    def __init__(self, mode: HearingMode, offsets: Mapping[str, float] = OFFSETS) -> None:
        self._mode = mode
        self._offsets = offsets
        self._called: Seconds = -math.inf
        """When the wake word was last said by itself, and no command has come of it."""
        self._obeyed: tuple[Asked | None, Seconds] = (None, -math.inf)
        """The last ordinary command, and when it came."""

    def judge(
        self,
        said: Utterance,
        meanings: Mapping[str, Asked],
        now: Seconds,
        *,
        asking: bool = False,
    ) -> Verdict:
        """What becomes of `said`, while phrases mean what is in `meanings`. `asking`: whether
        the coach has asked and waits for an answer."""
        if not said.phrase:
            return self._judge_wake_word(said, now)
        asked = meanings.get(said.phrase)
        if asked is None:
            return Verdict(Why.NOT_ARMED)
        score = said.score + self._offsets.get(said.phrase, 0.0)
        if _only_pauses(asked, asking=asking):
            return _judge_safety(said, asked, score)
        addressed = asking or self._is_addressed(said, now)
        return self._judge_ordinary(said, asked, score, now, addressed=addressed)

    def _judge_wake_word(self, said: Utterance, now: Seconds) -> Verdict:
        if said.score < WAKE:
            return Verdict(Why.UNSURE)
        self._called = now
        return Verdict(Why.WAKE_WORD, shown=_shown(WAKE_WORD))

    def _is_addressed(self, said: Utterance, now: Seconds) -> bool:
        return self._mode is HearingMode.OPEN or said.wake or now - self._called <= WAKE_WITHIN

    def _judge_ordinary(
        self, said: Utterance, asked: Asked, score: float, now: Seconds, *, addressed: bool
    ) -> Verdict:
        needed = _needed(said)
        if score < needed:
            near = addressed and score >= needed - NEAR
            return Verdict(Why.UNSURE, shown=_shown_unsure(said.phrase) if near else "")
        if not addressed:
            instead = f"heard “{said.phrase}”, but not “{WAKE_WORD}, {said.phrase}”"
            return Verdict(Why.NO_WAKE_WORD, shown=instead)
        last, at = self._obeyed
        if asked == last and now - at < REFRACTORY:
            return Verdict(Why.JUST_OBEYED)
        self._obeyed = (asked, now)
        self._called = -math.inf
        return Verdict(Why.COMMAND, Heard(asked, said.phrase), _shown(said.phrase))


def _needed(said: Utterance) -> float:
    """Log odds from which an ordinary command that was said like this is obeyed."""
    over = OVER_COACH if said.over_coach else 0.0
    return ORDINARY + over + (ADDRESSED if said.wake else 0.0)


def _only_pauses(asked: Asked, *, asking: bool) -> bool:
    """Whether all that it does at first is to pause, so that nothing may stand in its way.
    "Stop" in answer to a question ends something."""
    return asked is Command.PAIN or (asked is Command.STOP and not asking)


def _judge_safety(said: Utterance, asked: Asked, score: float) -> Verdict:
    # Never more than any other command would need.
    needed = min(SAFETY, _needed(said))
    if score < needed:
        near = score >= needed - NEAR
        return Verdict(Why.UNSURE, shown=_shown_unsure(said.phrase) if near else "")
    if asked is Command.PAIN and score < SURE:
        heard = Heard(asked, said.phrase, sure=False)
        return Verdict(Why.COMMAND, heard, f"heard something like “{said.phrase}”")
    return Verdict(Why.COMMAND, Heard(asked, said.phrase), _shown(said.phrase))


def _shown(phrase: str) -> str:
    return f"heard: {phrase}"


def _shown_unsure(phrase: str) -> str:
    return f"heard something like “{phrase}”, not sure"
