"""What a session came to, told from what it has recorded."""

from __future__ import annotations

from fakes import CRUNCH, PLANK, SIDE_PLANK, Gym, hold, reps, step, timeline

from voice_coach.core.command import Command
from voice_coach.core.exercise import Group

PLAN = timeline(step(PLANK, hold(30)), step(CRUNCH, reps(4)), step(SIDE_PLANK, hold(20)))


def test_what_was_done_and_what_was_not_are_told_by_name() -> None:
    gym = Gym(PLAN)
    gym.until_work(1)
    gym.passes(35.0)
    gym.does(Command.STOP)
    gym.does(Command.STOP)
    gym.to_the_end()
    result = gym.session.result
    assert result.done == ("Plank",)
    assert result.skipped == ("Crunch", "Side Plank")
    assert result.groups == ((Group.FLEXORS, 30.0),)
    assert result.spent >= 30.0


def test_a_finished_session_has_skipped_nothing_and_thanks() -> None:
    gym = Gym(PLAN)
    gym.to_the_end()
    result = gym.session.result
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
