"""Names in the screening's YAML that rules in code refer to.

They are checked when the file is loaded: a question, a choice or an advice that was renamed
there is an error, never a rule that silently no longer applies.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

YES, NO = "yes", "no"


class QuestionName(StrEnum):
    """A question that a rule refers to. The others are the file's own."""

    BREATH = "breath"
    BACK = "back"
    NERVES = "nerves"
    FLAGS = "flags"
    ONSET = "onset"
    UNWELL = "unwell"
    SHARP = "sharp"
    """After pain in mid-session, unless it is known which part hurts."""
    GO_ON = "go-on"
    """After pain in mid-session: how to go on."""
    ANY = "any"
    """Whether there is any condition at all."""
    SEEN = "seen"
    """After an urgent outcome: whether a clinician has looked at it."""
    TODAY = "today"
    """How the back is, against the last time."""


class AdviceName(StrEnum):
    """Advice that a rule gives; each outcome's own is among it."""

    GENTLE = "gentle"
    REST = "rest"
    SAME_DAY = "same-day"
    EMERGENCY = "emergency"
    REST_DAYS = "rest-days"
    CLINICIAN_FIRST = "clinician-first"
    FIRST_STRENGTH = "first-strength"
    REDUCED = "reduced"
    BACK_AGAIN = "back-again"
    LONG_LASTING = "long-lasting"
    SPECIALIST = "specialist"


_Q = QuestionName

SECTIONS: Mapping[str, tuple[QuestionName, ...]] = {
    "questions": (_Q.BREATH, _Q.BACK, _Q.NERVES, _Q.FLAGS, _Q.ONSET, _Q.UNWELL),
    "pain": (_Q.SHARP, _Q.GO_ON),
    "conditions": (_Q.ANY,),
    "follow_up": (_Q.SEEN, _Q.TODAY),
}
"""The section of the file in which each must be."""

CHOICES: Mapping[QuestionName, tuple[str, ...]] = {
    _Q.ONSET: ("1", "2", "3", "4", "5"),
    _Q.GO_ON: ("1", "2", "3", "4"),
    _Q.TODAY: ("1", "2", "3", "4"),
}
"""The choices of those that are not answered by yes or no."""


def choices_of(name: QuestionName) -> tuple[str, ...]:
    """The choices that the rules expect of a question."""
    return CHOICES.get(name, (YES, NO))
