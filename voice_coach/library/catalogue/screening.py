"""Read the screening: questions, outcomes and advice, from YAML."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from voice_coach.core.model.exercise import BODY_PARTS, HealthCondition
from voice_coach.core.safety.clearance import Outcome
from voice_coach.core.safety.question_names import (
    NO,
    SECTIONS,
    YES,
    AdviceName,
    QuestionName,
    choices_of,
)
from voice_coach.core.safety.questionnaire import (
    AnswerOption,
    Question,
    Screening,
    advice_name,
)
from voice_coach.core.wording.phrasebook import ANY_ADVICE, ANY_NUMBER
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.yaml.problems import Problems, quoted, reading
from voice_coach.library.yaml.tree import Mapping, Scalar, Sequence, YamlNode, read_document

_OUTCOMES = {advice_name(outcome): outcome for outcome in Outcome}
_QUESTION_KEYS = {
    *("name", "ask", "given", "choices", YES, NO),
    *("answered_by", "after_interview"),
}
_CHOICE_KEYS = {"outcome", "because", "advice", "conditions"}
_KEYS = {
    *("version", "opening", "reminder", "later", "no_answer"),
    *("questions", "pain", "pain_in", "conditions", "follow_up", "advice"),
}
_CONDITIONS = tuple(condition.value for condition in HealthCondition)


_EMERGENCY, _ADVICE = "{emergency_number}", "{advice_number}"
"""Places in the texts for the numbers of the user's country."""

_WORDINGS = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
"""A place in a text that has two wordings: for keys, and for words."""


@functools.cache
def load_screening(
    emergency_number: str = ANY_NUMBER,
    advice_number: str = ANY_ADVICE,
    *,
    listening: bool = False,
) -> Screening:
    """Return the bundled screening, with the phone numbers in its texts, as it is to be said.
    `listening`: true if it can be answered in words.

    Raises BadRoutine if the file is damaged.

    """
    path = bundled_folder() / "catalogue" / "screening.yaml"
    return read_screening(
        path.read_bytes(), path, emergency_number, advice_number, listening=listening
    )


def read_screening(
    data: bytes,
    path: Path,
    emergency_number: str = ANY_NUMBER,
    advice_number: str = ANY_ADVICE,
    *,
    listening: bool = False,
) -> Screening:
    """Read a screening from YAML; all problems are reported at once."""
    numbers = {_EMERGENCY: emergency_number, _ADVICE: advice_number}
    return reading(
        str(path),
        lambda problems: _ScreeningReader(problems, numbers, listening=listening).screening(data),
    )


class _ScreeningReader:
    """Strict: a slip in this file would be a question not asked."""

    def __init__(self, problems: Problems, numbers: dict[str, str], *, listening: bool) -> None:
        self._problems = problems
        self._numbers = numbers
        self._wording = r"\2" if listening else r"\1"

    def screening(self, data: bytes) -> Screening:
        fields = self._mapping(read_document(data, self._problems), _KEYS, required=_KEYS)
        advice = {
            name: self._texts(node)
            for name, node in self._mapping(fields.get("advice"), None).items()
        }
        questions = self._questions(fields.get("questions"), advice)
        pain = self._questions(fields.get("pain"), advice)
        pain_in = self._questions(fields.get("pain_in"), advice)
        conditions = self._questions(fields.get("conditions"), advice)
        follow_up = self._questions(fields.get("follow_up"), advice)
        for section, asked in (
            ("questions", questions),
            ("pain", pain),
            ("conditions", conditions),
            ("follow_up", follow_up),
        ):
            self._check_referred_to(fields.get(section), asked, SECTIONS[section])
        self._check_names(
            fields.get("conditions"), conditions, {QuestionName.ANY, *HealthCondition}
        )
        self._check_names(fields.get("pain_in"), pain_in, {*BODY_PARTS})
        self._check_answered_by(fields.get("conditions"), conditions, questions)
        for name in AdviceName:
            if name not in advice and "advice" in fields:
                self._problems.add(fields["advice"], f"there is no advice {quoted(name)}", "add it")
        return Screening(
            opening=self._texts(fields.get("opening")),
            reminder=self._texts(fields.get("reminder")),
            later=self._texts(fields.get("later")),
            no_answer=self._texts(fields.get("no_answer")),
            questions=questions,
            pain=pain,
            pain_in=pain_in,
            conditions=conditions,
            follow_up=follow_up,
            advice=advice,
        )

    def _questions(
        self, node: YamlNode | None, advice: dict[str, tuple[str, ...]]
    ) -> tuple[Question, ...]:
        questions = tuple(self._question(item) for item in self._items(node))
        self._check(node, questions, advice)
        return questions

    def _check_answered_by(
        self, node: YamlNode | None, later: tuple[Question, ...], earlier: tuple[Question, ...]
    ) -> None:
        """Check that each answer taken over is one that an earlier question can have."""
        if node is None:
            return
        asked = {question.name: question for question in earlier}
        for question in later:
            for name, choices in question.answered_by:
                source = asked.get(name)
                if source is None or any(source.choice(one) is None for one in choices):
                    what = f"{question.name} takes over an answer to {quoted(name)}"
                    self._problems.add(node, what, "name one of `questions` and its choices")

    def _question(self, node: YamlNode) -> Question:
        fields = self._mapping(node, _QUESTION_KEYS, required={"name", "ask"})
        if "choices" in fields:
            choices = tuple(
                self._choice(name, choice)
                for name, choice in self._mapping(fields["choices"], None).items()
            )
        else:
            choices = tuple(self._choice(name, fields.get(name)) for name in (YES, NO))
        return Question(
            self._text(fields.get("name")),
            self._text(fields.get("ask")),
            choices,
            self._answers(fields.get("given")),
            self._answers(fields.get("answered_by")),
            self._text(fields.get("after_interview")),
        )

    def _answers(self, node: YamlNode | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Read choices by the name of a question."""
        return tuple(
            (question, self._texts(answers))
            for question, answers in self._mapping(node, None).items()
        )

    def _choice(self, name: str, node: YamlNode | None) -> AnswerOption:
        fields = self._mapping(node, _CHOICE_KEYS)
        outcome = Outcome.PROCEED
        if "outcome" in fields:
            text = self._text(fields["outcome"])
            if text not in _OUTCOMES:
                known = ", ".join(_OUTCOMES)
                self._problems.add(fields["outcome"], f"unknown outcome {quoted(text)}", known)
            outcome = _OUTCOMES.get(text, Outcome.EMERGENCY)
        because = self._text(fields["because"]) if "because" in fields else ""
        advice = self._texts(fields["advice"]) if "advice" in fields else ()
        conditions = self._conditions(fields["conditions"]) if "conditions" in fields else ()
        return AnswerOption(name, outcome, because, advice, conditions)

    def _conditions(self, node: YamlNode) -> tuple[HealthCondition, ...]:
        texts = self._texts(node)
        for text in texts:
            if text not in _CONDITIONS:
                known = ", ".join(_CONDITIONS)
                self._problems.add(node, f"unknown condition {quoted(text)}", known)
        return tuple(HealthCondition(text) for text in texts if text in _CONDITIONS)

    def _check(
        self,
        place: YamlNode | None,
        questions: tuple[Question, ...],
        advice: dict[str, tuple[str, ...]],
    ) -> None:
        """Check that nothing refers to a missing question, or to a later one."""
        if place is None:
            return
        asked: dict[str, Question] = {}
        for question in questions:
            for name, choices in question.given:
                earlier = asked.get(name)
                if earlier is None or any(earlier.choice(one) is None for one in choices):
                    what = f"{question.name} depends on an answer to {quoted(name)}"
                    self._problems.add(place, what, "name an earlier question and its choices")
            if question.name in asked:
                self._problems.add(place, f"{question.name} is there twice", "rename one")
            asked[question.name] = question
        needed = {name for one in questions for choice in one.choices for name in choice.advice}
        for name in sorted(needed - advice.keys()):
            self._problems.add(place, f"there is no advice {quoted(name)}", "write it")

    def _check_referred_to(
        self,
        place: YamlNode | None,
        questions: tuple[Question, ...],
        names: tuple[QuestionName, ...],
    ) -> None:
        """Check that the questions which rules refer to exist, with the choices they know."""
        if place is None:
            return
        choices = {one.name: tuple(choice.name for choice in one.choices) for one in questions}
        for name in names:
            expected = choices_of(name)
            if name not in choices:
                what = f"there is no question {quoted(name)}, which rules refer to"
                self._problems.add(place, what, "add it under this name")
            elif choices[name] != expected:
                what = f"the rules know other choices of {name}"
                self._problems.add(place, what, f"write {', '.join(expected)}")

    def _check_names(
        self, place: YamlNode | None, questions: tuple[Question, ...], names: set[str]
    ) -> None:
        """Check that each of `names`, such as a condition, is asked for, and nothing else is."""
        if place is None:
            return
        asked = {one.name for one in questions}
        for name in sorted(asked ^ names):
            extra = name in asked
            what = f"no rule knows a question {name}" if extra else f"no question asks for {name}"
            self._problems.add(place, what, "remove it" if extra else "add it under this name")

    # --- nodes --------------------------------------------------------------------------

    def _mapping(
        self,
        node: YamlNode | None,
        keys: set[str] | None,
        required: frozenset[str] | set[str] = frozenset(),
    ) -> dict[str, YamlNode]:
        if node is None:
            return {}
        if not isinstance(node, Mapping):
            self._problems.add(node, "this should be keys with values", "write `key: value`")
            return {}
        for key, _ in node.entries:
            if keys is not None and key.text not in keys:
                what = f"unknown key {quoted(key.text)}"
                self._problems.add(key, what, f"it may be {', '.join(sorted(keys))}")
        found = {key.text: value for key, value in node.entries}
        for name in sorted(required - found.keys()):
            self._problems.add(node, f"{name} is missing", f"add `{name}:`")
        return found

    def _items(self, node: YamlNode | None) -> tuple[YamlNode, ...]:
        if isinstance(node, Sequence):
            return tuple(node.items)
        if node is not None:
            self._problems.add(node, "this should be a list", "begin each line with `- `")
        return ()

    def _texts(self, node: YamlNode | None) -> tuple[str, ...]:
        if isinstance(node, Scalar):
            return (self._text(node),)
        return tuple(self._text(item) for item in self._items(node))

    def _text(self, node: YamlNode | None) -> str:
        if isinstance(node, Scalar) and node.text.strip():
            text = node.text.strip()
            for place, number in self._numbers.items():
                text = text.replace(place, number)
            text = _WORDINGS.sub(self._wording, text)
            if "{" in text:
                what = "a { that begins no known placeholder"
                known = ", ".join(self._numbers)
                instead = f"write {known}, {{for keys|for words}}, or no brace"
                self._problems.add(node, what, instead)
            return text
        if node is not None:
            self._problems.add(node, "this should be words", "write them in quotes")
        return ""
