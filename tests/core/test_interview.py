"""The screening's questions: every row of the table, and what holds for all of them."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.clearance import Outcome
from voice_coach.core.interview import NO, YES, clearance_of, next_question, outcome_of
from voice_coach.library.screening import load_screening

SCREENING = load_screening()
QUESTIONS = SCREENING.questions
BACK = {"breath": NO, "back": YES, "nerves": NO, "flags": NO}
MILD = {**BACK, "onset": "3", "sharp": NO, "worse": NO}
NO_BACK = {"breath": NO, "back": NO, "unwell": NO}


def asked_after(answers):
    question = next_question(QUESTIONS, answers)
    return question.name if question else None


def interviewed(**answers):
    """The answers given when everything not named is answered by no."""
    given = {}
    while (question := next_question(QUESTIONS, given)) is not None:
        default = NO if question.choice(NO) else "3"
        given[question.name] = answers.get(question.name, default)
    return given


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"breath": YES}, Outcome.EMERGENCY),
        ({"back": YES, "nerves": YES}, Outcome.EMERGENCY),
        ({"back": YES, "flags": YES}, Outcome.SAME_DAY),
        ({"back": YES, "onset": "1"}, Outcome.REST),
        ({"back": YES, "onset": "2", "easing": NO}, Outcome.REST),
        ({"back": YES, "onset": "2", "easing": YES}, Outcome.GENTLE),
        ({"back": YES, "onset": "3"}, Outcome.GENTLE),
        ({"back": YES, "onset": "4"}, Outcome.GENTLE),
        ({"back": YES, "onset": "5"}, Outcome.GENTLE),
        ({"back": YES, "sharp": YES}, Outcome.REST),
        ({"back": YES, "worse": YES}, Outcome.REST),
        ({"unwell": YES}, Outcome.REST),
        ({"back": YES, "unwell": YES}, Outcome.REST),
        ({"spine": YES, "spine-cleared": YES}, Outcome.GENTLE),
        ({"spine": YES, "spine-cleared": NO}, Outcome.GENTLE),
        ({"back": YES, "spine-and-pain": YES}, Outcome.REST),
        ({"heart": YES, "heart-cleared": YES}, Outcome.GENTLE),
        ({"heart": YES, "heart-cleared": NO}, Outcome.REST),
        ({"pregnancy": YES}, Outcome.REST),
        ({"back": YES, "pregnancy": YES}, Outcome.REST),
        ({"injury": YES}, Outcome.REST),
        ({}, Outcome.PROCEED),
    ],
)
def test_each_row_of_the_table_comes_to_its_outcome(answers, outcome):
    given = interviewed(**answers)
    assert answers.items() <= given.items(), "a question of this row was never asked"
    assert outcome_of(QUESTIONS, given) is outcome


def test_nothing_is_asked_after_an_answer_that_rules_out_training():
    assert asked_after({"breath": YES}) is None
    assert asked_after({**BACK, "onset": "1"}) is None


def test_without_back_pain_nothing_about_it_is_asked():
    assert not {"nerves", "flags", "onset", "easing", "sharp", "worse"} & interviewed().keys()


def test_only_pain_of_two_or_three_days_is_asked_whether_it_eases():
    assert asked_after({**BACK, "onset": "2"}) == "easing"
    assert asked_after({**BACK, "onset": "3"}) == "sharp"


def choices_of(question):
    return [choice.name for choice in question.choices]


def all_answers():
    return [(one.name, choice) for one in QUESTIONS for choice in choices_of(one)]


def test_of_every_pair_of_answers_the_strictest_wins():
    for (one, first), (other, second) in combinations(all_answers(), 2):
        if one == other:
            continue
        both = outcome_of(QUESTIONS, {one: first, other: second})
        alone = (outcome_of(QUESTIONS, {one: first}), outcome_of(QUESTIONS, {other: second}))
        assert both is max(alone)


@given(
    st.dictionaries(st.sampled_from([one.name for one in QUESTIONS]), st.sampled_from([YES, NO]))
)
def test_adding_an_answer_never_loosens_the_outcome(answers):
    before = Outcome.PROCEED
    given_so_far = {}
    for name, choice in answers.items():
        given_so_far[name] = choice
        after = outcome_of(QUESTIONS, given_so_far)
        assert after >= before
        before = after


@pytest.mark.parametrize("question", [one for one in QUESTIONS if one.choice(YES)])
def test_a_yes_is_never_looser_than_a_no_save_where_it_asks_for_good_news(question):
    good_news = {"easing", "spine-cleared", "heart-cleared"}
    yes, no = question.choice(YES), question.choice(NO)
    if question.name in good_news:
        assert yes.outcome <= no.outcome
    elif question.name != "worse":
        assert no.outcome is Outcome.PROCEED


def test_every_outcome_but_proceed_has_a_reason_and_advice():
    for question in (*QUESTIONS, *SCREENING.pain):
        for choice in question.choices:
            if choice.outcome is not Outcome.PROCEED:
                assert choice.because, f"{question.name}: {choice.name}"
                clearance = clearance_of(
                    (question,), SCREENING.advice, {question.name: choice.name}
                )
                assert clearance.advice
                assert clearance.reasons == (choice.because,)


def test_a_reason_is_given_only_for_the_outcome_that_stands():
    given = {**BACK, "onset": "4", "sharp": YES}
    clearance = clearance_of(QUESTIONS, SCREENING.advice, given)
    assert clearance.reasons == ("that it is sharp, swollen, or keeps you from standing straight",)


def test_the_interview_ends_whatever_is_answered():
    for picks in product([0, -1], repeat=len(QUESTIONS)):
        given, turns = {}, 0
        while (question := next_question(QUESTIONS, given)) is not None:
            names = choices_of(question)
            given[question.name] = names[picks[turns]]
            turns += 1
            if turns > 6:
                break


def test_the_words_name_no_drug_and_promise_nothing():
    words = [*SCREENING.opening, *(question.ask for question in QUESTIONS)]
    words += [text for texts in SCREENING.advice.values() for text in texts]
    text = " ".join(words).lower()
    for banned in ("ibuprofen", "paracetamol", "aspirin", "painkiller", " mg ", "cure", "for good"):
        assert banned not in text
