"""The safety prompt: one question before every session, and what follows from its answer.

The question and the limits of the advice are those of today's guidance on acute back pain
(NICE NG59, NHS, ACP 2017): an acute strain means leaving out the workout, not lying in bed.
Nothing here diagnoses; the coach says what it cannot know.
"""

from __future__ import annotations

from enum import StrEnum

from voice_coach.core.command import Command
from voice_coach.core.cue import Cue, LengthOf, Priority
from voice_coach.core.effect import Effect, Event, Notice, Record, Silence, Want
from voice_coach.core.exercise import Seconds
from voice_coach.core.schedule import SOON, Schedule

QUESTION = (
    "Before we start: any back pain today?",
    (
        "Or chest pain, dizziness, trouble breathing, fever, a recent fall or injury, "
        "a new health problem, pregnancy, or advice not to exercise?"
    ),
    "If none of these, say no: press N. Otherwise press Y.",
)

REMINDER = ("Press N for no, or Y for yes.",)

NO_ANSWER = ("I have no answer from you, so let's be careful.",)

ADVICE = (
    "Let's leave training today.",
    (
        "Call your emergency number now if you have chest pain, can't catch your breath, or feel "
        "faint; or back pain with numbness between the legs, a change in bladder or bowels, weak "
        "or numb legs, or after a bad fall."
    ),
    (
        "With a sore back, rest means leaving out the workout, not days in bed: take it easy, and "
        "keep moving about gently."
    ),
    "Ice or heat can be a comfort, whichever feels good, with a cloth between.",
    "If it is severe, gets worse, or does not go away, see a doctor or a physiotherapist.",
    "With anything else you said yes to, ask your doctor or midwife before you train.",
    "I can't tell what this is. Check in with me again tomorrow.",
)

PATIENCE: Seconds = 12.0
"""Silence after the question before it is put again in short, and again before silence counts
as an answer."""


class Clearance(StrEnum):
    """Outcome of the screening: what may be trained today."""

    PROCEED = "proceed"
    REST_FIRST = "rest first"


class _Stage(StrEnum):
    ASKING = "asking"
    REMINDING = "reminding"
    ADVISING = "advising"
    OVER = "over"


class Gate:
    """Asks, and waits for the answer: no opens the session; yes, or silence, means rest."""

    def __init__(self, length_of: LengthOf) -> None:
        self._schedule = Schedule(length_of)
        self._stage = _Stage.ASKING
        self._until: Seconds | None = None
        self._lane = 0
        self.clearance: Clearance | None = None
        """None while there is no answer, and for ever when the athlete left without one."""

    @property
    def opening(self) -> tuple[str, ...]:
        """What is said first, to be rendered before the question is put."""
        return QUESTION

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self._stage is _Stage.OVER

    @property
    def deadline(self) -> Seconds | None:
        """When to call `handle` again at the latest."""
        moments = (self._until, self._schedule.next_due)
        return min((moment for moment in moments if moment is not None), default=None)

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Put the question."""
        said = self._say(now, QUESTION)
        self._until = said + PATIENCE
        return (Want((*QUESTION, *REMINDER, *ADVICE)), *self._schedule.hand_over(now))

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take an answer, or the passing of `deadline`."""
        effects: tuple[Effect, ...] = ()
        if isinstance(event, Command):
            effects = self._answer(event, now)
        elif self._until is not None and now >= self._until:
            effects = self._silence_lasts(now)
        return (*effects, *self._schedule.hand_over(now))

    def _answer(self, command: Command, now: Seconds) -> tuple[Effect, ...]:
        if command in (Command.QUIT, Command.STOP):
            return self._end(now)
        if self._stage is _Stage.ADVISING:
            return self._end(now) if command in (Command.DONE, Command.NEXT) else ()
        match command:
            case Command.NO:
                self.clearance = Clearance.PROCEED
                return (_screened(now, "no", self.clearance), *self._end(now))
            case Command.YES:
                return self._advise(now, "yes", ADVICE)
            case _:
                return (Notice(REMINDER[0]),)

    def _silence_lasts(self, now: Seconds) -> tuple[Effect, ...]:
        match self._stage:
            case _Stage.ASKING:
                self._stage = _Stage.REMINDING
                self._until = self._say(now, REMINDER) + PATIENCE
                return ()
            case _Stage.REMINDING:
                return self._advise(now, "silence", (*NO_ANSWER, *ADVICE))
            case _:
                return self._end(now)

    def _advise(self, now: Seconds, answer: str, advice: tuple[str, ...]) -> tuple[Effect, ...]:
        self._stage, self.clearance = _Stage.ADVISING, Clearance.REST_FIRST
        self._schedule.silence(now)
        self._until = self._say(now, advice) + 0.3
        return (Silence(), _screened(now, answer, self.clearance), Want(advice))

    def _end(self, now: Seconds) -> tuple[Effect, ...]:
        self._schedule.silence(now)
        self._stage, self._until = _Stage.OVER, None
        return (Silence(),)

    def _say(self, now: Seconds, texts: tuple[str, ...]) -> Seconds:
        self._lane += 1
        cues = (Cue(Priority.SAFETY, SOON, (text,), latest=120.0) for text in texts)
        self._schedule.lay(self._lane, cues, now, 240.0)
        return max(now, self._schedule.busy_until)


def _screened(now: Seconds, answer: str, clearance: Clearance) -> Record:
    return Record("screening", now, {"answer": answer, "clearance": clearance.value})
