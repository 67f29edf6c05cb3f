"""The manner: how the athlete wants to be coached."""

from __future__ import annotations

from dataclasses import dataclass

from voice_coach.core.model.occasion import NOTHING_KNOWN, Occasion
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.wording.input_hints import Hints, hints_for
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.core.wording.script import Script


@dataclass(frozen=True, slots=True)
class CoachingStyle:
    """How the athlete wants to be coached."""

    script: Script
    """What the coach says."""
    talk: TalkLevel = TalkLevel.FULL
    volume: int = 80
    """0 to 100."""
    rate: int = 165
    """Words a minute."""
    notices: tuple[str, ...] = ()
    """Said first of all: what the athlete should know before this session."""
    listening: bool = False
    """Whether words are understood, so that words can be named where a key would be."""

    occasion: Occasion = NOTHING_KNOWN
    """What is known of the athlete and the day."""
    seed: int = 0
    """Which of several ways to say something comes first; the same seed says the same."""

    questions_follow: bool = False
    """Questions come after the session, and the last words after them."""

    @property
    def phrasing(self) -> Phrasing:
        """How it is said."""
        return Phrasing(
            self.script,
            self.talk,
            self.hints,
            self.occasion,
            self.seed,
            self.questions_follow,
        )

    @property
    def hints(self) -> Hints:
        """How the athlete is told to answer."""
        return hints_for(listening=self.listening)
