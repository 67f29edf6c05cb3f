"""The way back: from the first days of back pain to the normal routine, rung by rung.

Known between one start and the next are the rung, the strictest outcome of a screening, three
figures and a referral; today's date is passed in. The rungs follow today's guidance on acute low
back pain: at most two or three days without training, then motion, then strength, then the routine
again. The limits in days are this project's policy, drawn from it: "seek help if it is no better in
two weeks" is NHS inform's, beyond six weeks pain is no longer acute and beyond twelve it is called
lasting (ACP 2017). No clinician has reviewed them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from voice_coach.core.safety.clearance import GENTLE_STAGE, Outcome
from voice_coach.core.safety.question_names import YES, AdviceName, QuestionName
from voice_coach.core.safety.questionnaire import Answers

REST_DAYS = 2
"""Days since the pain began without any training."""
EASING_DAYS = 3
"""Days up to which gentle moves are allowed only if it is easing."""
UNIMPROVED_DAYS = 14
"""Days without getting better after which a clinician should look at it."""
ACUTE_DAYS = 42
"""Days after which a clinician should look at it, better or not."""
LASTING_DAYS = 84
"""Days after which it belongs to a specialist."""

STRENGTH_STAGE = 2
"""The recovery stage of the first strength moves, once it is clearly easing."""


class RecoveryRung(IntEnum):
    """The progress of somebody on the way back; the greater, the further."""

    REST = 0
    GENTLE = 1
    """Moves of the first recovery stage."""
    STRENGTH = 2
    """Moves of the second as well."""
    REDUCED = 3
    """The normal routine at a reduced dose."""


class Feeling(StrEnum):
    """The state of the back, against the last time it was asked about."""

    GONE = "gone"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


FEELINGS: Mapping[str, Feeling] = {
    str(key): feeling for key, feeling in enumerate(Feeling, start=1)
}
"""Feelings by the figure that answers the follow-up question."""


class Referral(IntEnum):
    """The person who should look at it; once given, it stays until the way back is left."""

    NONE = 0
    CLINICIAN = 1
    SPECIALIST = 2


@dataclass(frozen=True, slots=True)
class RecoveryRecord:
    """The place of somebody on the way back."""

    rung: RecoveryRung
    outcome: Outcome
    """Outcome of the last screening about it; an urgent one stays until a clinician has been seen.
    """
    pain_began: date | None
    """The day it began, at the latest; None if it was not the back."""
    checked: date
    """The day the back was last asked about."""
    better: int = 0
    """Number of different days on which it was better, or gone, since gentle moves began."""
    referral: Referral = Referral.NONE

    @property
    def is_urgent(self) -> bool:
        """True if a clinician comes first, before any training."""
        return self.outcome >= Outcome.SAME_DAY

    @property
    def question(self) -> QuestionName:
        """The name of the follow-up question to ask at the next start."""
        return QuestionName.SEEN if self.is_urgent else QuestionName.TODAY


@dataclass(frozen=True, slots=True)
class Allowance:
    """The training that a rung allows."""

    outcome: Outcome
    stage: int = GENTLE_STAGE
    """With a gentle outcome: the highest recovery stage."""
    reduced: bool = False
    """The routine is led at a reduced dose."""


@dataclass(frozen=True, slots=True)
class RecoveryStep:
    """The result of an answer to the follow-up question."""

    recovery: RecoveryRecord | None
    """The record from now on; None if the way back has been left."""
    allowance: Allowance | None
    """None: the screening has to be asked again, and decides."""
    advice: tuple[AdviceName, ...]
    """The outcome's own first."""


@dataclass(frozen=True, slots=True)
class RecoveryStanding:
    """The place on the way back, in words."""

    words: str
    next_step: str
    """The next step, and its condition."""
    earliest: date | None
    """The earliest day of it; None if it is not a matter of days."""
    advice: tuple[AdviceName, ...]
    """The outcome's own first."""


def began_on(answers: Answers, today: date) -> date | None:
    """The latest day the back pain began, by the answers; None if the back does not hurt."""
    if answers.get(QuestionName.BACK) != YES:
        return None
    return today - timedelta(days=_LEAST_AGE.get(answers.get(QuestionName.ONSET, ""), 0))


_LEAST_AGE = {"1": 0, "2": REST_DAYS, "3": EASING_DAYS + 1, "4": ACUTE_DAYS + 1}
_LEAST_AGE["5"] = LASTING_DAYS + 1


def after_screening(
    recovery: RecoveryRecord | None, outcome: Outcome, pain_began: date | None, today: date
) -> RecoveryRecord | None:
    """The record after a screening; None if there is none.

    `pain_began` is None if it was not the back that hurt: then only an urgent outcome counts.
    """
    if recovery is not None and recovery.is_urgent:
        return replace(
            recovery,
            rung=RecoveryRung.REST,
            outcome=max(recovery.outcome, outcome),
            checked=today,
            better=0,
        )
    if outcome >= Outcome.SAME_DAY:
        known = pain_began or (recovery.pain_began if recovery else None)
        referral = recovery.referral if recovery else Referral.NONE
        return RecoveryRecord(RecoveryRung.REST, outcome, known, today, 0, referral)
    if outcome is Outcome.PROCEED or pain_began is None:
        return recovery
    if recovery is not None:
        pain_began = _settled_beginning(recovery.pain_began, pain_began, today)
    rests = outcome is Outcome.REST or _age(pain_began, today) < REST_DAYS
    rung = RecoveryRung.REST if rests else RecoveryRung.GENTLE
    keeps_count = recovery is not None and recovery.rung is rung
    new = RecoveryRecord(
        rung,
        outcome,
        pain_began,
        today,
        recovery.better if recovery is not None and keeps_count else 0,
        recovery.referral if recovery is not None else Referral.NONE,
    )
    return _with_referral(new, Feeling.SAME, today)


def follow_up(recovery: RecoveryRecord, feeling: Feeling, today: date) -> RecoveryStep:
    """The result of today's answer. At most one rung a day, and none is skipped."""
    if recovery.is_urgent:
        return RecoveryStep(
            recovery, None if feeling is Feeling.WORSE else _RESTING, _advice(recovery)
        )
    now = _with_referral(recovery, feeling, today)
    if feeling is Feeling.WORSE:
        # Rest, unless the interview comes to something else: it may be left unanswered.
        fallen = replace(now, rung=RecoveryRung.REST, checked=today, better=0)
        return RecoveryStep(fallen, None, _referral_advice(fallen))
    eases = feeling in (Feeling.GONE, Feeling.BETTER)
    age = _age(now.pain_began, today)
    if age < REST_DAYS or (age <= EASING_DAYS and now.rung <= RecoveryRung.GENTLE and not eases):
        return _stand(replace(now, rung=RecoveryRung.REST, checked=today))
    if now.rung is RecoveryRung.REST and not eases:
        # Rest had a reason beyond the first days, and it has not gone: let the interview look.
        still = replace(now, checked=today)
        return RecoveryStep(still, None, _referral_advice(still))
    if not eases or today == recovery.checked:
        return _stand(replace(now, checked=today))
    return _climb(replace(now, checked=today))


def seen_by_clinician(recovery: RecoveryRecord, today: date) -> RecoveryRecord | None:
    """The record once a clinician has looked at an urgent sign and allows exercise. The screening
    still has to be asked. None if it was not the back."""
    if not recovery.is_urgent:
        return recovery
    if recovery.pain_began is None:
        return None
    rests = _age(recovery.pain_began, today) < REST_DAYS
    rung, outcome = (
        (RecoveryRung.REST, Outcome.REST) if rests else (RecoveryRung.GENTLE, Outcome.GENTLE)
    )
    return RecoveryRecord(rung, outcome, recovery.pain_began, today)


def allowance(recovery: RecoveryRecord | None) -> Allowance:
    """The training allowed at this place; without a record, everything."""
    return Allowance(Outcome.PROCEED) if recovery is None else _ALLOWANCES[recovery.rung]


def standing(recovery: RecoveryRecord, today: date) -> RecoveryStanding:
    """The place today, before today's question was asked."""
    recovery = _with_referral(recovery, Feeling.SAME, today)
    if recovery.is_urgent:
        words, next_step = _URGENT_WORDS
        return RecoveryStanding(words, next_step, None, _advice(recovery))
    words, next_step = _WORDS[recovery.rung]
    return RecoveryStanding(words, next_step, _earliest(recovery, today), _advice(recovery))


# --- the rungs --------------------------------------------------------------------------

_RESTING = Allowance(Outcome.REST)

_ALLOWANCES = {
    RecoveryRung.REST: _RESTING,
    RecoveryRung.GENTLE: Allowance(Outcome.GENTLE),
    RecoveryRung.STRENGTH: Allowance(Outcome.GENTLE, STRENGTH_STAGE),
    RecoveryRung.REDUCED: Allowance(Outcome.PROCEED, STRENGTH_STAGE, reduced=True),
}

_BETTER_NEEDED = {
    RecoveryRung.REST: 0,
    RecoveryRung.GENTLE: 2,
    RecoveryRung.STRENGTH: 3,
    RecoveryRung.REDUCED: 4,
}
"""Days on which it was better, in all, to leave a rung."""

_URGENT_WORDS = (
    "no workout until a doctor has looked at it",
    "once a doctor has said that you may exercise, tell me: gentle moves come next",
)
_WORDS = {
    RecoveryRung.REST: (
        "rest: no workout, but easy moving about",
        "slow, easy moves, if it is better then",
    ),
    RecoveryRung.GENTLE: (
        "slow, easy moves only",
        "first strength moves, after it has been better on two different days",
    ),
    RecoveryRung.STRENGTH: (
        "easy moves and first strength moves",
        "your normal routine with less of it, if it is better again then",
    ),
    RecoveryRung.REDUCED: (
        "your normal routine with less of it",
        "your normal routine in full, if it is better again then, or gone",
    ),
}
_ADVICE = {
    RecoveryRung.REST: (AdviceName.REST, AdviceName.REST_DAYS),
    RecoveryRung.GENTLE: (AdviceName.GENTLE,),
    RecoveryRung.STRENGTH: (AdviceName.GENTLE, AdviceName.FIRST_STRENGTH),
    RecoveryRung.REDUCED: (AdviceName.REDUCED,),
}
_REFERRAL_ADVICE: Mapping[Referral, tuple[AdviceName, ...]] = {
    Referral.NONE: (),
    Referral.CLINICIAN: (AdviceName.LONG_LASTING,),
    Referral.SPECIALIST: (AdviceName.SPECIALIST,),
}


def _stand(recovery: RecoveryRecord) -> RecoveryStep:
    return RecoveryStep(recovery, allowance(recovery), _advice(recovery))


def _climb(recovery: RecoveryRecord) -> RecoveryStep:
    """Count one more day on which it was better."""
    if recovery.rung is RecoveryRung.REST:
        return _stand(replace(recovery, rung=RecoveryRung.GENTLE, better=0))
    recovery = replace(recovery, better=recovery.better + 1)
    if recovery.better < _BETTER_NEEDED[recovery.rung]:
        return _stand(recovery)
    if recovery.rung is RecoveryRung.REDUCED:
        return RecoveryStep(None, allowance(None), (AdviceName.BACK_AGAIN,))
    return _stand(replace(recovery, rung=RecoveryRung(recovery.rung + 1)))


def _advice(recovery: RecoveryRecord) -> tuple[AdviceName, ...]:
    urgent = (AdviceName.REST, AdviceName.CLINICIAN_FIRST)
    own = urgent if recovery.is_urgent else _ADVICE[recovery.rung]
    return (*own, *_referral_advice(recovery))


def _referral_advice(recovery: RecoveryRecord) -> tuple[AdviceName, ...]:
    return _REFERRAL_ADVICE[recovery.referral]


def _earliest(recovery: RecoveryRecord, today: date) -> date:
    """The earliest day of the next rung, if every answer from now on is "better"."""
    first = today if recovery.checked != today else today + timedelta(days=1)
    if recovery.rung is RecoveryRung.REST and recovery.pain_began is not None:
        return max(first, recovery.pain_began + timedelta(days=REST_DAYS))
    missing = _BETTER_NEEDED[recovery.rung] - recovery.better
    return first + timedelta(days=max(0, missing - 1))


# --- days -------------------------------------------------------------------------------


def _age(began: date | None, today: date) -> int:
    """Days since it began; without a day, past the days of rest."""
    return EASING_DAYS + 1 if began is None else (today - began).days


def _settled_beginning(known: date | None, told: date, today: date) -> date:
    """Settle the day it began. An answer says "so long ago or a day more" within the first days,
    and "or longer" beyond them: the earlier day is kept if it may be meant; otherwise this is a new
    strain."""
    if known is None:
        return told
    is_new = _age(told, today) <= EASING_DAYS and known < told - timedelta(days=1)
    return told if is_new else min(known, told)


def _with_referral(recovery: RecoveryRecord, feeling: Feeling, today: date) -> RecoveryRecord:
    """The record with the referral its days call for. Nothing new is called for once it is gone."""
    if recovery.pain_began is None or feeling is Feeling.GONE:
        return recovery
    age = _age(recovery.pain_began, today)
    unimproved = (
        age >= UNIMPROVED_DAYS and recovery.better == 0 and feeling in (Feeling.SAME, Feeling.WORSE)
    )
    due = Referral.NONE
    if age > LASTING_DAYS:
        due = Referral.SPECIALIST
    elif age > ACUTE_DAYS or unimproved:
        due = Referral.CLINICIAN
    return replace(recovery, referral=max(recovery.referral, due))
