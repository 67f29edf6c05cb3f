"""How hard a session was."""

from __future__ import annotations

import pytest
from fakes import Gym, length_of

from voice_coach.core.dialogues.effort_rating import BY_KEY, KEYS, OPTIONS, EffortQuestion
from voice_coach.core.events.command import Command
from voice_coach.core.events.keys import EFFORT_KEYS
from voice_coach.core.events.messages import NumberAnswer
from voice_coach.core.model.history import Effort
from voice_coach.core.model.views import QuestionView
from voice_coach.core.voice_commands.grammar import phrases_of


def asked(*, listening=False):
    gym = Gym.before(EffortQuestion(length_of, listening=listening))
    gym.passes(1.0)
    return gym


@pytest.mark.parametrize(
    ("key", "effort"), [("e", Effort.EASY), ("r", Effort.RIGHT), ("h", Effort.HARD)]
)
def test_one_key_answers(key, effort):
    gym = asked()
    gym.does(EFFORT_KEYS[key])
    assert gym.act.done
    assert gym.act.effort is effort
    assert gym.events("effort")[0].fields == {"effort": effort.value}


@pytest.mark.parametrize(
    ("figure", "effort"), [("1", Effort.EASY), ("2", Effort.RIGHT), ("3", Effort.HARD)]
)
def test_a_figure_answers_aloud(figure, effort):
    gym = asked(listening=True)
    gym.says(NumberAnswer(figure))
    assert gym.act.effort is effort


def test_it_says_how_to_answer():
    gym = asked()
    gym.to_the_end()
    assert "H for hard" in gym.said()[0]
    assert KEYS in gym.notices()
    assert gym.act.view(0.0) == QuestionView(BY_KEY, OPTIONS)
    gym = asked(listening=True)
    gym.to_the_end()
    assert "three for hard" in gym.said()[0]


def test_nothing_is_armed_that_could_be_taken_for_its_opposite():
    phrases = phrases_of(asked(listening=True).act.armed)
    assert set(phrases) >= {"one", "two", "three"}
    assert not any(word in phrase for phrase in phrases for word in ("eas", "hard"))


@pytest.mark.parametrize("key", ["\r", " ", "n", "q"])
def test_other_keys_skip(key):
    gym = asked()
    gym.does(EFFORT_KEYS[key])
    assert gym.act.done
    assert gym.act.effort is None


def test_silence_skips():
    gym = asked()
    gym.to_the_end()
    assert gym.act.done
    assert gym.act.effort is None
    assert not gym.events("effort")


def test_while_somebody_speaks_it_waits():
    gym = asked()
    gym.passes(10.0)
    gym.murmurs(5.0)
    gym.passes(8.0)
    assert not gym.act.done
    assert gym.act.asking


def test_another_figure_skips():
    gym = asked()
    gym.does(NumberAnswer("7"))
    assert gym.act.done
    assert gym.act.effort is None
    assert gym.act.armed == ()
    assert gym.act.deadline is None
    gym.does(Command.DONE)
    assert gym.act.effort is None
