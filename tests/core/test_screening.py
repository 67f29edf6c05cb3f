"""The safety prompt."""

from __future__ import annotations

import pytest
from fakes import Gym

from voice_coach.core.command import Command
from voice_coach.core.screening import ADVICE, NO_ANSWER, QUESTION, REMINDER, Clearance


def test_the_question_is_said_in_full_and_then_waits():
    gym = Gym.at_the_gate()
    gym.passes(25.0)
    assert gym.said() == list(QUESTION)
    assert not gym.gate.over


def test_no_opens_the_session_at_once_even_in_mid_question():
    gym = Gym.at_the_gate()
    gym.passes(1.0)
    gym.does(Command.NO)
    assert gym.gate.over
    assert gym.gate.clearance is Clearance.PROCEED
    gym.passes(30.0)
    assert gym.said() == [QUESTION[0]]


def test_yes_means_rest_and_says_all_of_the_advice():
    gym = Gym.at_the_gate()
    gym.passes(2.0)
    gym.does(Command.YES)
    gym.to_the_end()
    assert gym.gate.clearance is Clearance.REST_FIRST
    assert gym.said()[-len(ADVICE) :] == list(ADVICE)


def test_silence_is_reminded_once_and_then_means_rest():
    gym = Gym.at_the_gate()
    gym.to_the_end()
    assert gym.gate.clearance is Clearance.REST_FIRST
    assert gym.said() == [*QUESTION, *REMINDER, *NO_ANSWER, *ADVICE]


@pytest.mark.parametrize("command", [Command.QUIT, Command.STOP])
def test_leaving_gives_no_clearance(command):
    gym = Gym.at_the_gate()
    gym.does(command)
    assert gym.gate.over
    assert gym.gate.clearance is None


@pytest.mark.parametrize(
    "command", [one for one in Command if one not in (Command.NO, Command.QUIT, Command.STOP)]
)
def test_nothing_but_no_ever_clears(command):
    gym = Gym.at_the_gate()
    gym.does(command)
    gym.to_the_end()
    assert gym.gate.clearance is Clearance.REST_FIRST


def test_a_no_after_yes_does_not_take_it_back():
    gym = Gym.at_the_gate()
    gym.does(Command.YES)
    gym.passes(1.0)
    gym.does(Command.NO)
    gym.to_the_end()
    assert gym.gate.clearance is Clearance.REST_FIRST


def test_the_advice_can_be_left_with_enter_and_stays_advice():
    gym = Gym.at_the_gate()
    gym.does(Command.YES)
    gym.passes(1.0)
    gym.does(Command.DONE)
    assert gym.gate.over
    assert gym.gate.clearance is Clearance.REST_FIRST


def test_the_advice_names_the_emergency_first_and_no_drug():
    text = " ".join(ADVICE).lower()
    assert "emergency number" in ADVICE[1]
    assert not {"ibuprofen", "paracetamol", "aspirin", "mg"} & set(text.split())
