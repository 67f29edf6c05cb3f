"""The session, told as a conversation."""

from __future__ import annotations

import pytest
from fakes import (
    BIRD_DOG,
    CRUNCH,
    EXERCISES,
    PLANK,
    SIDE_PLANK,
    Gym,
    hold,
    reps,
    routine,
    self_paced,
    step,
    timeline,
)

from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import Hurt, PainWithdrawn
from voice_coach.core.events.keys import SESSION_KEYS
from voice_coach.core.events.messages import SetRate, SetVolume, WasStopped
from voice_coach.core.model.routine import Amrap, Every, Sides
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Station
from voice_coach.core.model.unroll import unroll
from voice_coach.core.session.pain_moves import REST_AFTER_PAIN


def planks() -> Gym:
    gym = Gym(timeline(step(PLANK, hold(30)), step(SIDE_PLANK, hold(20)), step(CRUNCH, reps(4))))
    gym.until_work()
    return gym


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


def test_next_at_work_goes_on_to_the_rest_that_names_what_comes():
    gym = planks()
    gym.passes(3.0)
    asked = gym.now
    gym.does(Command.NEXT)
    gym.passes(5.0)
    assert gym.said(asked)[:3] == [
        "end",
        "Rest.",
        "Next: Side Plank, left side, 20 seconds.",
    ]


def test_next_at_rest_goes_straight_to_the_work_after_a_count():
    gym = planks()
    gym.passes(32.0)
    asked = gym.now
    gym.does(Command.NEXT)
    gym.passes(7.0)
    assert gym.said(asked)[:5] == ["Side Plank, left side.", "three", "two", "one", "start"]
    assert gym.view.interval.exercise == SIDE_PLANK


def test_next_at_the_last_work_finishes():
    gym = Gym(timeline(step(PLANK, hold(30))))
    gym.until_work()
    gym.does(Command.NEXT)
    gym.to_the_end()
    assert gym.session.phase is SessionPhase.FINISHED
    assert "That was 5 seconds and 0 exercises." in gym.said()


def test_back_begins_this_exercise_again_and_twice_goes_to_the_one_before():
    gym = planks()
    gym.until_work(2)
    gym.passes(10.0)
    gym.does(Command.BACK)
    gym.passes(6.0)
    assert gym.view.interval.exercise == SIDE_PLANK
    assert gym.view.elapsed < 2
    gym.does(Command.BACK)
    gym.passes(6.0)
    assert gym.view.interval.exercise == PLANK


def test_what_had_begun_begins_again_in_full_after_going_back():
    gym = planks()
    gym.until_work(2)
    gym.passes(1.0)
    gym.does(Command.BACK)
    gym.until_work(4)
    again = gym.heard_at("start", gym.now - 1.0)
    gym.passes(21.0)
    assert gym.heard_at("three", again) - again == pytest.approx(17)


def test_back_in_a_rest_returns_to_the_exercise_before_it():
    gym = planks()
    gym.passes(33.0)
    gym.does(Command.BACK)
    gym.passes(6.0)
    assert gym.view.interval.exercise == PLANK


def test_back_before_the_first_exercise_begins_the_preparation_again():
    gym = Gym(timeline(step(PLANK, hold(30))))
    while gym.session.phase is SessionPhase.OPENING:
        gym.passes(0.1)
    gym.passes(2.0)
    gym.does(Command.BACK)
    gym.to_the_end()
    assert gym.session.phase is SessionPhase.FINISHED


def test_repeat_says_the_last_words_again_without_touching_the_clock():
    gym = planks()
    gym.passes(16.5)
    left, asked = gym.view.left, gym.now
    last = [what for what in gym.said() if what.endswith(".")][-1]
    gym.does(Command.REPEAT)
    gym.passes(3.0)
    assert last in gym.said(asked)
    assert gym.view.left == pytest.approx(left - 3.0)


def test_more_time_adds_ten_seconds_and_counts_down_to_the_new_end():
    gym = planks()
    start = gym.heard_at("start")
    gym.passes(5.0)
    gym.does(Command.MORE_TIME)
    gym.passes(60.0)
    assert gym.heard_at("end") - start == pytest.approx(40)
    assert gym.heard_at("three", start) - start == pytest.approx(37)
    assert "Ten more seconds." in gym.said(start)


def test_more_time_in_counted_reps_adds_whole_reps():
    gym = Gym(timeline(step(CRUNCH, reps(4))))
    gym.until_work()
    gym.does(Command.MORE_TIME)
    gym.to_the_end()
    assert "six, last one" in gym.said()


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


def test_easier_lets_the_variant_take_over_and_the_clock_run_on():
    gym = planks()
    gym.passes(10.0)
    left = gym.view.left
    gym.does(Command.EASIER)
    gym.passes(5.0)
    assert gym.view.interval.exercise == EXERCISES["knee-plank"]
    assert gym.view.left == pytest.approx(left - 5.0)
    assert "Easier: Knee Plank. Knees down." in gym.said()
    gym.does(Command.HARDER)
    assert gym.view.interval.exercise == PLANK


def test_without_an_easier_form_it_says_so():
    gym = Gym(timeline(step(SIDE_PLANK, hold(20))))
    gym.until_work()
    gym.does(Command.EASIER)
    gym.passes(4.0)
    assert "There is no easier form of this one." in gym.said()


def test_self_paced_work_waits_for_done_however_long_it_takes():
    gym = Gym(timeline(self_paced(CRUNCH, 8), step(PLANK, hold(20))))
    gym.until_work()
    gym.passes(3600.0)
    assert gym.view.interval.exercise == CRUNCH
    assert gym.view.left is None
    gym.does(Command.DONE)
    gym.passes(3.0)
    assert "Rest." in gym.said(3600.0)


def test_done_in_an_emom_rests_until_the_slot_is_over_and_keeps_the_beat():
    gym = Gym(timeline(Every(60.0, 180.0, (self_paced(CRUNCH, 8),))))
    gym.until_work()
    first = gym.heard_at("start")
    gym.passes(30.0)
    gym.does(Command.DONE)
    gym.passes(40.0)
    assert gym.heard_at("start", first + 1) - first == pytest.approx(60)
    assert gym.heard_at("end", first) - first == pytest.approx(30.0, abs=0.2)


def test_done_in_an_amrap_names_the_next_exercise_and_counts_rounds():
    gym = Gym(timeline(Amrap(300.0, (self_paced(CRUNCH, 10), self_paced(PLANK, 5)), 5.0)))
    gym.until_work()
    gym.passes(20.0)
    for _ in range(2):
        gym.does(Command.DONE)
        gym.passes(20.0)
    assert "5 Planks." in gym.said()
    assert "Round 2. 10 Crunches." in gym.said()
    assert gym.view.station == Station(CRUNCH, 10, each_side=False)


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


def test_next_and_back_while_paused_stay_paused():
    gym = planks()
    gym.does(Command.PAUSE)
    gym.does(Command.NEXT)
    gym.passes(5.0)
    assert gym.session.phase is SessionPhase.PAUSED
    assert gym.view.interval.exercise == SIDE_PLANK
    gym.does(Command.TOGGLE)
    gym.passes(7.0)
    assert gym.session.phase is SessionPhase.RUNNING


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


def test_pain_stops_at_once_before_anything_is_said():
    gym = planks()
    gym.passes(8.0)
    stopped = gym.now
    gym.does(Command.PAIN)
    gym.passes(60.0)
    assert gym.session.hurt
    assert gym.said(stopped) == []


@pytest.mark.parametrize("before", [Command.PAUSE, Command.STOP, Command.NEXT])
def test_pain_is_heard_in_every_phase(before):
    gym = planks()
    gym.does(before)
    gym.does(Command.PAIN)
    assert gym.session.hurt


def hurting(after: float = 8.0) -> Gym:
    gym = planks()
    gym.passes(after)
    gym.does(Command.PAIN)
    gym.passes(5.0)
    return gym


def test_after_pain_the_easier_variant_is_rested_for_and_begun_anew():
    gym = hurting()
    answered = gym.now
    gym.does(Command.EASIER)
    gym.until_work(2)
    assert gym.view.interval.exercise == EXERCISES["knee-plank"]
    assert gym.view.left == pytest.approx(30.0, abs=0.1)
    assert gym.heard_at("start", answered) - answered >= REST_AFTER_PAIN
    said = gym.said(answered)
    assert said[0] == "All right, an easier one: Knee Plank. Take your time."
    assert said[-4:] == ["three", "two", "one", "start"]


def test_after_pain_what_comes_is_told_calmly_and_rested_for():
    gym = hurting()
    answered = gym.now
    gym.does(Command.LEAVE_OUT)
    gym.until_work(2)
    assert gym.view.interval.exercise == SIDE_PLANK
    assert gym.heard_at("start", answered) - answered >= REST_AFTER_PAIN
    said = [one for one in gym.said(answered) if one != "end"]
    assert said[:3] == [
        "All right, we leave that out. Take your time.",
        "Rest, 30 seconds.",
        "Last exercise: Side Plank, left side, 20 seconds.",
    ]
    assert SIDE_PLANK.cues.left in said


def test_pain_before_the_first_exercise_leaves_that_one_out_and_names_the_next():
    gym = Gym(timeline(step(CRUNCH, reps(4)), step(SIDE_PLANK, hold(20)), step(PLANK, hold(20))))
    while gym.session.phase is not SessionPhase.RUNNING:
        gym.passes(0.5)
    gym.passes(2.0)
    gym.does(Command.PAIN)
    gym.passes(5.0)
    answered = gym.now
    gym.does(Command.LEAVE_OUT)
    gym.until_work(1)
    assert gym.view.interval.exercise == SIDE_PLANK
    assert "First: Side Plank, left side, 20 seconds." in gym.said(answered)


def test_after_pain_in_a_rest_what_comes_is_told_again():
    gym = Gym(timeline(step(CRUNCH, reps(4), rest=30.0), step(SIDE_PLANK, hold(20))))
    gym.until_work()
    gym.until(gym.heard_at("start") + 30.0)
    assert "Last exercise: Side Plank, left side, 20 seconds." in gym.said()
    gym.does(Command.PAIN)
    gym.passes(5.0)
    answered = gym.now
    gym.does(Command.LEAVE_OUT)
    gym.until_work(2)
    said = gym.said(answered)
    assert "Last exercise: Side Plank, left side, 20 seconds." in said
    assert SIDE_PLANK.cues.left in said


def test_after_pain_it_goes_on_sooner_when_the_athlete_says_so():
    gym = hurting()
    gym.does(Command.LEAVE_OUT)
    gym.passes(8.0)
    asked = gym.now
    gym.does(Command.NEXT)
    gym.until_work(2)
    assert gym.said(asked)[-5:] == ["Side Plank, left side.", "three", "two", "one", "start"]
    assert gym.heard_at("start", asked) - asked < 7


def test_a_rest_written_longer_is_kept_after_pain():
    gym = Gym(timeline(step(PLANK, hold(20), rest=90.0), step(BIRD_DOG, reps(1))))
    gym.until_work()
    gym.does(Command.PAIN)
    answered = gym.now
    gym.does(Command.LEAVE_OUT)
    gym.until_work(2)
    assert gym.heard_at("start", answered) - answered >= 90


def test_pain_reported_by_a_slip_leads_back_to_the_very_second():
    gym = hurting()
    left = gym.view.left
    answered = gym.now
    gym.does(Command.RESUME)
    gym.passes(1.0)
    assert gym.view.left == left
    gym.passes(6.0)
    assert gym.said(answered)[:5] == ["Plank.", "three", "two", "one", "start"]
    assert gym.view.left == pytest.approx(left - (gym.now - gym.heard_at("start", answered)))
    assert [type(one) for one in gym.effects(Hurt, PainWithdrawn)] == [Hurt, PainWithdrawn]


def test_after_pain_all_that_loads_the_same_part_is_left_out():
    gym = Gym(
        timeline(step(PLANK, hold(20), hold(20)), step(CRUNCH, reps(3)), step(BIRD_DOG, reps(1)))
    )
    gym.until_work()
    gym.does(Command.PAIN)
    gym.does(Command.LEAVE_OUT)
    gym.to_the_end()
    worked = [one.fields["exercise"] for one in gym.events("interval") if one.fields["exercise"]]
    assert worked == ["plank", "bird-dog", "bird-dog"]
    assert gym.session.phase is SessionPhase.FINISHED


def test_when_nothing_is_left_after_pain_the_session_ends_with_a_goodbye():
    gym = Gym(timeline(step(PLANK, hold(20), hold(20))))
    gym.until_work()
    gym.does(Command.PAIN)
    gym.does(Command.LEAVE_OUT)
    gym.to_the_end()
    assert gym.session.phase is SessionPhase.FINISHED


def test_pain_while_resting_is_about_the_exercise_before():
    gym = planks()
    gym.passes(32.0)
    gym.does(Command.PAIN)
    assert gym.events("pain")[0].fields["exercise"] == "plank"
