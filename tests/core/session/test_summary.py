"""What a session came to, told from what it has recorded."""

from __future__ import annotations

import pytest
from fakes import CRUNCH, PLANK, SIDE_PLANK, Gym, hold, reps, self_paced, step, timeline

from voice_coach.core.events.command import Command
from voice_coach.core.model.exercise import Group
from voice_coach.core.model.history import Ending
from voice_coach.core.model.routine import Sides

PLAN = timeline(step(PLANK, hold(30)), step(CRUNCH, reps(4)), step(SIDE_PLANK, hold(20)))


def test_what_was_done_and_what_was_not_are_told_by_name() -> None:
    gym = Gym(PLAN)
    gym.until_work(1)
    gym.passes(35.0)
    gym.does(Command.STOP)
    gym.does(Command.STOP)
    gym.to_the_end()
    result = gym.session.result
    assert result.ending is Ending.STOPPED
    assert result.done == ("Plank",)
    assert result.skipped == ("Crunch", "Side Plank")
    assert result.groups == ((Group.FLEXORS, 30.0),)
    assert result.spent >= 30.0


def test_a_finished_session_has_skipped_nothing_and_thanks() -> None:
    gym = Gym(PLAN)
    gym.to_the_end()
    result = gym.session.result
    assert result.ending is Ending.FINISHED
    assert result.done == ("Plank", "Crunch", "Side Plank")
    assert result.skipped == ()
    assert dict(result.groups).keys() == {Group.FLEXORS, Group.OBLIQUES}
    assert result.words == gym.session.summary


def test_what_is_done_again_counts_once() -> None:
    gym = Gym(PLAN)
    gym.until_work(1)
    gym.passes(35.0)
    gym.does(Command.BACK)
    gym.passes(40.0)
    gym.does(Command.QUIT)
    assert gym.session.result.groups == ((Group.FLEXORS, 30.0),)


def test_leaving_without_a_goodbye_is_known() -> None:
    quick, asked = Gym(PLAN), Gym(PLAN)
    quick.does(Command.QUIT)
    asked.until_work(1)
    asked.does(Command.STOP)
    asked.does(Command.STOP)
    asked.to_the_end()
    assert quick.session.left_at_once
    assert not asked.session.left_at_once


def test_sets_that_are_left_out_of_an_exercise_are_told() -> None:
    gym = Gym(timeline(step(CRUNCH, reps(4), reps(4), reps(4)), step(PLANK, hold(30))))
    gym.until_work(2)
    gym.does(Command.NEXT)
    gym.to_the_end()
    assert gym.session.result.done == ("Crunch", "Plank")
    assert gym.session.result.skipped == ("Crunch, 1 of 3 sets",)


def test_a_side_that_is_left_out_is_told() -> None:
    gym = Gym(timeline(step(SIDE_PLANK, hold(20), sides=Sides.EACH)))
    gym.until_work(1)
    gym.passes(25.0)
    gym.does(Command.NEXT)
    gym.to_the_end()
    assert gym.session.result.skipped == ("Side Plank, right side",)


def test_work_at_ones_own_pace_counts_for_as_long_as_it_took() -> None:
    gym = Gym(timeline(self_paced(CRUNCH, 10)))
    gym.until_work(1)
    gym.passes(100.0)
    gym.does(Command.DONE)
    gym.to_the_end()
    ((_, seconds),) = gym.session.result.groups
    assert seconds == pytest.approx(100.0, abs=1.0)
