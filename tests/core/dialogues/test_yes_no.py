"""One question, to be answered by yes or no."""

from __future__ import annotations

import pytest
from fakes import Gym, length_of

from voice_coach.core.dialogues.yes_no import PATIENCE, YesNoQuestion
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import FilledCommand
from voice_coach.core.model.exercise import HealthCondition

QUESTION = ("Core Basics was not finished. Go on where it was left?",)


@pytest.fixture
def gym() -> Gym:
    return Gym.before(YesNoQuestion(length_of, QUESTION, "y go on · n anew"))


def test_it_is_asked_aloud_and_shown(gym: Gym) -> None:
    gym.passes(1.0)
    assert gym.said() == list(QUESTION)
    assert gym.notices() == [*QUESTION, "y go on · n anew"]


@pytest.mark.parametrize(
    ("command", "yes", "left"),
    [
        (Command.YES, True, False),
        (Command.NO, False, False),
        (Command.STOP, False, True),
        (Command.QUIT, False, True),
    ],
)
def test_it_is_answered_at_once(gym: Gym, command: Command, yes: bool, left: bool) -> None:
    gym.says(command)
    assert (gym.act.done, gym.act.yes, gym.act.left) == (True, yes, left)
    assert gym.act.armed == ()


def test_pain_ends_it_and_is_told_with_the_part_that_hurts(gym: Gym) -> None:
    knee = FilledCommand(Command.PAIN, HealthCondition.KNEE)
    assert Command.PAIN in gym.act.armed
    gym.does(knee)
    assert (gym.act.done, gym.act.yes, gym.act.left) == (True, False, False)
    assert gym.act.pain == knee


def test_anything_else_is_no_answer(gym: Gym) -> None:
    gym.does(Command.PAUSE)
    assert not gym.act.done


def test_silence_is_no(gym: Gym) -> None:
    gym.passes(length_of(QUESTION[0]) + PATIENCE + 1.0)
    assert (gym.act.done, gym.act.yes, gym.act.left) == (True, False, False)
