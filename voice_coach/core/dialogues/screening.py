"""The safety questions, as a conversation.

Before every session one question is asked. "No" clears it; "yes" leads to more questions;
silence after a reminder means rest. Without an answer there is no session.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.dialogues.prompt import Prompt
from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import Screened
from voice_coach.core.events.keys import PAIN_KEYS, SCREENING_KEYS, Keys
from voice_coach.core.events.messages import (
    Asked,
    Effect,
    Event,
    Notice,
    NumberAnswer,
    Want,
    asked_by,
    part_that_hurts,
    private,
)
from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.model.views import AnnouncementView, Option, QuestionView
from voice_coach.core.safety.clearance import CLEAR, Clearance, Outcome
from voice_coach.core.safety.question_names import NO, YES
from voice_coach.core.safety.questionnaire import (
    Question,
    Screening,
    advice_name,
    clearance_of,
    longest_interview,
    next_question,
)
from voice_coach.core.units import Seconds
from voice_coach.core.wording import phrasebook
from voice_coach.core.wording.input_hints import hints_for

PATIENCE: Seconds = 12.0
"""Silence after a question until the reminder, and after the reminder until silence is the answer.
"""

_FEW = 3
"""Longest series of questions that is not numbered."""


class _Stage(StrEnum):
    OPENING = "opening"
    INTERVIEW = "interview"
    ADVICE = "advice"
    OVER = "over"


class ScreeningDialogue:
    """Asks the safety questions and turns the answers into a clearance."""

    def __init__(
        self,
        length_of: LengthOf,
        screening: Screening,
        *,
        questions: tuple[Question, ...] | None = None,
        listening: bool = False,
        undo: str = "",
        about_part: Callable[[HealthCondition], tuple[Question, ...]] | None = None,
        part: HealthCondition | None = None,
    ) -> None:
        """`questions`: begin with these at once, without the opening. `listening`: True if they can
        be answered by voice. `undo`: the meaning of Undo while it asks, for the screen; if empty,
        Undo has no effect. `about_part`: the questions if a part of the body is said to hurt; None
        if that is not asked about. `part`: the part that hurts, if known."""
        self._screening = screening
        self._questions = screening.questions if questions is None else questions
        self._about_part = about_part
        self.part = part
        """The part of the body that hurts; None if none was named."""
        self._stage = _Stage.OPENING if questions is None else _Stage.INTERVIEW
        self._hints = hints_for(listening=listening)
        self._undo = undo
        self._prompt = Prompt(length_of)
        self._reminded = False
        self._keys_shown = ""
        self._advising = False
        self._shown: tuple[str, ...] = ()
        """The question or the advice on the screen."""
        self.answers: dict[str, str] = {}
        """The answers by question."""
        self.undone = False
        """True if the athlete said that the questions were started by a slip."""
        self.clearance: Clearance | None = None
        """None until the questions are answered, and for good if the athlete left before that, or
        left a session that was cleared."""

    @property
    def opening(self) -> tuple[str, ...]:
        """The first texts, to be rendered before they are said."""
        question = self._question
        return self._screening.opening if question is None else (question.ask,)

    @property
    def over(self) -> bool:
        """True if nothing more will happen."""
        return self._stage is _Stage.OVER

    @property
    def done(self) -> bool:
        """True if the loop should leave it."""
        return self.over

    @property
    def deadline(self) -> Seconds | None:
        """The latest time of the next call of `handle`."""
        return self._prompt.deadline

    @property
    def keys(self) -> Keys:
        """The meaning of each key meanwhile."""
        return SCREENING_KEYS if self._about_part is None else PAIN_KEYS

    @property
    def armed(self) -> tuple[Asked, ...]:
        """The commands and answers that can be spoken now. Pain is an answer to the question that
        opens every start; advice not to train can be left, but not skipped by a slip."""
        match self._stage:
            case _Stage.OPENING:
                return (Command.YES, Command.NO, Command.UNSURE, Command.PAIN, Command.STOP)
            case _Stage.INTERVIEW:
                back = (Command.BACK,) if self.answers else ()
                undo = (Command.UNDO, Command.NOTHING_HURTS) if self._undo else ()
                pain = (Command.PAIN,) if self._about_part else ()
                return (*self._answers_armed, *back, *undo, *pain, Command.STOP)
            case _Stage.ADVICE:
                opens = self.clearance is not None and self.clearance.opens
                return (Command.DONE, Command.NEXT, Command.STOP) if opens else (Command.STOP,)
            case _Stage.OVER:
                return ()

    @property
    def asking(self) -> bool:
        """True while it waits for an answer."""
        return self._stage in (_Stage.OPENING, _Stage.INTERVIEW)

    def view(self, _now: Seconds) -> QuestionView | AnnouncementView:
        """The question with its answers, or the advice."""
        if not self._advising:
            undo = (Option("u", self._undo),) if self._undo else ()
            options = (*undo, *_options(self._question), *self._part_options)
            return QuestionView(self._shown, options)
        opens = self.clearance is not None and self.clearance.opens
        return AnnouncementView(
            self._shown, phrasebook.ADVICE_OPTIONS if opens else phrasebook.LEAVE_OPTIONS
        )

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Ask the first question."""
        if self._stage is _Stage.OPENING:
            self._put(now, self._screening.opening, phrasebook.SCREENING_KEYS)
        else:
            self._ask_next(now)
        # Wanted at every start, before any answer, so that no clip reveals an answer.
        later = (question.ask for question in self._questions)
        self._prompt.ask(Want((*self.opening, *self._screening.reminder, *later)))
        return self._prompt.collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take an answer, or the passing of `deadline`."""
        self._prompt.attend(event, now)
        asked = asked_by(event)
        choice = self._choice(asked)
        part = part_that_hurts(event)
        if asked in (Command.QUIT, Command.STOP):
            self._leave(now)
        elif self._stage is _Stage.ADVICE:
            if asked in (Command.DONE, Command.NEXT) or self._prompt.has_waited(now):
                self._end(now)
        elif asked in (Command.UNDO, Command.NOTHING_HURTS) and self._undo:
            self.undone = True
            self._end(now)
        elif self._about_part is not None and part is not None:
            self.part, self._questions = part, self._about_part(part)
            self._ask_next(now)
        elif asked is Command.BACK:
            self._take_back(now)
        elif choice is not None:
            self._answered(choice, now)
        elif self._prompt.has_waited(now):
            self._unanswered(now)
        return self._prompt.collect(now)

    # --- answers ------------------------------------------------------------------------

    @property
    def _question(self) -> Question | None:
        if self._stage is not _Stage.INTERVIEW:
            return None
        return next_question(self._questions, self.answers)

    @property
    def _answers_armed(self) -> tuple[Asked, ...]:
        question = self._question
        if question is None or question.choice(YES) is not None:
            return (Command.YES, Command.NO, Command.UNSURE)
        return tuple(NumberAnswer(choice.name) for choice in question.choices)

    def _choice(self, asked: Asked | None) -> str | None:
        """The choice that an answer stands for."""
        question = self._question
        match asked:
            case NumberAnswer(choice):
                return choice
            case Command.YES:
                return YES
            case Command.NO:
                return NO
            case Command.UNSURE:
                return YES if question is None else question.unsure
            case Command.PAIN if question is None:
                return YES
            case _:
                return None

    def _answered(self, choice: str, now: Seconds) -> None:
        question = self._question
        if question is not None:
            if question.choice(choice) is None:
                self._prompt.ask(Notice(self._keys_of(question)))
                return
            self.answers[question.name] = choice
            self._ask_next(now)
        elif choice not in (YES, NO):
            self._prompt.ask(Notice(phrasebook.SCREENING_KEYS))
        elif choice == NO:
            self._cleared(CLEAR, now)
            self._end(now)
        else:
            self._stage = _Stage.INTERVIEW
            self._ask_next(now)
            self._want_advice(*self._screening.advice)

    def _take_back(self, now: Seconds) -> None:
        """Ask the last question again, in case of a slip."""
        if self._stage is _Stage.INTERVIEW and self.answers:
            self.answers.popitem()
            self._ask_next(now)

    def _ask_next(self, now: Seconds) -> None:
        question = self._question
        if question is not None:
            self._put(now, (*self._progress, question.ask), self._keys_of(question))
            return
        clearance = clearance_of(self._questions, self._screening.advice, self.answers)
        self._cleared(clearance, now)
        if clearance.outcome is Outcome.PROCEED and not clearance.advice:
            self._end(now)
        else:
            self._advise(now, _told(clearance))

    @property
    def _progress(self) -> tuple[str, ...]:
        """The number of the next question: not in a short series, and not before the first
        question, which may be urgent."""
        longest = longest_interview(self._questions, self.answers)
        if longest <= _FEW or not self.answers:
            return ()
        return (phrasebook.question_count(len(self.answers) + 1, longest),)

    def _keys_of(self, question: Question) -> str:
        undo = f"u {self._undo} · " if self._undo else ""
        parts = "".join(f" · {one.key} {one.label}" for one in self._part_options)
        return undo + _keys(question) + parts

    @property
    def _part_options(self) -> tuple[Option, ...]:
        return phrasebook.PART_OPTIONS if self._about_part and self.part is None else ()

    def _leave(self, now: Seconds) -> None:
        """End, without a session even if it was cleared."""
        if self.clearance is not None and self.clearance.opens:
            self.clearance = None
        self._end(now)

    def _unanswered(self, now: Seconds) -> None:
        if not self._reminded:
            self._reminded = True
            self._prompt.say(now, self._reminder, PATIENCE)
            self._want_advice(advice_name(Outcome.REST))
            return
        advice = self._screening.advice[advice_name(Outcome.REST)]
        self._cleared(Clearance(Outcome.REST, (), advice), now)
        if self._stage is _Stage.OPENING:
            self._advise(now, self._screening.no_answer)
        else:
            self._advise(now, (*self._screening.no_answer, *advice))

    def _cleared(self, clearance: Clearance, now: Seconds) -> None:
        self.clearance = clearance
        self._prompt.ask(Screened(now, clearance.outcome))

    @property
    def _reminder(self) -> tuple[str, ...]:
        """The short form of the question."""
        question = self._question
        if question is None or question.choice(YES) is not None:
            opens = self._stage is _Stage.OPENING
            return (*self._screening.reminder, *self._screening.later * opens)
        names = [choice.name for choice in question.choices]
        return phrasebook.choice_reminder(names[0], names[-1], self._hints)

    # --- speaking -----------------------------------------------------------------------

    def _put(self, now: Seconds, texts: tuple[str, ...], keys: str) -> None:
        """Ask something, on the screen at once and aloud."""
        self._shown = texts
        self._prompt.silence(now)
        self._prompt.ask(*(Notice(text) for text in texts))
        if keys != self._keys_shown:
            self._prompt.ask(Notice(keys))
            self._keys_shown = keys
        self._reminded = False
        self._prompt.say(now, texts, PATIENCE)

    def _want_advice(self, *names: str) -> None:
        """Have advice rendered that may soon be needed."""
        advice = (text for name in names for text in self._screening.advice[name])
        self._prompt.ask(Want(private((*self._screening.no_answer, *advice))))

    def _advise(self, now: Seconds, texts: tuple[str, ...]) -> None:
        self._stage, self._shown, self._advising = _Stage.ADVICE, texts, True
        self._prompt.silence(now)
        self._prompt.say(now, private(texts), 0.3)

    def _end(self, now: Seconds) -> None:
        self._prompt.silence(now)
        self._stage = _Stage.OVER


def _keys(question: Question) -> str:
    names = [choice.name for choice in question.choices]
    if YES in names:
        return phrasebook.SCREENING_KEYS if question.unsure == YES else phrasebook.GOOD_NEWS_KEYS
    return phrasebook.choice_keys(names[0], names[-1])


def _options(question: Question | None) -> tuple[Option, ...]:
    """The possible answers to a question; None is the one that opens every start."""
    if question is None:
        return (*phrasebook.GATE_OPTIONS, *phrasebook.LEAVE_OPTIONS)
    names = [choice.name for choice in question.choices]
    if YES in names:
        told = phrasebook.GATE_OPTIONS if question.unsure == YES else phrasebook.GOOD_NEWS_OPTIONS
        return (*told, phrasebook.BACK_OPTION, *phrasebook.LEAVE_OPTIONS)
    figures = tuple(Option(name, "") for name in names)
    return (*figures, phrasebook.BACK_OPTION, *phrasebook.LEAVE_OPTIONS)


def _told(clearance: Clearance) -> tuple[str, ...]:
    """The outcome with its reason, as it is said."""
    reason = phrasebook.because(clearance.reasons)
    return (reason, *clearance.advice) if reason else clearance.advice
