"""The moves through the timeline, told as a conversation: on and back, more, easier, done."""

from __future__ import annotations

import pytest
from fakes import (
    CRUNCH,
    EXERCISES,
    PLANK,
    SIDE_PLANK,
    Gym,
    hold,
    planks,
    reps,
    self_paced,
    step,
    timeline,
)

from voice_coach.core.events.command import Command
from voice_coach.core.model.routine import Amrap, Every
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.timeline import Station


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
