"""The gate, told as a conversation."""

from __future__ import annotations

import pytest
from fakes import Gym
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.events.command import Command
from voice_coach.core.events.keys import SCREENING_KEYS
from voice_coach.core.events.messages import NumberAnswer, PrivateText, Want
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.model.views import AnnouncementView, QuestionView
from voice_coach.core.safety.clearance import Clearance, Outcome
from voice_coach.core.voice_commands.grammar import phrases_of
from voice_coach.core.wording import phrasebook
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.screening import load_screening

SCREENING = load_screening()
YES, NO = Command.YES, Command.NO
ASKED = {question.name: question.ask for question in (*SCREENING.questions, *SCREENING.pain)}


def at_the_gate(*answers: Command | NumberAnswer, **options: object) -> Gym:
    gym = Gym.at_the_gate(SCREENING, **options)
    for answer in answers:
        gym.passes(1.0)
        gym.does(answer)
    return gym


def test_the_question_is_said_in_full_and_then_waits():
    gym = at_the_gate()
    gym.passes(25.0)
    assert gym.said() == list(SCREENING.opening)
    assert not gym.gate.over


@pytest.mark.parametrize("seconds", [5.0, 11.0, 3600.0])
def test_time_in_which_nobody_could_answer_does_not_count(seconds: float):
    gym = at_the_gate()
    gym.passes(25.0)
    gym.freezes(seconds)
    gym.passes(11.0)
    assert gym.said() == list(SCREENING.opening)


def test_the_healthy_path_is_one_question_of_some_fifteen_seconds():
    assert sum(estimated_length(text, 165) for text in SCREENING.opening) < 20
    assert at_the_gate(NO).gate.over


def test_no_clears_at_once_even_in_mid_question():
    gym = at_the_gate(NO)
    assert gym.gate.clearance.outcome is Outcome.PROCEED
    gym.passes(30.0)
    assert gym.said() == [SCREENING.opening[0]]


def test_yes_leads_to_the_first_question_of_the_interview():
    gym = at_the_gate(YES)
    gym.passes(5.0)
    assert gym.said()[-1] == ASKED["breath"]


def test_an_emergency_says_so_with_its_reason_and_ends():
    gym = at_the_gate(YES, YES)
    gym.to_the_end()
    assert gym.gate.clearance.outcome is Outcome.EMERGENCY
    said = gym.said()
    reason = said.index(
        "Because you said that you have chest pain, feel faint or can't catch your breath:"
    )
    assert said[reason + 1].startswith(
        "I can't coach you with that. Please call for help now: your local emergency number;"
    )


def test_pain_that_began_yesterday_means_rest():
    gym = at_the_gate(YES, NO, YES, NO, NO, NumberAnswer("1"))
    gym.to_the_end()
    assert gym.gate.clearance.outcome is Outcome.REST
    assert "Short, easy walks are fine as long as they stay comfortable." in gym.said()


def test_an_ache_of_a_week_means_gentle_moves():
    gym = at_the_gate(YES, NO, YES, NO, NO, NumberAnswer("3"), NO, NO, NO, NO, NO, NO, NO)
    gym.to_the_end()
    assert gym.gate.clearance.outcome is Outcome.GENTLE
    assert gym.said()[-1].startswith("Slow, easy moves only.")


def test_nothing_wrong_after_all_proceeds():
    gym = at_the_gate(YES, *[NO] * 8)
    assert gym.gate.clearance.outcome is Outcome.PROCEED


CLEARED_HEART = (YES, NO, NO, NO, NO, YES, YES, NO, NO)


def test_advice_on_a_cleared_condition_is_said_before_the_way_is_clear():
    gym = at_the_gate(*CLEARED_HEART)
    assert not gym.gate.over
    gym.to_the_end()
    assert gym.gate.over
    assert gym.gate.clearance.outcome is Outcome.PROCEED
    assert gym.gate.clearance.conditions == {"hypertension"}
    assert gym.said()[-2:] == [
        "Because you said that there is a condition to go easy with:",
        *SCREENING.advice["easy"],
    ]


def test_advice_before_a_session_can_be_skipped_with_enter():
    gym = at_the_gate(*CLEARED_HEART, Command.DONE)
    assert gym.gate.over
    assert gym.gate.clearance.outcome is Outcome.PROCEED


@pytest.mark.parametrize("command", [Command.QUIT, Command.STOP])
def test_leaving_during_the_advice_leaves_no_clearance_to_train(command):
    assert at_the_gate(*CLEARED_HEART, command).gate.clearance is None


def test_leaving_during_the_advice_to_rest_keeps_the_outcome():
    gym = at_the_gate(YES, NO, YES, NO, NO, NumberAnswer("1"), Command.QUIT)
    assert gym.gate.clearance.outcome is Outcome.REST


def test_where_yes_is_good_news_the_keys_count_not_sure_as_no():
    gym = at_the_gate(YES, NO, NO, NO, YES)
    assert gym.notices()[-2:] == [ASKED["spine-cleared"], phrasebook.GOOD_NEWS_KEYS]


def test_silence_is_reminded_once_and_then_means_rest_in_few_words():
    gym = at_the_gate()
    gym.to_the_end()
    assert gym.gate.clearance.outcome is Outcome.REST
    reminder = (*SCREENING.reminder, *SCREENING.later)
    assert gym.said() == [*SCREENING.opening, *reminder, *SCREENING.no_answer]


def test_the_reminder_of_the_opening_tells_how_to_begin_again():
    gym = at_the_gate()
    gym.passes(40.0)
    assert "Start me again when you are ready." in gym.said()[-1]
    assert not gym.gate.over


def test_silence_about_pain_ends_with_the_advice_for_rest():
    gym = at_the_gate(questions=SCREENING.pain)
    gym.to_the_end()
    rest = SCREENING.advice["rest"]
    assert gym.said()[1:] == [*SCREENING.reminder, *SCREENING.no_answer, *rest]


def test_questions_are_numbered_from_the_second_on():
    gym = at_the_gate(YES)
    gym.passes(8.0)
    assert gym.said()[-1] == ASKED["breath"]
    gym.does(NO)
    gym.passes(8.0)
    assert gym.said()[-2:] == ["Question 2 of at most 14.", ASKED["back"]]
    gym.does(NO)
    gym.passes(8.0)
    assert gym.said()[-2:] == ["Question 3 of at most 10.", ASKED["unwell"]]


def test_a_slip_ends_the_questions_about_pain_and_gives_no_clearance():
    for answers in ((), (NO,), (NO, NO)):
        gym = at_the_gate(*answers, questions=SCREENING.pain, undo=phrasebook.NOTHING_HURTS)
        assert Command.UNDO in gym.gate.armed
        assert "u" in [option.key for option in gym.gate.view(0.0).options]
        gym.does(Command.UNDO)
        assert gym.gate.over
        assert gym.gate.undone
        assert gym.gate.clearance is None


def test_elsewhere_undo_means_nothing():
    gym = at_the_gate(YES, NO, Command.UNDO)
    assert not gym.gate.over
    assert not gym.gate.undone


def test_the_fourth_answer_after_pain_is_that_nothing_hurts():
    gym = at_the_gate(NO, NO, NumberAnswer("4"), questions=SCREENING.pain)
    assert gym.gate.clearance.outcome is Outcome.PROCEED
    assert gym.gate.answers["go-on"] == "4"


def test_a_question_with_figures_is_reminded_of_its_figures():
    gym = at_the_gate(YES, NO, YES, NO, NO)
    gym.passes(40.0)
    assert "Press a figure from 1 to 5, or Q to leave." in gym.said()


def test_silence_in_the_interview_means_rest_too():
    gym = at_the_gate(YES, NO)
    gym.to_the_end()
    assert gym.gate.clearance.outcome is Outcome.REST


def test_a_slip_can_be_taken_back():
    gym = at_the_gate(YES, NO, YES, Command.BACK)
    gym.passes(8.0)
    assert gym.said()[-1] == ASKED["back"]


def test_a_key_that_is_no_answer_shows_the_keys_and_changes_nothing():
    gym = at_the_gate(NumberAnswer("7"))
    assert not gym.gate.over
    assert gym.notices()[-1].startswith("n no")
    gym = at_the_gate(YES, NO, YES, NO, NO, YES)
    assert "onset" not in gym.gate.answers
    assert gym.notices()[-1].startswith("1 to 5")


@pytest.mark.parametrize("command", [Command.QUIT, Command.STOP])
def test_leaving_gives_no_clearance(command):
    assert at_the_gate(command).gate.clearance is None
    assert at_the_gate(YES, NO, command).gate.clearance is None


def test_only_the_outcome_is_recorded():
    gym = at_the_gate(YES, YES)
    gym.to_the_end()
    (record,) = gym.events("screening")
    assert record.fields == {"outcome": "emergency"}


def test_the_questions_about_pain_lead_to_a_way_on_or_to_advice():
    pain = at_the_gate(NO, NO, NumberAnswer("1"), questions=SCREENING.pain)
    assert pain.gate.clearance.outcome is Outcome.PROCEED
    assert pain.gate.answers["go-on"] == "1"
    sharp = at_the_gate(NO, YES, questions=SCREENING.pain)
    sharp.to_the_end()
    assert sharp.gate.clearance.outcome is Outcome.REST


class TestByVoice:
    """Answered in words."""

    @staticmethod
    def asked(*answers: Command | NumberAnswer) -> Gym:
        gym = Gym.at_the_gate(load_screening(listening=True), listening=True)
        for answer in answers:
            gym.passes(1.0)
            gym.says(answer)
        return gym

    def test_no_clears_the_way(self):
        assert self.asked(NO).gate.clearance.outcome is Outcome.PROCEED

    def test_the_opening_question_takes_yes_no_not_sure_and_pain(self):
        gate = self.asked().gate
        assert set(gate.armed) == {YES, NO, Command.UNSURE, Command.PAIN, Command.STOP}
        assert gate.asking

    @pytest.mark.parametrize("answer", [YES, Command.UNSURE, Command.PAIN])
    def test_all_of_them_but_no_lead_to_the_questions(self, answer):
        gym = self.asked(answer)
        gym.passes(5.0)
        assert gym.said()[-1] == ASKED["breath"]

    def test_a_safety_word_that_may_have_been_another_leads_to_the_questions_as_well(self):
        gym = self.asked()
        gym.says(Command.PAIN, "ouch", sure=False)
        gym.passes(5.0)
        assert gym.said()[-1] == ASKED["breath"]

    def test_the_question_before_is_armed_once_there_is_one(self):
        assert Command.BACK not in self.asked(YES).gate.armed
        gym = self.asked(YES, NO)
        assert Command.BACK in gym.gate.armed
        gym.says(Command.BACK)
        assert gym.gate.answers == {}

    def test_not_sure_counts_as_the_stricter_answer(self):
        gym = self.asked(YES, NO, Command.UNSURE)
        assert gym.gate.answers["back"] == "yes"
        gym = self.asked(YES, NO, NO, NO, YES, Command.UNSURE)
        assert gym.gate.answers["spine-cleared"] == "no"

    def test_a_question_with_figures_takes_the_figures_it_offers(self):
        gym = self.asked(YES, NO, YES, NO, NO)
        figures = tuple(NumberAnswer(figure) for figure in "12345")
        assert gym.gate.armed == (*figures, Command.BACK, Command.STOP)
        gym.says(NumberAnswer("3"), "three")
        assert gym.gate.answers["onset"] == "3"
        assert phrases_of(figures)["three"] == NumberAnswer("3")

    def test_its_reminder_names_what_to_say(self):
        gym = self.asked(YES, NO, YES, NO, NO)
        gym.passes(40.0)
        assert "Say a figure from 1 to 5, or stop to leave." in gym.said()

    def test_stop_leaves(self):
        gym = self.asked(Command.STOP)
        assert gym.gate.over
        assert gym.gate.clearance is None
        assert gym.gate.armed == ()

    def test_advice_to_train_with_care_can_be_skipped_and_advice_not_to_train_only_left(self):
        gate = self.asked(*CLEARED_HEART).gate
        assert gate.armed == (Command.DONE, Command.NEXT, Command.STOP)
        assert not gate.asking
        assert self.asked(YES, YES).gate.armed == (Command.STOP,)

    def test_nothing_that_was_said_is_recorded(self):
        gym = self.asked(YES, YES)
        gym.to_the_end()
        assert [one.fields for one in gym.events("screening")] == [{"outcome": "emergency"}]
        assert not gym.events("command")


keys = st.lists(
    st.one_of(st.sampled_from(Command), st.sampled_from("123456789").map(NumberAnswer)), max_size=25
)


@given(keys)
def test_no_keys_clear_the_way_but_answers_that_do(pressed):
    gym = at_the_gate(*pressed)
    clearance = gym.gate.clearance
    if clearance is not None and clearance.outcome is Outcome.PROCEED:
        first = next(key for key in pressed if key in (YES, NO))
        assert first is NO or pressed.count(NO) >= 4


def test_gentle_clears_no_exercise_of_a_higher_stage():
    gentle = Clearance(Outcome.GENTLE)
    allowed = [one for one in load_catalogue().values() if gentle.allows(one)]
    assert allowed
    assert all(one.recovery_stage == 1 for one in allowed)
    assert not any(one.withhold_in_acute_back_pain for one in allowed)


def test_the_second_stage_adds_strength_moves_and_none_of_a_higher_stage():
    second = Clearance(Outcome.GENTLE, stage=2)
    allowed = [one for one in load_catalogue().values() if second.allows(one)]
    assert {one.recovery_stage for one in allowed} == {1, 2}
    assert set(filter(Clearance(Outcome.GENTLE).allows, allowed)) < set(allowed)


@pytest.mark.parametrize("outcome", [Outcome.PROCEED, Outcome.GENTLE])
def test_a_known_condition_bars_what_lists_it(outcome):
    clearance = Clearance(outcome, conditions=frozenset({HealthCondition.KNEE}))
    barred = [one for one in load_catalogue().values() if "knee" in one.caution_with]
    assert barred
    assert not any(map(clearance.allows, barred))


def test_rest_and_stricter_clear_no_exercise():
    for outcome in (Outcome.REST, Outcome.SAME_DAY, Outcome.EMERGENCY):
        clearance = Clearance(outcome)
        assert not clearance.opens
        assert not any(map(clearance.allows, load_catalogue().values()))


def test_it_shows_the_question_that_is_open_with_the_keys_that_answer_it():
    seen = at_the_gate().gate.view(0.0)
    assert isinstance(seen, QuestionView)
    assert seen.texts == SCREENING.opening
    assert [option.key for option in seen.options] == ["n", "y", "q"]


def test_a_question_in_the_interview_can_be_gone_back_from():
    seen = at_the_gate(YES).gate.view(0.0)
    assert seen.texts == (SCREENING.questions[0].ask,)
    further = at_the_gate(YES, NO).gate.view(0.0)
    assert further.texts == ("Question 2 of at most 14.", ASKED["back"])
    assert "b" in [option.key for option in seen.options]


def test_advice_that_bars_training_can_only_be_left():
    seen = at_the_gate(YES, YES).gate.view(0.0)
    assert isinstance(seen, AnnouncementView)
    assert [option.key for option in seen.options] == ["q"]


def test_every_option_that_is_shown_has_its_key():
    for answers in ((), (YES,), (YES, NO, YES, NO, NO)):
        seen = at_the_gate(*answers).gate.view(0.0)
        assert {option.key for option in seen.options} <= SCREENING_KEYS.keys()


def wanted(gym: Gym) -> list[str]:
    return [text for one in gym._speaker.others if isinstance(one, Want) for text in one.texts]


def test_reasons_and_advice_are_never_stored():
    gym = at_the_gate(YES, YES)
    gym.passes(30.0)
    advice = {text for texts in SCREENING.advice.values() for text in texts}
    questions = {*SCREENING.opening, *SCREENING.reminder}
    questions |= {question.ask for question in SCREENING.questions}
    told = [text for text in gym.said() if text not in questions]
    assert told[0].startswith("Because you said")
    public = {text for text in wanted(gym) if not isinstance(text, PrivateText)}
    assert public <= questions
    assert not public & (advice | set(told))


def test_no_advice_is_rendered_for_who_answers_no():
    advice = {text for texts in SCREENING.advice.values() for text in texts}
    assert not advice & set(wanted(at_the_gate(NO)))
