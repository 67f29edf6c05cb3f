"""The questionnaire: the questions of the screening, and the outcome of their answers.

The questions themselves are data (`routines/catalogue/screening.yaml`), for a clinician to read and
to change. This module has the rules: questions come in order, each if the answers it depends on
were given; none comes after an answer that rules out training; the strictest answer counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.safety.clearance import Clearance, Outcome
from voice_coach.core.safety.question_names import NO, YES, QuestionName

Answers = Mapping[str, str]
"""The choice made for each question answered, by the question's name."""


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """One answer to a question, and its meaning."""

    name: str
    """`yes`, `no`, or the figure to press."""
    outcome: Outcome = Outcome.PROCEED
    because: str = ""
    """The athlete's statement, in words that follow "because you said"."""
    advice: tuple[str, ...] = ()
    """Names of advice given beside the outcome's own."""
    conditions: tuple[HealthCondition, ...] = ()
    """Health conditions it makes known."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    name: str
    ask: str
    choices: tuple[AnswerOption, ...]
    given: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Asked only if each question named here was answered by one of these choices."""

    answered_by: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Not asked if an earlier question named here was answered by one of these choices: that
    answer counts for this question too."""
    after_interview: str = ""
    """How it is asked after the interview; empty: as always."""

    def choice(self, name: str) -> AnswerOption | None:
        """The choice of that name."""
        return next((choice for choice in self.choices if choice.name == name), None)

    def is_called_for(self, answers: Answers) -> bool:
        """True if the answers so far make it necessary."""
        return all(answers.get(question) in choices for question, choices in self.given)

    @property
    def unsure(self) -> str:
        """The meaning of "not sure": the stricter of yes and no, and yes if neither is stricter."""
        yes, no = self.choice(YES), self.choice(NO)
        return NO if yes and no and yes.outcome < no.outcome else YES


@dataclass(frozen=True, slots=True)
class Screening:
    """All questions and words of the screening."""

    opening: tuple[str, ...]
    """The one question of every start; "no" to it is the healthy path."""
    reminder: tuple[str, ...]
    """The question in short, after silence."""
    later: tuple[str, ...]
    """Said with the reminder of the opening question: how to begin again."""
    no_answer: tuple[str, ...]
    questions: tuple[Question, ...]
    pain: tuple[Question, ...]
    """Questions asked when something hurts in mid-session; the last is how to go on."""
    pain_in: tuple[Question, ...]
    """One for each part of the body that can be said to hurt, by the part's name."""
    conditions: tuple[Question, ...]
    """Questions asked once a year: first whether there is any condition, then each by its own name.
    """
    follow_up: tuple[Question, ...]
    """Questions on the way back after pain: one of them opens the next start."""
    advice: Mapping[str, tuple[str, ...]]
    """Advice by name; each outcome but "proceed" has one of its own."""


def about_pain(screening: Screening, part: HealthCondition | None) -> tuple[Question, ...]:
    """The questions asked when something hurts in mid-session. `part`: the part of the body that
    hurts; its question takes the place of the general one."""
    own = next((one for one in screening.pain_in if one.name == part), None)
    return tuple(
        own if own is not None and one.name == QuestionName.SHARP else one for one in screening.pain
    )


def next_question(questions: tuple[Question, ...], answers: Answers) -> Question | None:
    """The next question; None if no question is left that could change the outcome."""
    if outcome_of(questions, answers) >= Outcome.REST:
        return None
    for question in questions:
        if question.name not in answers and question.is_called_for(answers):
            return question
    return None


def without_known(
    questions: tuple[Question, ...], earlier: Answers
) -> tuple[tuple[Question, ...], Answers]:
    """What is left to ask after an interview with the answers `earlier`, and the answers that
    are known from it."""
    known: dict[str, str] = {}
    left: list[Question] = []
    for question in questions:
        given = [(name, choices) for name, choices in question.given if name not in known]
        answer = _known_answer(question, earlier)
        if answer is not None:
            known[question.name] = answer
        elif all(known.get(name, choices[0]) in choices for name, choices in question.given):
            again = earlier and question.after_interview
            left.append(replace(question, ask=again or question.ask, given=tuple(given)))
    return tuple(left), known


def _known_answer(question: Question, earlier: Answers) -> str | None:
    answers = (
        earlier[name] for name, choices in question.answered_by if earlier.get(name) in choices
    )
    return next(answers, None)


def longest_interview(questions: tuple[Question, ...], answers: Answers) -> int:
    """The most questions that there can be in all, those answered included."""
    question = next_question(questions, answers)
    if question is None:
        return len(answers)
    deciding = {name for one in questions for name, _ in one.given}
    open_ended = [one for one in question.choices if one.outcome < Outcome.REST]
    # Only what a later question depends on can make a difference; one answer stands for the rest.
    choices = open_ended if question.name in deciding else open_ended[:1]
    if not choices:
        return len(answers) + 1
    further = ({**answers, question.name: choice.name} for choice in choices)
    return max(longest_interview(questions, one) for one in further)


def outcome_of(questions: tuple[Question, ...], answers: Answers) -> Outcome:
    """The strictest of the answers."""
    given = (choice.outcome for choice in _given(questions, answers))
    return max(given, default=Outcome.PROCEED)


def clearance_of(
    questions: tuple[Question, ...], advice: Mapping[str, tuple[str, ...]], answers: Answers
) -> Clearance:
    """The clearance that the answers give: the strictest outcome, its reasons and advice, and all
    the conditions they make known.

    Before a session all advice counts; without one, only that of the strictest answers.
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
