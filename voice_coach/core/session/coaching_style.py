"""The coaching style: the athlete's choices for the voice and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from voice_coach.core.model.occasion import NOTHING_KNOWN, Occasion
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.tone import Tone
from voice_coach.core.units import Seconds
from voice_coach.core.wording.input_hints import Hints, hints_for
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.core.wording.script import Script


@dataclass(frozen=True, slots=True)
class CoachingStyle:
    """The athlete's choices for coaching."""

    script: Script
    """The words of the coach."""
    talk: TalkLevel = TalkLevel.FULL
    volume: int = 80
    """0 to 100."""
    rate: int = 165
    """Words a minute."""
    notices: tuple[str, ...] = ()
    """Said first: information for the athlete before this session."""
    listening: bool = False
    """Speech is understood, so that spoken commands can be named in place of keys."""

    occasion: Occasion = NOTHING_KNOWN
    """The known facts about the athlete and the day."""
    seed: int = 0
    """Selects which of several ways to say something comes first; the same seed gives the same
    words."""

    attended: bool = True
    """Somebody can press a key or be heard; else nothing waits for that."""
    questions_follow: bool = False
    """Questions come after the session, and the last words after them."""
    own_sounds: Mapping[Tone, Seconds] = field(default_factory=dict)
    """The lengths of the athlete's own sounds, by the tones in whose places they are."""

    @property
    def phrasing(self) -> Phrasing:
        """The phrasing for this session."""
        return Phrasing(
            self.script,
            self.talk,
            self.hints,
            self.occasion,
            self.seed,
            self.questions_follow,
            self.own_sounds,
        )

    @property
    def hints(self) -> Hints:
        """The instructions for answering."""
        return hints_for(listening=self.listening)
