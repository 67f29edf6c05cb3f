"""The screening's questions: every row of the table, and what holds for all of them."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.model.exercise import BODY_PARTS, HealthCondition
from voice_coach.core.safety.clearance import Outcome
from voice_coach.core.safety.question_names import NO, YES, AdviceName, QuestionName
from voice_coach.core.safety.questionnaire import (
    Screening,
    about_pain,
    clearance_of,
    longest_interview,
    next_question,
    outcome_of,
    without_known,
)
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.catalogue.screening import load_screening, read_screening
from voice_coach.library.yaml.problems import BadRoutine

SCREENING = load_screening()
QUESTIONS = SCREENING.questions
BACK = {"breath": NO, "back": YES, "nerves": NO, "flags": NO}
MILD = {**BACK, "onset": "3", "sharp": NO, "worse": NO}
SPINE = {"disc", "osteoporosis", "inflammatory-spine"}
GOOD_NEWS = {"easing", "spine-cleared", "heart-cleared", "pregnancy-cleared"}


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
        ({"spine": YES, "spine-cleared": YES}, Outcome.PROCEED),
        ({"spine": YES, "spine-cleared": NO}, Outcome.GENTLE),
        ({"back": YES, "spine-and-pain": YES}, Outcome.REST),
        ({"heart": YES, "heart-cleared": YES}, Outcome.PROCEED),
        ({"back": YES, "heart": YES, "heart-cleared": YES}, Outcome.GENTLE),
        ({"heart": YES, "heart-cleared": NO}, Outcome.REST),
        ({"pregnancy": YES, "pregnancy-cleared": YES}, Outcome.PROCEED),
        ({"pregnancy": YES, "pregnancy-cleared": NO}, Outcome.REST),
        ({"back": YES, "pregnancy-and-pain": YES}, Outcome.REST),
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
    yes, no = question.choice(YES), question.choice(NO)
    if question.name in GOOD_NEWS:
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


def test_the_interview_ends_whatever_is_answered_and_asks_nothing_twice():
    begun = [{}]
    while begun:
        answers = begun.pop()
        question = next_question(QUESTIONS, answers)
        if question is not None:
            assert question.name not in answers
            begun += [{**answers, question.name: one} for one in choices_of(question)]


def test_not_sure_counts_as_yes_save_where_yes_is_good_news_and_there_the_question_says_so():
    for question in (*QUESTIONS, *SCREENING.pain, *SCREENING.conditions):
        good_news = question.name in GOOD_NEWS
        assert question.unsure == (NO if good_news else YES)
        assert ("If you aren't sure, press N for no." in question.ask) == good_news


def cleared(**answers):
    return clearance_of(QUESTIONS, SCREENING.advice, interviewed(**answers))


@pytest.mark.parametrize(
    ("answers", "conditions"),
    [
        ({}, set()),
        ({"spine": YES, "spine-cleared": YES}, SPINE),
        ({"spine": YES, "spine-cleared": NO}, SPINE),
        ({"heart": YES, "heart-cleared": YES}, {"hypertension"}),
        ({"heart": YES, "heart-cleared": NO}, {"hypertension"}),
        ({"pregnancy": YES, "pregnancy-cleared": YES}, {"pregnancy"}),
        ({"back": YES, "pregnancy-and-pain": YES}, {"pregnancy"}),
        (
            {"spine": YES, "spine-cleared": YES, "heart": YES, "heart-cleared": YES},
            {*SPINE, "hypertension"},
        ),
    ],
)
def test_answers_make_conditions_known_whatever_the_outcome(answers, conditions):
    assert cleared(**answers).conditions == conditions


def test_a_cleared_condition_comes_with_advice_and_its_reason():
    clearance = cleared(heart=YES, **{"heart-cleared": YES})
    assert clearance.advice == SCREENING.advice["easy"]
    assert clearance.reasons == ("that there is a condition to go easy with",)


def test_before_a_gentle_session_the_advice_on_a_cleared_condition_is_given_too():
    clearance = cleared(back=YES, heart=YES, **{"heart-cleared": YES})
    assert clearance.advice == (*SCREENING.advice["gentle"], *SCREENING.advice["easy"])


def test_each_known_condition_is_asked_for_by_its_name_once_there_is_any():
    first, *others = SCREENING.conditions
    assert {one.name for one in others} == set(HealthCondition)
    for question in others:
        assert question.choice(YES).conditions == (question.name,)
    assert next_question(SCREENING.conditions, {first.name: NO}) is None
    everything = {one.name: YES for one in SCREENING.conditions}
    clearance = clearance_of(SCREENING.conditions, SCREENING.advice, everything)
    assert (clearance.outcome, clearance.conditions) == (Outcome.PROCEED, set(HealthCondition))


NAMED_AS = {
    HealthCondition.DISC: ("disc",),
    HealthCondition.OSTEOPOROSIS: ("fragile bones",),
    HealthCondition.INFLAMMATORY_SPINE: ("inflamed spine",),
    HealthCondition.HYPERTENSION: ("high blood pressure", "heart condition"),
    HealthCondition.PREGNANCY: ("pregnancy", "birth"),
    HealthCondition.KNEE: ("knee",),
    HealthCondition.WRIST: ("wrist",),
    HealthCondition.SHOULDER: ("shoulder",),
    HealthCondition.NECK: ("neck",),
    HealthCondition.HIP: ("hip",),
    HealthCondition.BALANCE: ("balance",),
}
"""What the yearly question must say, for somebody with the condition to answer yes."""


def named_in(text: str) -> set[HealthCondition]:
    """The conditions that a question names."""
    return {one for one, words in NAMED_AS.items() if all(word in text for word in words)}


def test_the_yearly_question_names_every_condition_that_can_be_recorded():
    assert named_in(SCREENING.conditions[0].ask) == set(HealthCondition)


def problems_when(before: bytes, after: bytes) -> str:
    """What is reported of the bundled screening with one thing in it changed."""
    path = bundled_folder() / "catalogue" / "screening.yaml"
    data = path.read_bytes()
    assert before in data
    with pytest.raises(BadRoutine) as bad:
        read_screening(data.replace(before, after), path)
    return str(bad.value)


def test_a_slip_in_a_conditions_name_is_reported():
    told = problems_when(b"conditions: [wrist]", b"conditions: [wrst]")
    assert 'unknown condition "wrst"; disc, osteoporosis' in told


@pytest.mark.parametrize("name", QuestionName)
def test_a_question_that_rules_refer_to_cannot_be_renamed_unnoticed(name):
    told = problems_when(f"- name: {name}\n".encode(), f"- name: {name}x\n".encode())
    assert f'there is no question "{name}", which rules refer to' in told


def test_a_choice_that_rules_refer_to_cannot_be_renamed_unnoticed():
    told = problems_when(
        b'      1: {outcome: rest, because: "that it began',
        b'      6: {outcome: rest, because: "that it began',
    )
    assert "the rules know other choices of onset; write 1, 2, 3, 4, 5" in told


@pytest.mark.parametrize("name", AdviceName)
def test_advice_that_rules_give_cannot_be_renamed_unnoticed(name):
    told = problems_when(f"\n  {name}:\n".encode(), f"\n  {name}x:\n".encode())
    assert f'there is no advice "{name}"' in told


def test_the_part_that_hurts_has_its_own_question_in_place_of_the_general_one():
    screening = load_screening()
    names = {
        part: [one.name for one in about_pain(screening, part)] for part in (None, *BODY_PARTS)
    }
    assert names.pop(None) == ["signs", "sharp", "go-on"]
    assert names == {part: ["signs", part, "go-on"] for part in BODY_PARTS}


@pytest.mark.parametrize("part", BODY_PARTS)
def test_a_bad_sign_in_a_part_that_hurts_ends_the_session(part):
    screening = load_screening()
    asked = about_pain(screening, part)
    assert outcome_of(asked, {"signs": "no", part: "yes"}) >= Outcome.REST
    assert outcome_of(asked, {"signs": "no", part: "no", "go-on": "1"}) is Outcome.PROCEED


def test_a_part_of_the_body_that_nobody_asks_about_is_reported():
    told = problems_when(b"  - name: neck\n    ask", b"  - name: nape\n    ask")
    assert "no question asks for neck; add it under this name" in told


def test_a_condition_that_nobody_asks_for_is_reported():
    told = problems_when(b"  - name: wrist\n", b"  - name: hand\n")
    assert "no question asks for wrist; add it under this name" in told
    assert "no rule knows a question hand; remove it" in told


def said_in(screening: Screening) -> list[str]:
    asked = (*screening.questions, *screening.pain, *screening.conditions, *screening.follow_up)
    advice = [text for texts in screening.advice.values() for text in texts]
    said = (*screening.opening, *screening.reminder, *screening.no_answer)
    return [*said, *(question.ask for question in asked), *advice]


def test_where_the_coach_listens_no_question_names_a_key():
    for text in said_in(load_screening(listening=True)):
        assert not {"press", "n", "y", "q"} & set(re.findall(r"\w+", text.lower()))


def test_both_wordings_ask_the_same_and_differ_only_where_keys_are_named():
    for by_key, by_voice in zip(
        said_in(SCREENING), said_in(load_screening(listening=True)), strict=True
    ):
        assert bool(re.search(r"\bpress\b", by_key.lower())) is (by_key != by_voice)
    assert SCREENING.opening[-1] == "If none of these, say no: press N. Otherwise press Y."


def test_the_words_name_no_drug_and_promise_nothing():
    asked = (*QUESTIONS, *SCREENING.pain, *SCREENING.conditions)
    words = [*SCREENING.opening, *(question.ask for question in asked)]
    words += [text for texts in SCREENING.advice.values() for text in texts]
    text = " ".join(words).lower()
    for banned in ("ibuprofen", "paracetamol", "aspirin", "painkiller", " mg ", "cure", "for good"):
        assert banned not in text


def left_after(earlier):
    left, known = without_known(SCREENING.conditions, earlier)
    return [one.name for one in left], known


class TestAskingNothingTwice:
    def test_without_an_interview_every_condition_is_asked_as_it_is_written(self):
        left, known = without_known(SCREENING.conditions, {})
        assert left == SCREENING.conditions
        assert known == {}

    def test_an_ache_and_nothing_else_leaves_the_joints_and_balance(self):
        left, known = left_after(interviewed(back=YES))
        assert left == ["any", "knee", "wrist", "shoulder", "neck", "hip", "balance"]
        assert set(known) == {*SPINE, "hypertension", "pregnancy"}
        assert set(known.values()) == {NO}

    def test_the_opener_names_only_what_was_not_asked(self):
        first, *others = without_known(SCREENING.conditions, interviewed(back=YES))[0]
        assert named_in(first.ask) == {one.name for one in others}

    def test_a_condition_of_the_spine_is_asked_for_by_name(self):
        left, known = left_after(interviewed(back=NO, spine=YES, **{"spine-cleared": YES}))
        assert left == [
            *sorted(SPINE, key=left.index),
            "knee",
            "wrist",
            "shoulder",
            "neck",
            "hip",
            "balance",
        ]
        assert known["any"] == YES

    def test_a_heart_condition_is_taken_over(self):
        left, known = left_after(interviewed(back=NO, heart=YES, **{"heart-cleared": YES}))
        assert known["hypertension"] == YES
        assert left == ["knee", "wrist", "shoulder", "neck", "hip", "balance"]

    @pytest.mark.parametrize("earlier", [{}, interviewed(back=YES), interviewed(back=NO)])
    def test_what_is_left_can_be_asked_to_its_end(self, earlier):
        left, _ = without_known(SCREENING.conditions, earlier)
        answers = {}
        while (question := next_question(left, answers)) is not None:
            answers[question.name] = YES
        assert list(answers) == [one.name for one in left]


@given(st.data())
def test_no_interview_is_longer_than_it_says(data):
    answers, longest = {}, longest_interview(QUESTIONS, {})
    while (question := next_question(QUESTIONS, answers)) is not None:
        choice = data.draw(st.sampled_from(question.choices))
        answers[question.name] = choice.name
        left = longest_interview(QUESTIONS, answers)
        assert len(answers) <= left <= longest
        longest = left
    assert len(answers) == longest
