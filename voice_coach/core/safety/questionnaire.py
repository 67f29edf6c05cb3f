"""The interview: the questions of the screening, and what their answers come to.

The questions themselves are data (`routines/catalogue/screening.yaml`), for a clinician to read
and to change. Here is only how they are asked: in order, each when what it depends on was
answered so; not beyond an answer that rules out training; and the strictest answer stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voice_coach.core.safety.clearance import Clearance, Outcome

YES, NO = "yes", "no"

Answers = Mapping[str, str]
"""The choice taken of each question answered, by the question's name."""


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """One way to answer a question, and what it means."""

    name: str
    """`yes`, `no`, or the figure to press."""
    outcome: Outcome = Outcome.PROCEED
    because: str = ""
    """What the athlete said by it, to follow "because you said"."""
    advice: tuple[str, ...] = ()
    """Names of advice given beside the outcome's own."""
    conditions: tuple[str, ...] = ()
    """Health conditions it makes known, in the catalogue's words for `caution_with`."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    name: str
    ask: str
    choices: tuple[AnswerOption, ...]
    given: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Asked only if each question named here was answered by one of these choices."""

    def choice(self, name: str) -> AnswerOption | None:
        """The choice of that name."""
        return next((choice for choice in self.choices if choice.name == name), None)

    def is_called_for(self, answers: Answers) -> bool:
        """Whether the answers so far make it worth asking."""
        return all(answers.get(question) in choices for question, choices in self.given)

    @property
    def unsure(self) -> str:
        """What "not sure" counts as: the stricter of yes and no, and yes if neither is."""
        yes, no = self.choice(YES), self.choice(NO)
        return NO if yes and no and yes.outcome < no.outcome else YES


@dataclass(frozen=True, slots=True)
class Screening:
    """All of the screening's questions and words."""

    opening: tuple[str, ...]
    """The one question of every start; "no" to it is the healthy path."""
    reminder: tuple[str, ...]
    no_answer: tuple[str, ...]
    questions: tuple[Question, ...]
    pain: tuple[Question, ...]
    """Asked when something hurts in mid-session; the last is how to go on."""
    conditions: tuple[Question, ...]
    """Asked once a year: first whether there is any condition, then each by its own name."""
    follow_up: tuple[Question, ...]
    """For one who is on the ladder back: one of them opens the next start."""
    advice: Mapping[str, tuple[str, ...]]
    """By name; each outcome but "proceed" has one of its own."""


def next_question(questions: tuple[Question, ...], answers: Answers) -> Question | None:
    """What to ask next; None when there is nothing left that could change the outcome."""
    if outcome_of(questions, answers) >= Outcome.REST:
        return None
    for question in questions:
        if question.name not in answers and question.is_called_for(answers):
            return question
    return None


def outcome_of(questions: tuple[Question, ...], answers: Answers) -> Outcome:
    """The strictest of what was answered."""
    given = (choice.outcome for choice in _given(questions, answers))
    return max(given, default=Outcome.PROCEED)


def clearance_of(
    questions: tuple[Question, ...], advice: Mapping[str, tuple[str, ...]], answers: Answers
) -> Clearance:
    """What the answers come to: the strictest outcome, what led to it, and the advice; and
    all the conditions they make known.

    Before a session all advice counts; where there is none, only what led to that.
    """
    outcome = outcome_of(questions, answers)
    given = _given(questions, answers)
    telling = [one for one in given if outcome <= Outcome.GENTLE or one.outcome is outcome]
    own = () if outcome is Outcome.PROCEED else (advice_name(outcome),)
    names = dict.fromkeys((*own, *(name for one in telling for name in one.advice)))
    return Clearance(
        outcome,
        reasons=tuple(one.because for one in telling if one.because),
        advice=tuple(text for name in names for text in advice[name]),
        conditions=frozenset(name for one in given for name in one.conditions),
    )


def advice_name(outcome: Outcome) -> str:
    """The name of an outcome's own advice."""
    return outcome.name.lower().replace("_", "-")


def _given(questions: tuple[Question, ...], answers: Answers) -> tuple[AnswerOption, ...]:
    choices = (
        question.choice(answers[question.name])
        for question in questions
        if question.name in answers
    )
    return tuple(choice for choice in choices if choice is not None)
