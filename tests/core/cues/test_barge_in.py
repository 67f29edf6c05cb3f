"""Falling silent while somebody speaks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from examples import examples
from fakes import CRUNCH, PLANK, SIDE_PLANK, Gym, hold, length_of, reps, step, timeline
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.cues.barge_in import LONGEST, WITHIN
from voice_coach.core.dialogues.announcement import Announcement
from voice_coach.core.dialogues.pain_rating import PainRating
from voice_coach.core.dialogues.screening import PATIENCE
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import NumberAnswer
from voice_coach.core.model.routine import Sides
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.session.transitions import CONFIRM
from voice_coach.core.wording import phrasebook
from voice_coach.library.catalogue.screening import load_screening

SCREENING = load_screening(listening=True)


def resting() -> Gym:
    """In a rest of 30 s, just before it is told what comes next."""
    then = (step(SIDE_PLANK, hold(20)), step(CRUNCH, reps(4)))
    gym = Gym(timeline(step(CRUNCH, reps(4), rest=30.0), *then))
    gym.until_work()
    gym.until(gym.heard_at("start") + 20.0)
    return gym


def holding(seconds: float = 60.0) -> Gym:
    gym = Gym(timeline(step(PLANK, hold(seconds)), step(CRUNCH, reps(4))))
    gym.until_work()
    gym.until(gym.heard_at("start"))
    return gym


def until_said(gym: Gym, text: str) -> None:
    """Time passes to just after the beginning of these words."""
    while text not in gym.said():
        assert not gym.act.done
        gym.passes(0.05)
    gym.passes(0.1)


class TestInASession:
    def test_it_falls_silent_at_the_first_sound_of_a_voice(self):
        gym = resting()
        until_said(gym, "Next: Side Plank, left side, 20 seconds.")
        gym.voice_begins()
        gym.passes(0.5)
        assert gym.hushed
        assert gym.heard[-1].end <= gym.now - 0.5

    def test_what_was_cut_short_is_said_again_as_fully_as_there_is_room(self):
        gym = resting()
        words = "Next: Side Plank, left side, 20 seconds."
        until_said(gym, words)
        gym.murmurs()
        assert not gym.hushed
        over = gym.now
        gym.passes(2.0)
        assert gym.said(over)[0] == words

    def test_so_is_what_should_have_been_said_meanwhile(self):
        gym = resting()
        until_said(gym, "Rest, 30 seconds.")
        gym.murmurs(2.5)
        over = gym.now
        gym.passes(8.0)
        assert gym.said(over)[0] == "Next: Side Plank, left side, 20 seconds."

    def test_what_was_all_but_over_is_not_said_again(self):
        gym = resting()
        words = "Next: Side Plank, left side, 20 seconds."
        until_said(gym, words)
        gym.passes(length_of(words) - 0.2)
        gym.murmurs(0.3)
        gym.passes(8.0)
        assert gym.said().count(words) == 1

    def test_after_a_command_nothing_is_taken_up(self):
        gym = resting()
        words = "Next: Side Plank, left side, 20 seconds."
        until_said(gym, words)
        gym.voice_begins()
        gym.passes(0.8)
        gym.says(Command.LOUDER)
        assert not gym.hushed
        gym.voice_ends()
        gym.passes(8.0)
        assert gym.said().count(words) == 1
        assert "Louder." in gym.said()

    def test_a_key_ends_it_too_so_that_its_answer_is_heard(self):
        gym = holding()
        gym.passes(5.0)
        gym.voice_begins()
        gym.does(Command.TIME_LEFT)
        gym.passes(4.0)
        assert any("in all" in text for text in gym.said())

    def test_clock_countdown_and_tones_go_on(self):
        gym = resting()
        gym.passes(1.0)
        gym.until(gym.heard_at("end") + 26.5)
        gym.voice_begins()
        gym.passes(2.0)
        gym.voice_ends()
        gym.until_work(2)
        rest = gym.heard_at("end")
        assert "three" not in gym.said(rest)
        assert gym.heard_at("one", rest) == pytest.approx(rest + 29.0)
        assert gym.heard_at("start", rest) == pytest.approx(rest + 30.0)

    def test_what_is_true_at_its_time_only_is_not_said_late(self):
        gym = holding(50.0)
        gym.passes(24.9)
        gym.murmurs(0.5)
        gym.passes(14.5)
        gym.murmurs(0.5)
        gym.to_the_end()
        assert not {"Halfway.", "10 seconds left."} & set(gym.said())

    def test_a_missed_change_of_sides_is_told_late_because_it_still_holds(self):
        gym = Gym(timeline(step(SIDE_PLANK, hold(30), sides=Sides.SPLIT)))
        gym.until_work()
        gym.until(gym.heard_at("start") + 14.9)
        gym.murmurs(1.0)
        gym.passes(3.0)
        assert "switch" in gym.said()
        assert "Switch sides. Right side." in gym.said()

    def test_nothing_is_taken_up_into_the_next_interval(self):
        gym = holding(20.0)
        words = [text for text in (*PLANK.cues.texts, PLANK.breathing) if text in gym.session.texts]
        gym.passes(15.0)
        said_before = gym.said()
        gym.voice_begins()
        gym.until(gym.heard_at("start") + 17.5)
        gym.voice_ends()
        gym.passes(10.0)
        assert [what for what in gym.said()[len(said_before) :] if what in words] == []

    def test_nothing_of_a_pause_is_taken_up_after_it(self):
        gym = resting()
        until_said(gym, "Next: Side Plank, left side, 20 seconds.")
        gym.voice_begins()
        gym.does(Command.PAUSE)
        gym.voice_ends()
        paused = gym.now
        gym.passes(5.0)
        assert gym.said(paused) == ["pause", "Paused."]

    def test_the_greeting_goes_on_with_the_sentence_that_was_cut(self):
        gym = Gym(timeline(step(PLANK, hold(30))))
        until_said(gym, "About 1 minute.")
        gym.murmurs(2.0)
        over = gym.now
        gym.until_work()
        focus = "Today is for your stomach muscles."
        assert gym.said(over)[:3] == ["About 1 minute.", "All of it is on the floor.", focus]
        greeted = max(one.end for one in gym.heard if one.what == focus)
        assert gym.events("interval")[0].at - Gym.START == pytest.approx(greeted + 0.4)

    def test_the_question_whether_to_stop_waits_for_silence(self):
        gym = holding()
        gym.says(Command.STOP)
        gym.passes(CONFIRM)
        gym.murmurs(2.0)
        gym.passes(CONFIRM - 0.5)
        assert gym.session.phase is SessionPhase.CONFIRM_STOP
        gym.passes(10.0)
        assert gym.session.phase is SessionPhase.STOPPED

    def test_the_goodbye_is_said_to_its_end(self):
        gym = holding(20.0)
        gym.does(Command.NEXT)
        gym.does(Command.NEXT)
        gym.passes(10.0)
        gym.does(Command.DONE)
        until_said(gym, "Well done.")
        gym.murmurs(2.0)
        gym.to_the_end()
        assert gym.said()[-3:] == [
            "Well done.",
            "That was 11 seconds and 1 exercise.",
            "See you next time.",
        ]


class TestWhoTalksToOthers:
    def test_it_speaks_on_after_the_longest_that_a_command_may_be(self):
        gym = holding()
        gym.voice_begins()
        gym.passes(LONGEST)
        assert not gym.hushed
        gym.passes(20.0)
        assert "Halfway." not in gym.said()
        gym.passes(20.0)
        assert "Halfway." in gym.said()

    def test_it_falls_silent_again_only_for_a_new_voice(self):
        gym = holding()
        gym.voice_begins()
        gym.passes(LONGEST + 1.0)
        gym.voice_ends()
        assert not gym.hushed
        gym.voice_begins()
        assert gym.hushed

    def test_after_three_times_for_nothing_it_stays_with_its_own_words_for_a_minute(self):
        gym = holding(300.0)
        for _ in range(3):
            gym.murmurs()
            gym.passes(1.0)
        gym.murmurs(0.0)
        gym.voice_begins()
        assert not gym.hushed
        gym.passes(WITHIN)
        gym.voice_begins()
        assert gym.hushed

    def test_three_times_in_a_longer_time_are_nobodys_chatter(self):
        gym = holding(300.0)
        for _ in range(6):
            gym.murmurs()
            gym.passes(WITHIN / 2)
            gym.voice_begins()
            assert gym.hushed
            gym.says(Command.LOUDER)

    def test_a_command_shows_that_it_is_talked_to_after_all(self):
        gym = holding(300.0)
        for _ in range(3):
            gym.murmurs()
        gym.says(Command.LOUDER)
        gym.voice_begins()
        assert gym.hushed


class TestInAConversation:
    def test_the_question_goes_on_with_the_sentence_that_was_cut(self):
        gym = Gym.at_the_gate(SCREENING)
        until_said(gym, SCREENING.opening[1])
        gym.murmurs(2.0)
        over = gym.now
        gym.passes(20.0)
        assert gym.said(over) == list(SCREENING.opening[1:])

    def test_patience_starts_anew(self):
        gym = Gym.at_the_gate(SCREENING)
        until_said(gym, SCREENING.opening[-1])
        gym.passes(length_of(SCREENING.opening[-1]) + PATIENCE - 1.0)
        gym.murmurs(2.0)
        over = gym.now
        gym.passes(PATIENCE - 0.1)
        assert gym.said(over) == []
        gym.passes(1.0)
        assert gym.said(over) == list(SCREENING.reminder)

    def test_while_somebody_speaks_no_silence_is_an_answer(self):
        gym = Gym.at_the_gate(SCREENING)
        until_said(gym, SCREENING.reminder[-1])
        gym.passes(length_of(SCREENING.reminder[-1]) + PATIENCE - 0.5)
        gym.voice_begins()
        gym.passes(LONGEST - 0.1)
        assert gym.gate.clearance is None
        gym.says(Command.NO)
        assert gym.gate.clearance.opens

    def test_a_room_that_always_talks_is_no_answer_either(self):
        gym = Gym.at_the_gate(SCREENING)
        for _ in range(120):
            gym.murmurs(0.9)
            gym.passes(0.1)
        assert gym.gate.clearance is not None
        assert not gym.gate.clearance.opens

    def test_an_answer_is_heard_over_the_question(self):
        gym = Gym.at_the_gate(SCREENING)
        gym.passes(1.0)
        gym.voice_begins()
        gym.passes(0.5)
        gym.says(Command.NO)
        assert gym.gate.clearance.opens
        assert not gym.hushed

    def test_advice_is_said_to_its_end(self):
        gym = Gym.before(Announcement(length_of, ("Rest today.", "A short walk is fine.")))
        gym.passes(0.5)
        gym.murmurs(2.0)
        gym.to_the_end()
        assert gym.said() == ["Rest today.", "Rest today.", "A short walk is fine."]

    def test_the_rating_is_asked_again(self):
        gym = Gym.before(PainRating(length_of))
        gym.passes(1.0)
        gym.murmurs(2.0)
        gym.passes(1.0)
        assert gym.said() == [*phrasebook.RATING, *phrasebook.RATING]
        gym.says(NumberAnswer("3"), "three")
        assert gym.act.score == 3


voices = st.lists(st.tuples(st.floats(0, 8), st.booleans()), max_size=25)


@given(voices, st.sampled_from([20.0, 45.0]))
@examples(60)
def test_whoever_speaks_when_nothing_overlaps_and_the_clock_and_the_tones_are_on_time(some, length):
    line = timeline(step(PLANK, hold(length)), step(CRUNCH, reps(3)), step(SIDE_PLANK, hold(20)))
    alone, gym = Gym(line), Gym(line)
    alone.to_the_end()
    alone.until(0.0)
    until_started = alone.heard_at("start")
    gym.until_work()
    for wait, begins in some:
        gym.passes(wait)
        gym.voice_begins() if begins else gym.voice_ends()
    gym.to_the_end()
    for before, after in pairwise(gym.heard):
        assert before.end <= after.at + 1e-6
    tones = ("start", "end", "switch", "beat", "finish")
    expected = [(one.what, one.at - until_started) for one in alone.heard if one.what in tones]
    begun = gym.heard_at("start")
    heard = [(one.what, one.at - begun) for one in gym.heard if one.what in tones]
    assert [what for what, _ in heard] == [what for what, _ in expected]
    assert [at for _, at in heard] == pytest.approx([at for _, at in expected])
