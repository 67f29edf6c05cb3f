"""Trial of commands: the result of recognised speech as in a session, without one."""

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
    "session": tuple(
        one for one in _KNOWN if one not in _ANSWERS and not isinstance(one, NumberAnswer)
    ),
    "answers": _ANSWERS,
    "figures": tuple(one for one in _KNOWN if isinstance(one, NumberAnswer)),
}
"""The commands to be recognised, by the situation in which they have a meaning."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Recognised speech, and its result."""

    understood: Understood
    verdict: Verdict
    began: Seconds = 0.0
    """The time listening began, from which times are counted."""
    scores: bool = False
    """The nearest phrases are told, too."""

    @property
    def command(self) -> str:
        """The command obeyed; empty if none."""
        heard = self.verdict.heard
        if heard is None:
            return ""
        return heard.asked.value if isinstance(heard.asked, Command) else str(heard.asked)

    def json(self, file: Path | None = None) -> str:
        """One line of JSON, for scripts."""
        fields: dict[str, object] = {
            "file": None if file is None else str(file),
            "understood": bool(self.command),
            "at": round(self._at, 2),
            "command": self.command,
            "phrase": self.understood.phrase,
            "score": round(self.understood.score, 2),
            "latency": round(self.understood.latency, 3),
        }
        if self.scores:
            fields["nearest"] = {phrase: round(score, 2) for phrase, score in self._nearest}
        return json.dumps(fields, ensure_ascii=False)

    def __str__(self) -> str:
        one = self.understood
        words = f"{WAKE_WORD}, {one.phrase}".strip(", ") if one.wake else one.phrase
        figures = f"score {one.score:.1f}, {one.latency:.2f} s after its end"
        nearest = ", ".join(f"“{phrase}” {score:.1f}" for phrase, score in self._nearest)
        told = f"\n{'':11}nearest: {nearest}" if self.scores else ""
        return f"{self._at:7.1f} s  {self._outcome:12}  “{words}”  {figures}{told}"

    @property
    def _nearest(self) -> tuple[tuple[str, float], ...]:
        """The nearest phrases; without the recogniser's word for it, the one it took it for."""
        nearest = self.understood.nearest or ((self.understood.phrase, self.understood.score),)
        return tuple((phrase or WAKE_WORD, score) for phrase, score in nearest)

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
    """The arbiter of a session in which all commands of some sets can be said at once."""

    def __init__(self, mode: HearingMode, armed: tuple[str, ...], *, scores: bool = False) -> None:
        """`armed`: names of `SETS`. `scores`: have the nearest phrases told."""
        self._mode = mode
        self.scores = scores
        self._meanings = phrases_of(asked for name in armed for asked in SETS[name])
        self._asking = "session" not in armed
        self.forget()

    @property
    def phrases(self) -> tuple[str, ...]:
        """The phrases to be recognised."""
        return tuple(self._meanings)

    def forget(self) -> None:
        """Forget earlier speech: what comes next has nothing to do with it."""
        self._arbiter = Arbiter(self._mode)

    def judge(self, understood: Understood, began: Seconds = 0.0) -> Judged:
        """The result of recognised speech. `began`: the time listening began."""
        said = Utterance(
            understood.phrase,
            understood.score,
            understood.wake,
            understood.over_coach,
            understood.began,
            understood.ended,
        )
        now = understood.ended + understood.latency
        verdict = self._arbiter.judge(said, self._meanings, now, asking=self._asking)
        return Judged(understood, verdict, began, self.scores)


def nothing_json(file: Path) -> str:
    """One line of JSON for a file in which no command was understood."""
    return json.dumps({"file": str(file), "understood": False, "command": ""}, ensure_ascii=False)
