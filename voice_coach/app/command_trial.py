"""Judging what was understood as a session would, without one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked, NumberAnswer
from voice_coach.core.units import Seconds
from voice_coach.core.voice_commands.arbiter import Arbiter, HearingMode, Utterance, Verdict
from voice_coach.core.voice_commands.grammar import LANGUAGES, WAKE_WORD, phrases_of
from voice_coach.hearing.ports.reports import Understood

_KNOWN = tuple(LANGUAGES["en"])
_ANSWERS = (Command.YES, Command.NO, Command.UNSURE)

SETS: dict[str, tuple[Asked, ...]] = {
    "session": tuple(one for one in _KNOWN if isinstance(one, Command) and one not in _ANSWERS),
    "answers": _ANSWERS,
    "figures": tuple(one for one in _KNOWN if isinstance(one, NumberAnswer)),
}
"""What can be listened for, by when it means something."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was understood, and what becomes of it."""

    understood: Understood
    verdict: Verdict
    began: Seconds = 0.0
    """When listening began: times are told from then on."""

    @property
    def command(self) -> str:
        """What is obeyed; empty: nothing."""
        heard = self.verdict.heard
        if heard is None:
            return ""
        return heard.asked.choice if isinstance(heard.asked, NumberAnswer) else heard.asked.value

    def json(self, file: Path | None = None) -> str:
        """For scripts, on one line."""
        fields = {
            "file": None if file is None else str(file),
            "at": round(self._at, 2),
            "command": self.command,
            "phrase": self.understood.phrase,
            "score": round(self.understood.score, 2),
            "latency": round(self.understood.latency, 3),
        }
        return json.dumps(fields, ensure_ascii=False)

    def __str__(self) -> str:
        one = self.understood
        words = f"{WAKE_WORD}, {one.phrase}".strip(", ") if one.wake else one.phrase
        figures = f"score {one.score:.1f}, {one.latency:.2f} s after its end"
        return f"{self._at:7.1f} s  {self._outcome:12}  “{words}”  {figures}"

    @property
    def _outcome(self) -> str:
        heard = self.verdict.heard
        if heard is None:
            return f"({self.verdict.why.value})"
        return self.command if heard.sure else f"{self.command}?"

    @property
    def _at(self) -> Seconds:
        return max(0.0, self.understood.began - self.began)


class Judging:
    """The arbiter of a session in which all of some sets can be said at once."""

    def __init__(self, mode: HearingMode, armed: tuple[str, ...]) -> None:
        """`armed`: names of `SETS`."""
        self._mode = mode
        self._meanings = phrases_of(asked for name in armed for asked in SETS[name])
        self._asking = "session" not in armed
        self.forget()

    @property
    def phrases(self) -> tuple[str, ...]:
        """What has to be understood."""
        return tuple(self._meanings)

    def forget(self) -> None:
        """What comes has nothing to do with what came before."""
        self._arbiter = Arbiter(self._mode)

    def judge(self, understood: Understood, began: Seconds = 0.0) -> Judged:
        """What a session would make of it. `began`: when listening began."""
        said = Utterance(
            understood.phrase, understood.score, understood.wake, understood.over_coach
        )
        now = understood.ended + understood.latency
        verdict = self._arbiter.judge(said, self._meanings, now, asking=self._asking)
        return Judged(understood, verdict, began)
