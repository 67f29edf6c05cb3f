"""The arbiter: decides which of the recognised phrases are commands.

A recogniser that knows a few phrases finds them in other talk, too, and gives a score for its
certainty. The score needed depends on the cost of a mistake and on whether the coach is addressed.
Pain and "stop" need little, for at first they only pause. All others need more, but less after the
wake word or over the coach.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked, FilledCommand, Heard
from voice_coach.core.units import Seconds
from voice_coach.core.voice_commands.grammar import WAKE_WORD

ORDINARY = -1.25
"""Log odds from which an ordinary command is obeyed. Below even, because what a recogniser was
trained on holds more that is no command than a room does. Chosen on voices and talk kept out of
the training: with it, dense talk set off up to six false commands an hour, and none at 0; but at 0
one clear command in eight was missed."""

ADDRESSED = -1.0
"""Change of that threshold after the wake word, which talk seldom holds."""

OVER_COACH = -0.5
"""Change of that threshold while the coach speaks: whoever speaks over it speaks to it, and is
understood with less certainty. In four hours of the coach alone, in four rooms, the canceller left
one sound long enough for a word, and nothing came of it; on the tuning half of the benchmark, four
more of 120 commands were understood with this, and no more were mistaken."""

SAFETY = -1.75
"""Log odds from which a safety word or "stop" pauses: all it costs is a moment. A quarter lower,
one more of 286 was heard on the tuning half, and dense talk paused a workout twice as often."""

SURE = 0.5
"""Log odds from which a safety word is taken as said. Below it the coach asks."""

WAKE = -1.0
"""Log odds from which the wake word by itself counts: alone it has no effect."""

NEAR = 1.0
"""A phrase that misses the threshold by no more than this is shown, so that the athlete knows to
say it again."""

WAKE_WITHIN: Seconds = 4.0
"""Time for which a wake word said by itself waits for its command."""

REFRACTORY: Seconds = 1.0
"""Time within which an ordinary command is not obeyed twice: nobody repeats it so fast, but an echo
does."""

IN_A_ROW = 2
"""Single words in a row from which the next is counting aloud ("nine... ten... eleven") or other
talk, and no command."""

WORD_LENGTH: Seconds = 1.0
"""Longest single word of such a row."""

BETWEEN_WORDS: Seconds = 2.5
"""Longest pause in such a row: whoever counts slow reps needs about two seconds for one."""

TALK_WITHIN: Seconds = 12.0
"""Time for which speech that was no command counts as talk."""

TALK: Seconds = 2.0
"""Length of such speech from which there is talk: less is a command said again because it was not
understood."""

AMID_TALK = 2.0
"""Change of the threshold of an ordinary command amid talk, where nothing calls the coach: some of
what people say to each other sounds as a command does."""


class HearingMode(StrEnum):
    """The condition for a phrase to be obeyed."""

    OPEN = "open"
    """A command by itself is enough."""
    WAKE = "wake"
    """A command comes after the wake word, except for safety words, "stop" and answers."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A recogniser's result for one stretch of speech."""

    phrase: str
    """Empty for the wake word by itself."""
    score: float
    """Log odds that the phrase was said: 0 is even."""
    wake: bool = False
    """The wake word came before it."""
    over_coach: bool = False
    """The coach was speaking at some moment of it."""
    began: Seconds = 0.0
    ended: Seconds = 0.0


class Why(StrEnum):
    """The reason for a verdict."""

    COMMAND = "command"
    WAKE_WORD = "wake word"
    UNSURE = "unsure"
    NOT_ARMED = "not armed"
    """It has no meaning now."""
    NO_WAKE_WORD = "no wake word"
    JUST_OBEYED = "just obeyed"
    COUNTING = "counting"
    """It is one of several words that are said one at a time."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on an utterance."""

    why: Why
    heard: Heard | None = None
    """The event for the act; None: none."""
    shown: str = ""
    """The text for the screen; empty: none."""


class Arbiter:
    """Judges utterances, one after the other."""

    def __init__(self, mode: HearingMode) -> None:
        self._mode = mode
        self._called: Seconds = -math.inf
        """Time of the last wake word by itself that no command has followed."""
        self._obeyed: tuple[Asked | None, Seconds] = (None, -math.inf)
        """The last ordinary command and its time."""
        self._row: tuple[Utterance, ...] = ()
        """Single words that were said one after the other, and were no commands."""
        self._talk: tuple[Utterance, ...] = ()
        """Speech of late that was no command."""

    def judge(
        self,
        said: Utterance,
        meanings: Mapping[str, Asked],
        now: Seconds,
        *,
        asking: bool = False,
    ) -> Verdict:
        """The verdict on `said`, with the phrases of `meanings` armed. `asking`: the coach has
        asked and waits for an answer."""
        verdict = self._judged(said, meanings, now, asking=asking)
        # After a command, something else begins.
        is_word = said.ended - said.began <= WORD_LENGTH
        goes_on = is_word and verdict.heard is None and not asking
        self._row = (*self._row_before(said), said) if goes_on else ()
        self._talk = self._talk_before(said)
        if verdict.heard is None and not asking:
            self._talk = (*self._talk, said)
        return verdict

    def _talk_before(self, said: Utterance) -> tuple[Utterance, ...]:
        return tuple(one for one in self._talk if said.began - one.ended <= TALK_WITHIN)

    def _is_amid_talk(self, said: Utterance) -> bool:
        """True if there was talk just before. A command that is said again because it was not
        understood is none."""
        others = (one for one in self._talk_before(said) if one.phrase != said.phrase)
        return sum(one.ended - one.began for one in others) >= TALK

    def _row_before(self, said: Utterance) -> tuple[Utterance, ...]:
        """The row of single words that an utterance goes on with; empty if it begins one."""
        if said.ended - said.began > WORD_LENGTH or not self._row:
            return ()
        return self._row if said.began - self._row[-1].ended <= BETWEEN_WORDS else ()

    def _is_counting(self, said: Utterance) -> bool:
        """True if it goes on with a row of single words. Who says the same again, because it was
        not understood, does not count."""
        row = self._row_before(said)
        return len(row) >= IN_A_ROW and all(one.phrase != said.phrase for one in row)

    def _judged(
        self, said: Utterance, meanings: Mapping[str, Asked], now: Seconds, *, asking: bool
    ) -> Verdict:
        if not said.phrase:
            return self._judge_wake_word(said, now)
        asked = meanings.get(said.phrase)
        if asked is None:
            return Verdict(Why.NOT_ARMED)
        if _is_safety_word(asked, asking=asking):
            return _judge_safety(said, asked)
        if not (asking or said.wake) and self._is_counting(said):
            return Verdict(Why.COUNTING)
        called = asking or said.wake or now - self._called <= WAKE_WITHIN
        amid_talk = not called and self._is_amid_talk(said)
        needed = _needed(said) + (AMID_TALK if amid_talk else 0.0)
        addressed = called or self._mode is HearingMode.OPEN
        return self._judge_ordinary(said, asked, needed, now, addressed=addressed)

    def _judge_wake_word(self, said: Utterance, now: Seconds) -> Verdict:
        if said.score < WAKE:
            return Verdict(Why.UNSURE)
        self._called = now
        return Verdict(Why.WAKE_WORD, shown=_shown(WAKE_WORD))

    def _judge_ordinary(
        self, said: Utterance, asked: Asked, needed: float, now: Seconds, *, addressed: bool
    ) -> Verdict:
        if said.score < needed:
            near = addressed and said.score >= needed - NEAR
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
    """The log odds from which an ordinary command like this is obeyed."""
    over = OVER_COACH if said.over_coach else 0.0
    return ORDINARY + over + (ADDRESSED if said.wake else 0.0)


def _is_pain(asked: Asked) -> bool:
    return asked is Command.PAIN or (
        isinstance(asked, FilledCommand) and asked.command is Command.PAIN
    )


def _is_safety_word(asked: Asked, *, asking: bool) -> bool:
    """True if its only immediate effect is to pause, so that nothing may delay it. "Stop" in answer
    to a question ends something."""
    return _is_pain(asked) or (asked is Command.STOP and not asking)


def _judge_safety(said: Utterance, asked: Asked) -> Verdict:
    # At most the score that any other command needs.
    needed = min(SAFETY, _needed(said))
    if said.score < needed:
        near = said.score >= needed - NEAR
        return Verdict(Why.UNSURE, shown=_shown_unsure(said.phrase) if near else "")
    if _is_pain(asked) and said.score < SURE:
        heard = Heard(asked, said.phrase, sure=False)
        return Verdict(Why.COMMAND, heard, f"heard something like “{said.phrase}”")
    return Verdict(Why.COMMAND, Heard(asked, said.phrase), _shown(said.phrase))


def _shown(phrase: str) -> str:
    return f"heard: {phrase}"


def _shown_unsure(phrase: str) -> str:
    return f"heard something like “{phrase}”, not sure"
