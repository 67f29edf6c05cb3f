"""The ladder back: every rule as a table, and what holds whatever is answered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.safety.clearance import Outcome
from voice_coach.core.safety.question_names import NO, YES
from voice_coach.core.safety.recovery import (
    FEELINGS,
    Allowance,
    Feeling,
    RecoveryRecord,
    RecoveryRung,
    Referral,
    after_screening,
    allowance,
    began_on,
    follow_up,
    seen_by_clinician,
    standing,
)
from voice_coach.library.catalogue.screening import load_screening

TODAY = date(2026, 3, 20)
GONE, BETTER, SAME, WORSE = Feeling
REST, GENTLE, STRENGTH, REDUCED = RecoveryRung
SCREENING = load_screening()

LEFT = "left"
ASK = "ask"
"""The interview has to be put again."""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def recovery(
    rung: RecoveryRung = GENTLE, *, age: int = 7, checked: int = 1, better: int = 0
) -> RecoveryRecord:
    return RecoveryRecord(rung, Outcome.GENTLE, ago(age), ago(checked), better)


def comes_to(one: RecoveryRecord, feeling: Feeling, today: date = TODAY) -> RecoveryRung | str:
    step = follow_up(one, feeling, today)
    if step.allowance is None:
        return ASK
    assert step.allowance == allowance(step.recovery)
    return LEFT if step.recovery is None else step.recovery.rung


@pytest.mark.parametrize("age", [0, 1])
@pytest.mark.parametrize("feeling", [GONE, BETTER, SAME])
@pytest.mark.parametrize("rung", RecoveryRung)
def test_under_two_days_it_is_rest_whatever_is_said(
    age: int, feeling: Feeling, rung: RecoveryRung
) -> None:
    assert comes_to(recovery(rung, age=age), feeling) is REST


@pytest.mark.parametrize("age", [2, 3])
def test_at_two_or_three_days_gentle_moves_need_it_to_ease(age: int) -> None:
    resting = recovery(REST, age=age)
    assert comes_to(resting, BETTER) is GENTLE
    assert comes_to(resting, GONE) is GENTLE
    assert comes_to(resting, SAME) is REST
    assert comes_to(recovery(GENTLE, age=age), SAME) is REST


def test_later_the_interview_decides_on_a_rest_that_did_not_help() -> None:
    resting = recovery(REST, age=4)
    assert comes_to(resting, SAME) == ASK
    assert comes_to(resting, BETTER) is GENTLE


@pytest.mark.parametrize(
    ("rung", "better", "feeling", "expected"),
    [
        (GENTLE, 0, BETTER, GENTLE),
        (GENTLE, 0, GONE, GENTLE),
        (GENTLE, 1, BETTER, STRENGTH),
        (GENTLE, 1, GONE, STRENGTH),
        (STRENGTH, 2, BETTER, REDUCED),
        (STRENGTH, 2, GONE, REDUCED),
        (REDUCED, 3, BETTER, LEFT),
        (REDUCED, 3, GONE, LEFT),
        (GENTLE, 1, SAME, GENTLE),
        (STRENGTH, 2, SAME, STRENGTH),
        (REDUCED, 3, SAME, REDUCED),
        (GENTLE, 1, WORSE, ASK),
        (STRENGTH, 2, WORSE, ASK),
        (REDUCED, 3, WORSE, ASK),
        (REST, 0, WORSE, ASK),
    ],
)
def test_each_rung_is_left_as_the_table_says(
    rung: RecoveryRung, better: int, feeling: Feeling, expected: RecoveryRung | str
) -> None:
    assert comes_to(recovery(rung, better=better), feeling) == expected


@pytest.mark.parametrize("rung", RecoveryRung)
def test_a_second_answer_on_the_same_day_climbs_no_further(rung: RecoveryRung) -> None:
    asked_today = recovery(rung, checked=0, better=9)
    for feeling in (BETTER, GONE):
        assert comes_to(asked_today, feeling) is rung


def test_same_keeps_the_days_on_which_it_was_better() -> None:
    step = follow_up(recovery(better=1), SAME, TODAY)
    assert step.recovery is not None
    assert step.recovery.better == 1


def test_after_worse_it_is_rest_until_the_interview_says_otherwise() -> None:
    step = follow_up(recovery(REDUCED, better=3), WORSE, TODAY)
    assert step.recovery is not None
    assert (step.recovery.rung, step.recovery.better) == (REST, 0)
    assert comes_to(step.recovery, GONE) is REST


def test_the_shortest_way_back_takes_every_rung_in_turn() -> None:
    one: RecoveryRecord | None = after_screening(None, Outcome.REST, TODAY, TODAY)
    way, day = [], TODAY
    while one is not None:
        way.append(one.rung)
        day += timedelta(days=1)
        one = follow_up(one, BETTER, day).recovery
    assert way == [REST, REST, GENTLE, GENTLE, STRENGTH, REDUCED]


@pytest.mark.parametrize(
    ("rung", "expected"),
    [
        (REST, Allowance(Outcome.REST)),
        (GENTLE, Allowance(Outcome.GENTLE, 1)),
        (STRENGTH, Allowance(Outcome.GENTLE, 2)),
        (REDUCED, Allowance(Outcome.PROCEED, 2, reduced=True)),
    ],
)
def test_each_rung_allows_its_own(rung: RecoveryRung, expected: Allowance) -> None:
    assert allowance(recovery(rung)) == expected


def test_off_the_ladder_everything_is_allowed() -> None:
    assert allowance(None) == Allowance(Outcome.PROCEED)


# --- clinicians -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "better", "feeling", "referral"),
    [
        (13, 0, SAME, Referral.NONE),
        (14, 0, SAME, Referral.CLINICIAN),
        (14, 0, WORSE, Referral.CLINICIAN),
        (14, 0, BETTER, Referral.NONE),
        (14, 1, SAME, Referral.NONE),
        (42, 1, BETTER, Referral.NONE),
        (43, 1, BETTER, Referral.CLINICIAN),
        (43, 1, GONE, Referral.NONE),
        (84, 1, SAME, Referral.CLINICIAN),
        (85, 1, SAME, Referral.SPECIALIST),
    ],
)
def test_long_pain_is_referred(age: int, better: int, feeling: Feeling, referral: Referral) -> None:
    step = follow_up(recovery(age=age, better=better), feeling, TODAY)
    assert step.recovery is not None
    assert step.recovery.referral is referral
    assert ("long-lasting" in step.advice) is (referral is Referral.CLINICIAN)
    assert ("specialist" in step.advice) is (referral is Referral.SPECIALIST)


def test_a_referral_stays_said_until_the_ladder_is_left() -> None:
    one: RecoveryRecord | None = follow_up(recovery(age=14), SAME, TODAY).recovery
    day, starts = TODAY, 0
    while one is not None:
        day += timedelta(days=1)
        step = follow_up(one, BETTER, day)
        one = step.recovery
        if one is not None:
            starts += 1
            assert "long-lasting" in step.advice
    assert starts == 3


# --- screenings -------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [Outcome.PROCEED, Outcome.GENTLE, Outcome.REST])
def test_what_is_not_about_the_back_starts_no_ladder_and_keeps_one(outcome: Outcome) -> None:
    assert after_screening(None, outcome, None, TODAY) is None
    assert after_screening(recovery(), outcome, None, TODAY) == recovery()


def test_a_screening_that_proceeds_keeps_the_ladder() -> None:
    assert after_screening(recovery(STRENGTH), Outcome.PROCEED, ago(7), TODAY) == recovery(STRENGTH)


@pytest.mark.parametrize(
    ("outcome", "age", "rung"),
    [
        (Outcome.GENTLE, 7, GENTLE),
        (Outcome.GENTLE, 2, GENTLE),
        (Outcome.GENTLE, 1, REST),
        (Outcome.REST, 7, REST),
        (Outcome.REST, 0, REST),
    ],
)
@pytest.mark.parametrize("before", [None, *RecoveryRung])
def test_a_sore_back_starts_the_ladder_or_goes_back_on_it(
    before: RecoveryRung | None, outcome: Outcome, age: int, rung: RecoveryRung
) -> None:
    known = None if before is None else recovery(before, age=age, better=before)
    one = after_screening(known, outcome, ago(age), TODAY)
    assert one is not None
    assert (one.rung, one.outcome, one.checked) == (rung, outcome, TODAY)
    assert one.better == (before if before is rung else 0)


@pytest.mark.parametrize(
    ("known", "told", "settled"),
    [(1, 0, 1), (3, 2, 3), (9, 4, 9), (9, 0, 0), (9, 2, 2), (2, 43, 43), (0, 2, 2)],
)
def test_a_day_told_anew_is_a_new_strain_only_where_the_old_day_cannot_be_meant(
    known: int, told: int, settled: int
) -> None:
    one = after_screening(recovery(age=known), Outcome.REST, ago(told), TODAY)
    assert one is not None
    assert one.pain_began == ago(settled)


@pytest.mark.parametrize(
    ("answers", "age"),
    [
        ({"back": YES, "onset": "1"}, 0),
        ({"back": YES, "onset": "2"}, 2),
        ({"back": YES, "onset": "3"}, 4),
        ({"back": YES, "onset": "4"}, 43),
        ({"back": YES, "onset": "5"}, 85),
        ({"back": YES, "nerves": YES}, 0),
    ],
)
def test_the_answers_tell_how_long_ago_it_began_at_least(answers: dict[str, str], age: int) -> None:
    assert began_on(answers, TODAY) == ago(age)


def test_every_answer_to_when_it_began_is_known() -> None:
    (onset,) = [one for one in SCREENING.questions if one.name == "onset"]
    ages = [began_on({"back": YES, "onset": one.name}, TODAY) for one in onset.choices]
    assert ages == sorted(set(ages), reverse=True)


def test_a_back_that_does_not_hurt_has_no_such_day() -> None:
    assert began_on({"breath": NO, "back": NO}, TODAY) is None
    assert began_on({"breath": YES}, TODAY) is None


# --- urgent outcomes --------------------------------------------------------------------


@pytest.mark.parametrize("urgent", [Outcome.SAME_DAY, Outcome.EMERGENCY])
@pytest.mark.parametrize("began", [None, ago(7)])
def test_an_urgent_outcome_rests_until_a_clinician_has_been_seen(
    urgent: Outcome, began: date | None
) -> None:
    one = after_screening(None, urgent, began, TODAY)
    assert one is not None
    assert one.question == "seen"
    later = TODAY + timedelta(days=5)
    for feeling in (GONE, BETTER, SAME):
        step = follow_up(one, feeling, later)
        assert step.recovery == one
        assert step.allowance == Allowance(Outcome.REST)
        assert step.advice == ("rest", "clinician-first")
    assert comes_to(one, WORSE, later) == ASK
    for outcome in Outcome:
        screened = after_screening(one, outcome, began, later)
        assert screened is not None
        assert (screened.rung, screened.outcome) == (REST, max(urgent, outcome))


def test_an_urgent_outcome_on_the_ladder_keeps_what_was_known() -> None:
    known = RecoveryRecord(STRENGTH, Outcome.GENTLE, ago(50), ago(1), 2, Referral.CLINICIAN)
    one = after_screening(known, Outcome.EMERGENCY, None, TODAY)
    assert one == RecoveryRecord(REST, Outcome.EMERGENCY, ago(50), TODAY, 0, Referral.CLINICIAN)


def test_a_clinician_who_allows_exercise_opens_the_gentle_rung_of_a_sore_back() -> None:
    urgent = RecoveryRecord(REST, Outcome.SAME_DAY, ago(7), ago(2))
    assert seen_by_clinician(urgent, TODAY) == RecoveryRecord(GENTLE, Outcome.GENTLE, ago(7), TODAY)
    fresh = RecoveryRecord(REST, Outcome.SAME_DAY, ago(1), ago(1))
    assert seen_by_clinician(fresh, TODAY) == RecoveryRecord(REST, Outcome.REST, ago(1), TODAY)


def test_a_clinician_who_allows_exercise_ends_what_was_not_about_the_back() -> None:
    assert seen_by_clinician(RecoveryRecord(REST, Outcome.EMERGENCY, None, ago(2)), TODAY) is None


def test_without_an_urgent_outcome_a_clinician_changes_no_rung() -> None:
    assert seen_by_clinician(recovery(), TODAY) == recovery()


# --- words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rung", "age", "checked", "better", "days"),
    [
        (REST, 0, 0, 0, 2),
        (REST, 1, 0, 0, 1),
        (REST, 5, 0, 0, 1),
        (REST, 5, 1, 0, 0),
        (GENTLE, 7, 0, 0, 2),
        (GENTLE, 7, 0, 1, 1),
        (GENTLE, 7, 1, 0, 1),
        (GENTLE, 7, 3, 1, 0),
        (STRENGTH, 7, 0, 2, 1),
        (REDUCED, 7, 1, 3, 0),
    ],
)
def test_the_next_step_has_its_earliest_day_and_is_reached_on_it(
    rung: RecoveryRung, age: int, checked: int, better: int, days: int
) -> None:
    one = recovery(rung, age=age, checked=checked, better=better)
    earliest = standing(one, TODAY).earliest
    assert earliest == TODAY + timedelta(days=days)
    now: RecoveryRecord | None = one
    day = TODAY if checked else TODAY + timedelta(days=1)
    while now is not None and now.rung is rung:
        now = follow_up(now, BETTER, day).recovery
        day += timedelta(days=1)
    assert day - timedelta(days=1) == earliest


def test_what_is_urgent_has_no_day_for_the_next_step() -> None:
    stand = standing(RecoveryRecord(REST, Outcome.EMERGENCY, None, ago(3)), TODAY)
    assert stand.earliest is None
    assert "clinician-first" in stand.advice


def test_the_standing_refers_as_soon_as_the_days_call_for_it() -> None:
    assert "long-lasting" in standing(recovery(age=14), TODAY).advice
    assert "specialist" in standing(recovery(age=85, better=1), TODAY).advice


@pytest.mark.parametrize("referral", Referral)
@pytest.mark.parametrize("outcome", [Outcome.GENTLE, Outcome.EMERGENCY])
@pytest.mark.parametrize("rung", RecoveryRung)
def test_all_advice_is_written(rung: RecoveryRung, outcome: Outcome, referral: Referral) -> None:
    one = RecoveryRecord(rung, outcome, ago(7), ago(1), 9, referral)
    for feeling in Feeling:
        assert set(follow_up(one, feeling, TODAY).advice) <= SCREENING.advice.keys()
    assert set(standing(one, TODAY).advice) <= SCREENING.advice.keys()


def test_the_follow_up_questions_are_those_that_the_ladder_names() -> None:
    urgent = RecoveryRecord(REST, Outcome.EMERGENCY, None, ago(1))
    questions = {one.name: one for one in SCREENING.follow_up}
    assert set(questions) == {recovery().question, urgent.question}
    assert [choice.name for choice in questions["today"].choices] == list(FEELINGS)


# --- whatever is answered ---------------------------------------------------------------

urgency = st.sampled_from([Outcome.GENTLE, Outcome.REST, Outcome.SAME_DAY, Outcome.EMERGENCY])
ladders = st.builds(
    RecoveryRecord,
    st.sampled_from(RecoveryRung),
    urgency,
    st.none() | st.integers(0, 100).map(ago),
    st.integers(0, 100).map(ago),
    st.integers(0, 4),
    st.sampled_from(Referral),
)
feelings = st.sampled_from(Feeling)
days = st.integers(0, 100)


def height(one: RecoveryRecord | None) -> int:
    return len(RecoveryRung) if one is None else one.rung


@given(ladders, st.sampled_from([GONE, BETTER]), days)
def test_better_is_never_stricter_than_same(one: RecoveryRecord, good: Feeling, later: int) -> None:
    day = TODAY + timedelta(days=later)
    assert height(follow_up(one, good, day).recovery) >= height(follow_up(one, SAME, day).recovery)


@given(ladders, st.sampled_from([GONE, BETTER, SAME]), days, days)
def test_more_days_are_never_stricter(
    one: RecoveryRecord, feeling: Feeling, sooner: int, more: int
) -> None:
    early, late = TODAY + timedelta(days=sooner), TODAY + timedelta(days=sooner + more)
    assert height(follow_up(one, feeling, late).recovery) >= height(
        follow_up(one, feeling, early).recovery
    )


@given(ladders, days)
def test_worse_never_climbs_and_always_asks(one: RecoveryRecord, later: int) -> None:
    step = follow_up(one, WORSE, TODAY + timedelta(days=later))
    assert height(step.recovery) <= height(one)
    assert step.allowance is None


@given(ladders, feelings, days)
def test_no_answer_skips_a_rung(one: RecoveryRecord, feeling: Feeling, later: int) -> None:
    after = follow_up(one, feeling, TODAY + timedelta(days=later)).recovery
    assert height(after) <= height(one) + 1


@given(ladders, st.lists(feelings, max_size=6), days)
def test_a_day_climbs_one_rung_at_most(
    one: RecoveryRecord, said: list[Feeling], later: int
) -> None:
    day, now, highest = TODAY + timedelta(days=later), one, one.rung
    for feeling in said:
        after = follow_up(now, feeling, day).recovery
        assert height(after) <= highest + 1
        if after is None:
            break
        now = after


@given(ladders, feelings, days)
def test_a_referral_is_never_taken_back(one: RecoveryRecord, feeling: Feeling, later: int) -> None:
    after = follow_up(one, feeling, TODAY + timedelta(days=later)).recovery
    assert after is None or after.referral >= one.referral


@given(st.none() | ladders, st.sampled_from(Outcome), st.none() | st.integers(0, 100).map(ago))
def test_a_screening_allows_no_more_than_its_outcome(
    one: RecoveryRecord | None, outcome: Outcome, began: date | None
) -> None:
    after = after_screening(one, outcome, began, TODAY)
    if began is not None and outcome is not Outcome.PROCEED:
        assert allowance(after).outcome >= min(outcome, Outcome.REST)
    if one is not None and one.is_urgent:
        assert allowance(after).outcome is Outcome.REST
