"""The session, told as a conversation."""

from __future__ import annotations

import pytest
from fakes import (
    BIRD_DOG,
    CRUNCH,
    PLANK,
    SIDE_PLANK,
    Gym,
    hold,
    planks,
    reps,
    routine,
    self_paced,
    step,
    timeline,
)

from voice_coach.core.events.command import Command
from voice_coach.core.events.keys import SESSION_KEYS
from voice_coach.core.events.messages import SetRate, SetVolume, WasStopped
from voice_coach.core.model.routine import Sides
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.unroll import unroll


def test_it_greets_names_the_first_exercise_and_counts_in():
    gym = Gym(unroll(routine(step(PLANK, hold(30)))))
    gym.until_work()
    said = gym.said()
    assert said == [
        "Hello.",
        "Test.",
        "About 1 minute.",
        "All of it is on the floor.",
        "Today is for your stomach muscles.",
        "First: Plank, 30 seconds.",
        "Down onto the mat, face down.",
        PLANK.cues.position,
        PLANK.cues.movement,
        "three",
        "two",
        "one",
        "start",
    ]


def test_the_count_lands_on_the_second_and_the_start_tone_on_the_beat():
    gym = planks()
    start = gym.heard_at("start")
    assert [start - gym.heard_at(word) for word in ("three", "two", "one")] == [
        pytest.approx(3),
        pytest.approx(2),
        pytest.approx(1),
    ]


def test_it_ends_with_a_fanfare_and_a_summary():
    gym = planks()
    gym.to_the_end()
    assert gym.session.phase is SessionPhase.FINISHED
    assert gym.said()[-4:] == [
        "finish",
        "Well done.",
        "That was 2 minutes and 3 exercises.",
        "See you next time.",
    ]


def test_the_end_is_the_sum_of_the_intervals_on_one_origin():
    gym = planks()
    began = gym.heard_at("start") - 5
    gym.to_the_end()
    assert gym.heard_at("finish") - began == pytest.approx(gym.session.timeline.total)


def test_pause_is_silent_at_once_and_resume_counts_back_in_where_it_was():
    gym = planks()
    gym.passes(8.0)
    left = gym.view.left
    gym.does(Command.PAUSE)
    gym.passes(100.0)
    assert gym.view.left == left
    assert gym.said(gym.now - 100.0) == ["pause", "Paused."]
    resumed = gym.now
    gym.does(Command.RESUME)
    gym.passes(6.0)
    assert gym.said(resumed)[:5] == ["Plank.", "three", "two", "one", "start"]
    gone = gym.now - gym.heard_at("start", resumed)
    assert gym.view.left == pytest.approx(left - gone)


def test_one_key_pauses_and_goes_on():
    gym = planks()
    gym.does(Command.TOGGLE)
    assert gym.session.phase is SessionPhase.PAUSED
    gym.does(Command.TOGGLE)
    gym.passes(10)
    assert gym.session.phase is SessionPhase.RUNNING


def test_repeat_says_the_last_words_again_without_touching_the_clock():
    gym = planks()
    gym.passes(16.5)
    left, asked = gym.view.left, gym.now
    last = [what for what in gym.said() if what.endswith(".")][-1]
    gym.does(Command.REPEAT)
    gym.passes(3.0)
    assert last in gym.said(asked)
    assert gym.view.left == pytest.approx(left - 3.0)


def test_time_left_answers_for_the_interval_and_the_whole():
    gym = planks()
    gym.until(gym.heard_at("start") + 12.0)
    gym.does(Command.TIME_LEFT)
    gym.passes(5.0)
    assert "20 seconds left, and about 1 and a half minutes in all." in gym.said()


def test_an_answer_asked_for_in_the_last_seconds_is_given_in_the_next_interval():
    gym = planks()
    gym.until(gym.heard_at("start") + 27.2)
    asked = gym.now
    gym.does(Command.TIME_LEFT)
    gym.passes(10.0)
    assert gym.said(asked)[:3] == ["two", "one", "end"]
    assert any(what.startswith("3 seconds left") for what in gym.said(asked))


def test_whats_next_names_the_next_exercise():
    gym = planks()
    asked = gym.now
    gym.does(Command.WHATS_NEXT)
    gym.passes(6.0)
    assert "Next: Side Plank, left side, 20 seconds." in gym.said(asked)


def test_louder_and_quieter_stay_within_bounds():
    gym = planks()
    for _ in range(5):
        gym.does(Command.LOUDER)
    for _ in range(12):
        gym.does(Command.QUIETER)
    volumes = [one.volume for one in gym.settings() if isinstance(one, SetVolume)]
    assert max(volumes) == 100
    assert volumes[-1] == 10


def test_of_several_quick_answers_only_the_last_is_said():
    gym = planks()
    asked = gym.now
    for _ in range(3):
        gym.does(Command.QUIETER)
    gym.passes(4.0)
    assert gym.said(asked).count("Quieter.") == 1


def test_faster_speaks_at_another_rate_and_wants_everything_again():
    gym = planks()
    gym.does(Command.FASTER)
    assert [one.rate for one in gym.settings() if isinstance(one, SetRate)] == [180]
    assert "three" in gym.wanted()


def test_self_paced_work_waits_for_done_however_long_it_takes():
    gym = Gym(timeline(self_paced(CRUNCH, 8), step(PLANK, hold(20))))
    gym.until_work()
    gym.passes(3600.0)
    assert gym.view.interval.exercise == CRUNCH
    assert gym.view.left is None
    gym.does(Command.DONE)
    gym.passes(3.0)
    assert "Rest." in gym.said(3600.0)


@pytest.mark.parametrize("key", ["q", "y"])
def test_stop_pauses_and_asks_and_yes_or_a_second_stop_ends_with_a_summary(key):
    gym = planks()
    gym.passes(5.0)
    gym.does(Command.STOP)
    gym.passes(3.0)
    assert gym.session.phase is SessionPhase.CONFIRM_STOP
    gym.does(SESSION_KEYS[key])
    gym.passes(10.0)
    assert gym.session.phase is SessionPhase.STOPPED
    assert "Stopped before the first exercise was done." in gym.said()


@pytest.mark.parametrize("key", [" ", "n", "\r"])
def test_stop_can_be_taken_back(key):
    gym = planks()
    gym.passes(5.0)
    left = gym.view.left
    gym.does(Command.STOP)
    gym.passes(3.0)
    gym.does(SESSION_KEYS[key])
    gym.passes(10.0)
    assert gym.session.phase is SessionPhase.RUNNING
    assert gym.view.left < left


def test_stop_and_then_silence_means_stop():
    gym = planks()
    gym.does(Command.STOP)
    gym.passes(30.0)
    assert gym.session.phase is SessionPhase.STOPPED


def test_quit_ends_at_once():
    gym = planks()
    gym.does(Command.QUIT)
    assert gym.session.over
    assert gym.session.phase is SessionPhase.STOPPED


def test_a_clock_that_jumps_pauses_instead_of_racing():
    gym = planks()
    gym.passes(5.0)
    left = gym.view.left
    gym.freezes(600.0)
    gym.passes(10.0)
    assert gym.session.phase is SessionPhase.PAUSED
    assert gym.view.left == pytest.approx(left, abs=20.0)
    assert "I lost some time, so I paused. Press space to go on." in gym.said()


def test_a_clock_that_jumps_where_nothing_was_due_pauses_too():
    gym = Gym(timeline(step(PLANK, hold(300))), talk=TalkLevel.MINIMAL)
    gym.until_work()
    gym.passes(100.0)
    left = gym.view.left
    gym.freezes(6.0)
    gym.passes(1.0)
    assert gym.session.phase is SessionPhase.PAUSED
    assert gym.view.left == pytest.approx(left, abs=1.1)


def test_where_nobody_can_answer_it_goes_on_by_itself_where_it_was():
    for happens in (lambda gym: gym.freezes(600.0), lambda gym: gym.does(WasStopped())):
        gym = Gym(timeline(step(PLANK, hold(30))), attended=False)
        gym.until_work()
        gym.passes(5.0)
        left, stopped = gym.view.left, gym.now
        happens(gym)
        gym.passes(6.0)
        assert [word for word in gym.said(stopped) if word in ("three", "two", "one", "start")]
        assert gym.session.phase is SessionPhase.RUNNING
        assert gym.view.left == pytest.approx(left, abs=8.0)
        gym.to_the_end()
        assert gym.session.phase is SessionPhase.FINISHED


def test_a_short_stall_drops_the_late_and_keeps_the_rest_on_time():
    gym = planks()
    start = gym.heard_at("start")
    gym.until(start + 26.0)
    gym.freezes(2.5)
    gym.to_the_end()
    assert gym.heard_at("one", start + 20) - start == pytest.approx(29)
    assert gym.heard_at("end") - start == pytest.approx(30)


def test_a_command_that_means_nothing_now_changes_nothing_and_says_why():
    gym = planks()
    gym.does(Command.RESUME)
    gym.does(Command.YES)
    assert gym.session.phase is SessionPhase.RUNNING
    assert gym.notices() == ["“resume” does nothing now.", "“yes” does nothing now."]


def test_counted_reps_are_counted_at_the_tempo():
    gym = Gym(timeline(step(CRUNCH, reps(4))))
    gym.until_work()
    gym.to_the_end()
    start = gym.heard_at("start")
    beats = [gym.heard_at(word, start) - start for word in ("two", "three", "four, last one")]
    assert beats == [pytest.approx(5), pytest.approx(10), pytest.approx(15)]


def test_held_reps_are_told_to_hold_and_to_release():
    gym = Gym(timeline(step(BIRD_DOG, reps(1), sides=Sides.LEFT)))
    gym.until_work()
    gym.to_the_end()
    start = gym.heard_at("start")
    assert gym.heard_at("Hold.") - start == pytest.approx(2)
    assert gym.heard_at("Release.") - start == pytest.approx(10)


def test_a_split_hold_calls_the_change_at_its_middle():
    gym = Gym(timeline(step(SIDE_PLANK, hold(30), sides=Sides.SPLIT)))
    gym.until_work()
    gym.to_the_end()
    assert gym.heard_at("switch") - gym.heard_at("start") == pytest.approx(15)


def test_minimal_talk_is_tones_and_countdown_only():
    gym = Gym(timeline(step(PLANK, hold(30))), talk=TalkLevel.MINIMAL)
    gym.until_work()
    gym.to_the_end()
    assert set(gym.said()) == {"three", "two", "one", "start", "finish"}


def test_brief_talk_leaves_out_form_and_encouragement():
    gym = Gym(timeline(step(PLANK, hold(30)), step(CRUNCH, reps(2))), talk=TalkLevel.BRIEF)
    gym.until_work()
    gym.to_the_end()
    words = set(gym.said(gym.heard_at("start")))
    assert not words & {*PLANK.cues.form, PLANK.breathing}
    assert CRUNCH.cues.position in words
    assert "Halfway." in words


def test_form_cues_are_said_in_full_once_and_then_less_and_less():
    gym = Gym(timeline(step(PLANK, *[hold(40)] * 4)))
    gym.until_work(4)
    gym.to_the_end()
    form = {*PLANK.cues.texts, PLANK.breathing}
    bounds = [one.at for one in gym.heard if one.what == "start"]
    counts = [
        sum(one.what in form and bound <= one.at < bound + 40 for one in gym.heard)
        for bound in bounds
    ]
    assert counts[0] >= 2
    assert counts[1:] == [1, 1, 1]


def test_the_last_set_and_the_last_exercise_are_announced():
    gym = Gym(timeline(step(PLANK, hold(20), hold(20)), step(CRUNCH, reps(2))))
    gym.to_the_end()
    assert "Last set: Plank, 20 seconds." in gym.said()
    assert "Last exercise: Crunch, 2 reps." in gym.said()


def test_the_safety_notice_comes_first():
    gym = Gym(timeline(step(PLANK, hold(20))), notice="Stop if it hurts.")
    gym.passes(10.0)
    assert gym.said()[0] == "Stop if it hurts."


def test_clips_that_arrive_during_an_interval_leave_no_cue_twice():
    gym = planks()
    for _ in range(100):
        gym.passes(0.3)
        gym.clips_arrive()
    start = gym.heard_at("start")
    words = [one.what for one in gym.heard if start <= one.at < start + 29.9]
    assert len(words) == len(set(words))
