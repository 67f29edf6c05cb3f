"""The gate: the safety prompt before every session, as a conversation.

One question opens it. "No" clears the way; "yes" leads through the interview; silence, put once
more in short, means rest. Nothing but an answered gate leads to a session.
"""

from __future__ import annotations

from enum import StrEnum

from voice_coach.core import phrasebook
from voice_coach.core.clearance import CLEAR, Clearance, Outcome
from voice_coach.core.command import Command
from voice_coach.core.cue import Cue, LengthOf, Priority
from voice_coach.core.effect import Answer, Effect, Event, Notice, Record, Silence, Want
from voice_coach.core.exercise import Seconds
from voice_coach.core.interview import (
    NO,
    YES,
    Question,
    Screening,
    advice_name,
    clearance_of,
    next_question,
)
from voice_coach.core.schedule import SOON, Schedule

PATIENCE: Seconds = 12.0
"""Silence after a question before it is put again in short, and again before silence counts as
an answer."""


class _Stage(StrEnum):
    OPENING = "opening"
    INTERVIEW = "interview"
    ADVICE = "advice"
    OVER = "over"


class Gate:
    """Asks, listens, and comes to a clearance."""

    def __init__(
        self,
        length_of: LengthOf,
        screening: Screening,
        *,
        questions: tuple[Question, ...] | None = None,
    ) -> None:
        """`questions`: begin with these at once, leaving out the opening."""
        self._screening = screening
        self._questions = screening.questions if questions is None else questions
        self._stage = _Stage.OPENING if questions is None else _Stage.INTERVIEW
        self._schedule = Schedule(length_of)
        self._until: Seconds | None = None
        self._reminded = False
        self._keys_shown = ""
        self._lane = 0
        self._out: list[Effect] = []
        self.answers: dict[str, str] = {}
        """What was answered, by question."""
        self.clearance: Clearance | None = None
        """None while there is no answer, and for ever when the athlete left without one, or
        left what was cleared."""

    @property
    def opening(self) -> tuple[str, ...]:
        """What is said first, to be rendered before it is put."""
        question = self._question
        return self._screening.opening if question is None else (question.ask,)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self._stage is _Stage.OVER

    @property
    def done(self) -> bool:
        """Whether the loop should leave it."""
        return self.over

    @property
    def deadline(self) -> Seconds | None:
        """When to call `handle` again at the latest."""
        moments = (self._until, self._schedule.next_due)
        return min((moment for moment in moments if moment is not None), default=None)

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Put the first question."""
        if self._stage is _Stage.OPENING:
            self._put(now, self._screening.opening, phrasebook.GATE_KEYS)
        else:
            self._ask_next(now)
        later = (question.ask for question in self._questions)
        advice = (text for texts in self._screening.advice.values() for text in texts)
        self._out.append(Want((*self.opening, *self._screening.reminder, *later, *advice)))
        return self._collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take an answer, or the passing of `deadline`."""
        choice = _choice(event)
        if event in (Command.QUIT, Command.STOP):
            self._leave(now)
        elif self._stage is _Stage.ADVICE:
            if event in (Command.DONE, Command.NEXT) or self._is_due(now):
                self._end(now)
        elif event is Command.BACK:
            self._take_back(now)
        elif choice is not None:
            self._answered(choice, now)
        elif self._is_due(now):
            self._unanswered(now)
        return self._collect(now)

    # --- answers ------------------------------------------------------------------------

    @property
    def _question(self) -> Question | None:
        if self._stage is not _Stage.INTERVIEW:
            return None
        return next_question(self._questions, self.answers)

    def _answered(self, choice: str, now: Seconds) -> None:
        question = self._question
        if question is not None:
            if question.choice(choice) is None:
                self._out.append(Notice(_keys(question)))
                return
            self.answers[question.name] = choice
            self._ask_next(now)
        elif choice not in (YES, NO):
            self._out.append(Notice(phrasebook.GATE_KEYS))
        elif choice == NO:
            self._cleared(CLEAR, now)
            self._end(now)
        else:
            self._stage = _Stage.INTERVIEW
            self._ask_next(now)

    def _take_back(self, now: Seconds) -> None:
        """Ask the last question again, in case of a slip."""
        if self._stage is _Stage.INTERVIEW and self.answers:
            self.answers.popitem()
            self._ask_next(now)

    def _ask_next(self, now: Seconds) -> None:
        question = self._question
        if question is not None:
            self._put(now, (question.ask,), _keys(question))
            return
        clearance = clearance_of(self._questions, self._screening.advice, self.answers)
        self._cleared(clearance, now)
        if clearance.outcome is Outcome.PROCEED and not clearance.advice:
            self._end(now)
        else:
            self._advise(now, _told(clearance))

    def _leave(self, now: Seconds) -> None:
        """Go, and take no session that was cleared."""
        if self.clearance is not None and self.clearance.opens:
            self.clearance = None
        self._end(now)

    def _unanswered(self, now: Seconds) -> None:
        if not self._reminded:
            self._reminded = True
            self._until = self._say(now, self._reminder) + PATIENCE
        else:
            advice = self._screening.advice[advice_name(Outcome.REST)]
            clearance = Clearance(Outcome.REST, (), advice)
            self._cleared(clearance, now)
            self._advise(now, (*self._screening.no_answer, *advice))

    def _cleared(self, clearance: Clearance, now: Seconds) -> None:
        self.clearance = clearance
        self._out.append(Record("screening", now, {"outcome": clearance.outcome.words}))

    @property
    def _reminder(self) -> tuple[str, ...]:
        """The question in short."""
        question = self._question
        if question is None or question.choice(YES) is not None:
            return self._screening.reminder
        names = [choice.name for choice in question.choices]
        return phrasebook.choice_reminder(names[0], names[-1])

    # --- speaking -----------------------------------------------------------------------

    def _put(self, now: Seconds, texts: tuple[str, ...], keys: str) -> None:
        """Ask something, on the screen at once and aloud."""
        self._hush(now)
        self._out.extend(Notice(text) for text in texts)
        if keys != self._keys_shown:
            self._out.append(Notice(keys))
            self._keys_shown = keys
        self._reminded = False
        self._until = self._say(now, texts) + PATIENCE

    def _advise(self, now: Seconds, texts: tuple[str, ...]) -> None:
        self._stage = _Stage.ADVICE
        self._hush(now)
        self._until = self._say(now, texts) + 0.3

    def _end(self, now: Seconds) -> None:
        self._hush(now)
        self._stage, self._until = _Stage.OVER, None

    def _hush(self, now: Seconds) -> None:
        self._out.append(Silence())
        self._schedule.silence(now)

    def _say(self, now: Seconds, texts: tuple[str, ...]) -> Seconds:
        self._lane += 1
        self._out.append(Want(texts))
        cues = (Cue(Priority.SAFETY, SOON, (text,), latest=240.0) for text in texts)
        self._schedule.lay(self._lane, cues, now, 300.0)
        return max(now, self._schedule.busy_until)

    def _is_due(self, now: Seconds) -> bool:
        return self._until is not None and now >= self._until

    def _collect(self, now: Seconds) -> tuple[Effect, ...]:
        out, self._out = self._out, []
        return (*out, *self._schedule.hand_over(now))


def _choice(event: Event | None) -> str | None:
    match event:
        case Answer(choice):
            return choice
        case Command.YES:
            return YES
        case Command.NO:
            return NO
        case _:
            return None


def _keys(question: Question) -> str:
    names = [choice.name for choice in question.choices]
    if YES in names:
        return phrasebook.GATE_KEYS if question.unsure == YES else phrasebook.GOOD_NEWS_KEYS
    return phrasebook.choice_keys(names[0], names[-1])


def _told(clearance: Clearance) -> tuple[str, ...]:
    """The outcome with its reason, as it is said."""
    reason = phrasebook.because(clearance.reasons)
    return (reason, *clearance.advice) if reason else clearance.advice
