"""What changes today, to be refused or not."""

from __future__ import annotations

import pytest
from fakes import Gym, length_of

from voice_coach.core.dialogues.progression_prompt import ProgressionPrompt
from voice_coach.core.events.command import Command
from voice_coach.core.model.views import QuestionView
from voice_coach.core.training.progression_text import KEYS, OPTIONS, REFUSE_BY_KEY

CHANGE = "Plank: 25 seconds, up from 20."


def made():
    gym = Gym.before(ProgressionPrompt(length_of, (CHANGE,), REFUSE_BY_KEY))
    gym.passes(0.5)
    return gym


def answer(gym):
    return [one.fields["answer"] for one in gym.events("proposal")]


def test_it_says_and_shows_what_changes_and_how_to_refuse():
    gym = made()
    gym.to_the_end()
    assert gym.said() == [CHANGE, REFUSE_BY_KEY]
    assert gym.notices() == [CHANGE, REFUSE_BY_KEY, KEYS]
    assert gym.act.view(0.0) == QuestionView((CHANGE, REFUSE_BY_KEY), OPTIONS)


def test_silence_takes_it():
    gym = made()
    gym.to_the_end()
    assert gym.act.done
    assert not gym.act.refused
    assert answer(gym) == ["taken"]


@pytest.mark.parametrize("command", [Command.YES, Command.DONE])
def test_yes_takes_it_at_once(command):
    gym = made()
    gym.does(command)
    assert gym.act.done
    assert not gym.act.refused


def test_pain_refuses_it_too_and_is_told():
    gym = made()
    assert Command.PAIN in gym.act.armed
    gym.does(Command.PAIN)
    assert (gym.act.done, gym.act.refused, gym.act.left) == (True, True, False)
    assert gym.act.pain is Command.PAIN
    assert answer(gym) == ["refused"]


def test_no_refuses_it():
    gym = made()
    assert gym.act.asking
    gym.says(Command.NO)
    assert gym.act.done
    assert gym.act.refused
    assert not gym.act.left
    assert answer(gym) == ["refused"]
    assert gym.act.armed == ()


@pytest.mark.parametrize("command", [Command.STOP, Command.QUIT])
def test_leaving_is_no_answer(command):
    gym = made()
    gym.does(command)
    assert gym.act.left
    assert not gym.act.refused
    assert answer(gym) == ["left"]


def test_what_means_nothing_here_changes_nothing():
    gym = made()
    gym.does(Command.LOUDER)
    assert not gym.act.done
    assert Command.NO in gym.act.armed
