"""How the back feels after a session."""

from __future__ import annotations

import pytest
from fakes import Gym, length_of

from voice_coach.core.dialogues.pain_rating import PainRating
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import NumberAnswer
from voice_coach.core.voice_commands.grammar import phrases_of


def asked() -> Gym:
    gym = Gym.before(PainRating(length_of))
    gym.passes(1.0)
    return gym


@pytest.mark.parametrize(("key", "score"), [("0", 0), ("3", 3), ("10", 10)])
def test_a_figure_is_the_score(key, score):
    gym = asked()
    gym.does(NumberAnswer(key))
    assert gym.act.done
    assert gym.act.answered
    assert gym.act.score == score
    assert gym.events("rating")[0].fields == {"score": score}


def test_a_key_skips():
    gym = asked()
    gym.does(Command.DONE)
    assert gym.act.done
    assert gym.act.score is None


def test_it_waits_for_a_figure_or_a_word_that_skips():
    act = asked().act
    assert act.asking
    figures = {NumberAnswer(str(figure)) for figure in range(11)}
    skipping = {Command.DONE, Command.NO, Command.STOP}
    assert set(act.armed) == figures | skipping | {Command.NOTHING_HURTS}
    assert set(phrases_of(figures)) >= {"zero", "one", "ten"}


def test_nothing_hurts_is_a_zero():
    gym = asked()
    gym.says(Command.NOTHING_HURTS, "nothing hurts")
    assert gym.act.score == 0


def test_a_figure_is_heard():
    gym = asked()
    gym.says(NumberAnswer("10"), "ten")
    assert gym.act.score == 10
    assert gym.act.armed == ()
    assert not gym.act.asking


def test_no_skips():
    gym = asked()
    gym.says(Command.NO)
    assert gym.act.done
    assert gym.act.score is None


def test_leaving_is_no_answer():
    gym = asked()
    gym.does(Command.QUIT)
    assert gym.act.done
    assert not gym.act.answered


def test_silence_skips():
    gym = asked()
    gym.to_the_end()
    assert not gym.act.answered
    assert gym.act.done
    assert gym.act.score is None
    assert not gym.events("rating")
