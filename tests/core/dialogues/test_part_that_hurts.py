"""The part of the body that hurts, named while the questions about pain are asked."""

from __future__ import annotations

from fakes import Gym

from voice_coach.core.events.command import Command
from voice_coach.core.events.keys import PAIN_KEYS
from voice_coach.core.events.messages import FilledCommand
from voice_coach.core.model.exercise import BODY_PARTS, HealthCondition
from voice_coach.core.safety.questionnaire import about_pain
from voice_coach.core.wording import phrasebook
from voice_coach.library.catalogue.screening import load_screening

SCREENING = load_screening()


def asked(part: HealthCondition | None = None) -> Gym:
    """The questions about pain, once it is known what hurts."""
    return Gym.at_the_gate(
        SCREENING,
        questions=about_pain(SCREENING, part),
        about_part=lambda named: about_pain(SCREENING, named),
        part=part,
        undo=phrasebook.NOTHING_HURTS,
    )


def test_it_can_be_named_while_the_questions_are_asked():
    gym = asked()
    gym.does(PAIN_KEYS["k"])
    gym.does(Command.NO)
    gym.passes(5.0)
    assert gym.said()[-1] == about_pain(SCREENING, HealthCondition.KNEE)[1].ask
    assert gym.gate.part is HealthCondition.KNEE


def test_what_was_answered_before_is_not_asked_again():
    gym = asked()
    gym.does(Command.NO)
    gym.says(FilledCommand(Command.PAIN, HealthCondition.WRIST), "my wrist hurts")
    assert gym.gate.answers == {"signs": "no"}
    gym.does(Command.NO)
    assert set(gym.gate.answers) == {"signs", "wrist"}


def test_each_part_has_a_key_which_is_shown_until_one_is_named():
    gym = asked()
    shown = {option.key for option in gym.gate.view(gym.now).options}
    named = {key for key in PAIN_KEYS if isinstance(PAIN_KEYS[key], FilledCommand)}
    assert {PAIN_KEYS[key].slot for key in named} == set(BODY_PARTS)
    assert named <= shown
    gym.does(PAIN_KEYS["h"])
    assert not named & {option.key for option in gym.gate.view(gym.now).options}


def test_nothing_hurts_takes_it_back():
    gym = asked()
    gym.says(Command.NOTHING_HURTS, "nothing hurts")
    assert gym.gate.undone
