"""What a session does when something hurts, told as a conversation."""

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
    planks,
    reps,
    step,
    timeline,
)

from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import Hurt, PainWithdrawn
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.session.pain_moves import REST_AFTER_PAIN


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
