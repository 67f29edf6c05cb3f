"""The question how hard a session was: easy, right, or hard."""

from __future__ import annotations

from voice_coach.core.command import Command
from voice_coach.core.cue import LengthOf
from voice_coach.core.dialogue import Dialogue
from voice_coach.core.effect import Answer, Asked, Effect, Event, Notice, Record, asked_by
from voice_coach.core.exercise import Seconds
from voice_coach.core.history import Effort
from voice_coach.core.sight import Asking, Option

PATIENCE: Seconds = 12.0
"""Silence after the question that means: skipped."""

ANSWERS = {Answer("1"): Effort.EASY, Answer("2"): Effort.RIGHT, Answer("3"): Effort.HARD}
"""Said as figures: "easy" and "hard" are too near to "easier" and "harder", which ask for the
opposite."""

BY_KEY = ("How hard was it? E for easy, R for right, H for hard.",)
BY_VOICE = ("How hard was it? Say one for easy, two for right, three for hard.",)
OPTIONS = (Option("e", "easy"), Option("r", "right"), Option("h", "hard"), Option("\r", "skip"))
KEYS = "e easy · r right · h hard · Enter skip"


class EffortQuestion:
    """Asks once. An answer is taken; anything else that is asked, or silence, skips."""

    def __init__(self, length_of: LengthOf, *, listening: bool = False) -> None:
        self.opening = BY_VOICE if listening else BY_KEY
        """The question, to be rendered before it is put."""
        self.done = False
        self.effort: Effort | None = None
        """None when it was skipped."""
        self._dialogue = Dialogue(length_of)

    @property
    def armed(self) -> tuple[Asked, ...]:
        """What means something now, when it is said."""
        return () if self.done else (*ANSWERS, Command.DONE, Command.NO, Command.STOP)

    @property
    def asking(self) -> bool:
        """Whether it has asked, and waits for an answer."""
        return not self.done

    @property
    def deadline(self) -> Seconds | None:
        """When to call `handle` again at the latest."""
        return self._dialogue.deadline

    def view(self, _now: Seconds) -> Asking:
        """The question with its answers."""
        return Asking(self.opening, OPTIONS)

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Put the question."""
        self._dialogue.ask(*map(Notice, (*self.opening, KEYS)))
        self._dialogue.say(now, self.opening, PATIENCE)
        return self._dialogue.collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take the answer, or the passing of `deadline`."""
        self._dialogue.attend(event, now)
        asked = asked_by(event)
        if isinstance(asked, Answer) and asked in ANSWERS:
            self.effort = ANSWERS[asked]
            self._dialogue.ask(Record("effort", now, {"effort": self.effort.value}))
        if asked is not None or self._dialogue.has_waited(now):
            self._dialogue.silence(now)
            self.done = True
        return self._dialogue.collect(now)
