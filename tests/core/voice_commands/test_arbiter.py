"""What is taken for a command, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked, FilledCommand, Heard, asked_by
from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.voice_commands.arbiter import (
    ADDRESSED,
    AMID_TALK,
    BETWEEN_WORDS,
    NEAR,
    ORDINARY,
    OVER_COACH,
    REFRACTORY,
    SAFETY,
    SURE,
    TALK,
    TALK_WITHIN,
    WAKE,
    WAKE_WITHIN,
    WORD_LENGTH,
    Arbiter,
    HearingMode,
    Utterance,
    Verdict,
    Why,
)
from voice_coach.core.voice_commands.grammar import phrases_of

MEANINGS = phrases_of([Command.NEXT, Command.LOUDER, Command.STOP, Command.PAIN, Command.YES])
LITTLE = 0.01


def judge(
    said: Utterance,
    *,
    mode: HearingMode = HearingMode.OPEN,
    meanings: dict[str, Asked] = MEANINGS,
    asking: bool = False,
) -> Verdict:
    return Arbiter(mode).judge(said, meanings, 100.0, asking=asking)


def test_a_command_that_is_sure_is_heard_and_shown():
    verdict = judge(Utterance("skip", ORDINARY))
    assert verdict == Verdict(Why.COMMAND, Heard(Command.NEXT, "skip"), "heard: skip")


def test_one_that_is_nearly_sure_is_shown_and_does_nothing():
    verdict = judge(Utterance("skip", ORDINARY - LITTLE))
    assert verdict == Verdict(Why.UNSURE, shown="heard something like “skip”, not sure")


def test_one_that_is_not_even_near_is_not_worth_a_word():
    assert judge(Utterance("skip", ORDINARY - NEAR - LITTLE)) == Verdict(Why.UNSURE)


def test_over_the_coach_it_takes_less():
    least = ORDINARY + OVER_COACH
    assert judge(Utterance("skip", least)).heard is None
    assert judge(Utterance("skip", least, over_coach=True)).heard is not None
    assert judge(Utterance("skip", least - LITTLE, over_coach=True)).heard is None


def test_a_phrase_that_means_nothing_any_more_does_nothing():
    assert judge(Utterance("resume", 9.0)) == Verdict(Why.NOT_ARMED)


def test_a_safety_word_is_taken_on_less_and_asked_about():
    verdict = judge(Utterance("ouch", SAFETY))
    assert verdict.heard == Heard(Command.PAIN, "ouch", sure=False)
    assert verdict.shown == "heard something like “ouch”"


def test_a_part_that_hurts_is_a_safety_word_like_the_others():
    knee = FilledCommand(Command.PAIN, HealthCondition.KNEE)
    assert judge(Utterance("my knee hurts", SAFETY)).heard == Heard(
        knee, "my knee hurts", sure=False
    )
    assert judge(Utterance("my knee hurts", SURE)).heard == Heard(knee, "my knee hurts")


def test_a_safety_word_that_is_sure_is_not_asked_about():
    assert judge(Utterance("ouch", SURE)).heard == Heard(Command.PAIN, "ouch")


def test_stop_is_taken_on_less_and_needs_no_asking_because_it_only_pauses():
    assert judge(Utterance("stop", SAFETY)).heard == Heard(Command.STOP, "stop")


def test_in_answer_to_a_question_stop_ends_something_and_is_as_ordinary_as_others():
    assert judge(Utterance("stop", ORDINARY - LITTLE), asking=True).heard is None
    assert judge(Utterance("stop", ORDINARY), asking=True).heard is not None


def test_below_its_bound_a_safety_word_is_shown_and_does_nothing():
    verdict = judge(Utterance("ouch", SAFETY - LITTLE))
    assert (verdict.heard, verdict.shown) == (None, "heard something like “ouch”, not sure")
    assert judge(Utterance("stop", SAFETY - NEAR - LITTLE)) == Verdict(Why.UNSURE)


class TestCounting:
    """Words that are said one at a time in a row."""

    @staticmethod
    def count(*phrases: str, pause: float = 1.0, score: float = -5.0) -> tuple[Arbiter, float]:
        arbiter, now = Arbiter(HearingMode.OPEN), 0.0
        for phrase in phrases:
            said = Utterance(phrase, score, began=now, ended=now + 0.5)
            arbiter.judge(said, MEANINGS, now + 0.8)
            now += 0.5 + pause
        return arbiter, now

    @staticmethod
    def word(phrase: str, now: float, length: float = 0.5, **fields: bool) -> Utterance:
        return Utterance(phrase, 5.0, began=now, ended=now + length, **fields)

    def test_after_two_that_were_none_the_third_is_no_command(self):
        arbiter, now = self.count("stop", "louder")
        assert arbiter.judge(self.word("skip", now), MEANINGS, now) == Verdict(Why.COUNTING)

    def test_after_one_it_is(self):
        arbiter, now = self.count("louder")
        assert arbiter.judge(self.word("skip", now), MEANINGS, now).heard is not None

    def test_after_a_pause_it_is(self):
        arbiter, now = self.count("stop", "louder", pause=BETWEEN_WORDS + LITTLE)
        assert arbiter.judge(self.word("skip", now), MEANINGS, now).heard is not None

    def test_who_says_the_same_again_is_obeyed(self):
        arbiter, now = self.count("yes", "skip", "skip")
        assert arbiter.judge(self.word("skip", now), MEANINGS, now).heard is not None

    def test_a_longer_phrase_is_no_counting(self):
        arbiter, now = self.count("stop", "louder")
        said = self.word("next exercise", now, WORD_LENGTH + LITTLE)
        assert arbiter.judge(said, MEANINGS, now).heard is not None

    def test_commands_that_were_obeyed_are_no_row(self):
        arbiter, now = self.count("louder", "skip", score=5.0)
        assert arbiter.judge(self.word("turn it up", now), MEANINGS, now).heard is not None

    @pytest.mark.parametrize("phrase", ["stop", "ouch", "my knee hurts"])
    def test_safety_words_and_stop_are_heard_in_it(self, phrase: str):
        arbiter, now = self.count("louder", "skip", "yes")
        assert arbiter.judge(self.word(phrase, now), MEANINGS, now).heard is not None

    def test_so_is_a_command_after_the_wake_word_and_an_answer(self):
        arbiter, now = self.count("louder", "stop")
        said = self.word("skip", now, wake=True)
        assert arbiter.judge(said, MEANINGS, now).heard is not None
        arbiter, now = self.count("louder", "stop")
        assert arbiter.judge(self.word("yes", now), MEANINGS, now, asking=True).heard is not None


class TestAmidTalk:
    """What sounds like a command where people talk to each other."""

    LEAST = ORDINARY + AMID_TALK

    @staticmethod
    def after(*spans: tuple[float, float], phrase: str = "louder") -> Arbiter:
        """An arbiter that has heard speech which was no command."""
        arbiter = Arbiter(HearingMode.OPEN)
        for began, ended in spans:
            arbiter.judge(Utterance(phrase, -9.0, began=began, ended=ended), MEANINGS, ended)
        return arbiter

    @staticmethod
    def skip(score: float, now: float, **fields: bool) -> Utterance:
        return Utterance("skip", score, began=now, ended=now + 0.5, **fields)

    def test_it_must_be_clearer(self):
        spans = ((0.0, 1.5), (2.0, 2.0 + TALK - 1.5))
        unsure = self.after(*spans).judge(self.skip(self.LEAST - LITTLE, 4.0), MEANINGS, 4.5)
        assert unsure.heard is None
        clear = self.after(*spans).judge(self.skip(self.LEAST, 4.0), MEANINGS, 4.5)
        assert clear.heard == Heard(Command.NEXT, "skip")

    def test_a_word_or_two_are_no_talk(self):
        arbiter = self.after((0.0, 1.5), (2.0, 2.0 + TALK - 1.5 - LITTLE))
        assert arbiter.judge(self.skip(ORDINARY, 4.0), MEANINGS, 4.5).heard is not None

    def test_nor_is_the_same_command_that_was_not_understood(self):
        arbiter = self.after((0.0, 1.5), (2.0, 3.5), phrase="skip")
        assert arbiter.judge(self.skip(ORDINARY, 4.0), MEANINGS, 4.5).heard is not None

    def test_nor_what_was_said_a_while_ago(self):
        arbiter = self.after((0.0, TALK))
        later = TALK + TALK_WITHIN
        assert arbiter.judge(self.skip(ORDINARY, later), MEANINGS, later).heard is None
        arbiter = self.after((0.0, TALK))
        later += LITTLE
        assert arbiter.judge(self.skip(ORDINARY, later), MEANINGS, later).heard is not None

    def test_after_the_wake_word_nothing_changes(self):
        arbiter = self.after((0.0, TALK))
        said = self.skip(ORDINARY + ADDRESSED, 4.0, wake=True)
        assert arbiter.judge(said, MEANINGS, 4.5).heard is not None
        arbiter = self.after((0.0, TALK))
        arbiter.judge(Utterance("", 3.0, wake=True, began=3.0, ended=3.4), MEANINGS, 3.5)
        assert arbiter.judge(self.skip(ORDINARY, 4.0), MEANINGS, 4.5).heard is not None

    @pytest.mark.parametrize("phrase", ["stop", "ouch"])
    def test_nor_for_stop_and_the_safety_words(self, phrase: str):
        said = Utterance(phrase, SAFETY, began=4.0, ended=4.5)
        assert self.after((0.0, TALK)).judge(said, MEANINGS, 4.5).heard is not None

    def test_nor_for_answers(self):
        said = Utterance("yes", ORDINARY, began=4.0, ended=4.5)
        verdict = self.after((0.0, TALK)).judge(said, MEANINGS, 4.5, asking=True)
        assert verdict.heard is not None


class TestSoonAgain:
    def test_the_same_command_is_not_obeyed_twice_at_once(self):
        arbiter = Arbiter(HearingMode.OPEN)
        said = Utterance("louder", 3.0)
        assert arbiter.judge(said, MEANINGS, 10.0).heard is not None
        again = arbiter.judge(Utterance("turn it up", 3.0), MEANINGS, 10.0 + REFRACTORY - LITTLE)
        assert again == Verdict(Why.JUST_OBEYED)
        assert arbiter.judge(said, MEANINGS, 10.0 + REFRACTORY).heard is not None

    def test_another_command_is(self):
        arbiter = Arbiter(HearingMode.OPEN)
        arbiter.judge(Utterance("louder", 3.0), MEANINGS, 10.0)
        assert arbiter.judge(Utterance("skip", 3.0), MEANINGS, 10.1).heard is not None

    @pytest.mark.parametrize("phrase", ["stop", "ouch"])
    def test_a_safety_word_and_stop_are_too(self, phrase: str):
        arbiter = Arbiter(HearingMode.OPEN)
        for now in (10.0, 10.1, 10.2):
            assert arbiter.judge(Utterance(phrase, 3.0), MEANINGS, now).heard is not None


class TestWakeMode:
    def test_a_command_without_the_wake_word_does_nothing_and_is_told_how(self):
        verdict = judge(Utterance("skip", 9.0), mode=HearingMode.WAKE)
        assert verdict == Verdict(Why.NO_WAKE_WORD, shown="heard “skip”, but not “coach, skip”")

    def test_with_it_the_command_is_obeyed(self):
        assert judge(Utterance("skip", 1.0, wake=True), mode=HearingMode.WAKE).heard is not None

    def test_what_is_unsure_and_not_addressed_to_the_coach_is_not_shown(self):
        assert judge(Utterance("skip", ORDINARY - LITTLE), mode=HearingMode.WAKE).shown == ""

    def test_the_wake_word_by_itself_waits_a_while_for_its_command(self):
        arbiter = Arbiter(HearingMode.WAKE)
        called = arbiter.judge(Utterance("", 3.0, wake=True), MEANINGS, 10.0)
        assert called == Verdict(Why.WAKE_WORD, shown="heard: coach")
        skipped = arbiter.judge(Utterance("skip", 3.0), MEANINGS, 10.0 + WAKE_WITHIN)
        assert skipped.heard is not None

    def test_but_not_for_ever(self):
        arbiter = Arbiter(HearingMode.WAKE)
        arbiter.judge(Utterance("", 3.0), MEANINGS, 10.0)
        late = arbiter.judge(Utterance("skip", 3.0), MEANINGS, 10.0 + WAKE_WITHIN + LITTLE)
        assert late.heard is None

    def test_one_wake_word_is_good_for_one_command(self):
        arbiter = Arbiter(HearingMode.WAKE)
        arbiter.judge(Utterance("", 3.0), MEANINGS, 10.0)
        arbiter.judge(Utterance("skip", 3.0), MEANINGS, 11.0)
        assert arbiter.judge(Utterance("louder", 3.0), MEANINGS, 12.5).heard is None

    def test_a_wake_word_that_may_have_been_another_word_does_not_count(self):
        arbiter = Arbiter(HearingMode.WAKE)
        assert arbiter.judge(Utterance("", WAKE - LITTLE), MEANINGS, 10.0) == Verdict(Why.UNSURE)
        assert arbiter.judge(Utterance("skip", 3.0), MEANINGS, 11.0).heard is None

    @pytest.mark.parametrize("phrase", ["stop", "my back hurts"])
    def test_stop_and_the_safety_words_never_need_it(self, phrase: str):
        assert judge(Utterance(phrase, SAFETY), mode=HearingMode.WAKE).heard is not None

    def test_after_it_less_is_enough(self):
        said = Utterance("skip", ORDINARY + ADDRESSED, wake=True)
        assert judge(said, mode=HearingMode.WAKE).heard is not None
        assert judge(Utterance("skip", ORDINARY + ADDRESSED)).heard is None

    def test_an_answer_to_a_question_needs_none(self):
        said = Utterance("yes", 1.0)
        assert judge(said, mode=HearingMode.WAKE, asking=True).heard is not None
        assert judge(said, mode=HearingMode.WAKE, asking=False).heard is None


utterances = st.builds(
    Utterance,
    st.sampled_from(["", "nonsense", *MEANINGS]),
    st.floats(-5, 5),
    wake=st.booleans(),
    over_coach=st.booleans(),
)
happenings = st.lists(st.tuples(st.floats(0, 3), utterances, st.booleans()), max_size=12)


@given(st.sampled_from(HearingMode), happenings, st.sampled_from(["ouch", "stop"]), st.booleans())
def test_whatever_was_said_before_nothing_stands_in_the_way_of_safety(mode, before, phrase, over):
    arbiter, now = Arbiter(mode), 0.0
    for wait, said, asking in before:
        now += wait
        arbiter.judge(said, MEANINGS, now, asking=asking)
    verdict = arbiter.judge(Utterance(phrase, SAFETY, over_coach=over), MEANINGS, now)
    assert verdict.heard is not None


@given(st.sampled_from(HearingMode), happenings)
def test_nothing_is_heard_that_is_not_armed_or_less_sure_than_its_class_needs(mode, happening):
    arbiter, now = Arbiter(mode), 0.0
    obeyed: list[tuple[float, Asked]] = []
    for wait, said, asking in happening:
        now += wait
        heard = arbiter.judge(said, MEANINGS, now, asking=asking).heard
        if heard is None:
            continue
        assert heard.asked == MEANINGS[said.phrase]
        needed = ORDINARY + (ADDRESSED if said.wake else 0.0)
        needed += OVER_COACH if said.over_coach else 0.0
        if asked_by(heard) in (Command.PAIN, Command.STOP):
            assert heard.sure or asked_by(heard) is Command.PAIN
            assert said.score >= min(needed, SAFETY)
            continue
        assert heard.sure
        assert said.score >= needed
        assert (now, heard.asked) not in obeyed
        obeyed.append((now, heard.asked))
