"""Saying something in full."""

from __future__ import annotations

from fakes import Gym, length_of

from voice_coach.core.dialogues.announcement import Announcement
from voice_coach.core.events.command import Command
from voice_coach.core.events.keys import BEGINNING_KEYS
from voice_coach.core.events.messages import FilledCommand
from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.wording import phrasebook

TEXTS = ("Let's leave training today.", "Take it easy.")


def test_all_of_it_is_shown_at_once_and_said_in_turn():
    gym = Gym.before(Announcement(length_of, TEXTS))
    assert gym.notices() == list(TEXTS)
    gym.to_the_end()
    assert gym.said() == list(TEXTS)
    assert gym.act.done


def test_a_key_cuts_it_short():
    gym = Gym.before(Announcement(length_of, TEXTS))
    gym.passes(0.5)
    gym.does(Command.DONE)
    assert gym.act.done


def test_whoever_leaves_it_does_not_go_on():
    for command, left in ((Command.QUIT, True), (Command.STOP, True), (Command.DONE, False)):
        gym = Gym.before(Announcement(length_of, TEXTS))
        gym.does(command)
        assert gym.act.done
        assert gym.act.left is left


def test_so_does_a_word():
    gym = Gym.before(Announcement(length_of, TEXTS))
    assert not gym.act.asking
    assert gym.act.armed == (Command.DONE, Command.NEXT, Command.STOP)
    gym.says(Command.NEXT, "skip")
    assert gym.act.done
    assert gym.act.armed == ()


def test_before_a_workout_pain_ends_it_by_key_and_by_word_with_the_part_that_hurts():
    knee = FilledCommand(Command.PAIN, HealthCondition.KNEE)
    for pain in (Command.PAIN, knee):
        gym = Gym.before(Announcement(length_of, TEXTS, keys=BEGINNING_KEYS))
        assert Command.PAIN in gym.act.armed
        gym.does(pain)
        assert gym.act.done
        assert gym.act.pain == pain
        assert not gym.act.left


def test_its_keys_say_what_they_lead_to():
    on = Announcement(length_of, TEXTS).view(0.0)
    away = Announcement(length_of, TEXTS, phrasebook.ENTER_LEAVES).view(0.0)
    assert [option.label for option in on.options] == ["go on", "leave"]
    assert [option.label for option in away.options] == ["leave"]
