"""Words that are commands when they stand alone."""

from __future__ import annotations

import pytest

from voice_coach.core.authoring.command_lookalikes import PART_OF_MORE, commands_alone
from voice_coach.core.events.command import Command
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.session.transitions import MOVES
from voice_coach.core.voice_commands.grammar import phrases_of
from voice_coach.library.catalogue.catalogue import load_catalogue


@pytest.mark.parametrize(
    ("text", "command", "words"),
    [
        ("Pause.", Command.PAUSE, "Pause"),
        ("STOP!", Command.STOP, "STOP"),
        ("Lower, pause, and up.", Command.PAUSE, "pause"),
        ("Well: next. Then rest.", Command.NEXT, "next"),
        ("Hold on… and breathe.", Command.PAUSE, "Hold on"),
        ("What\u2019s next?", Command.WHATS_NEXT, "What\u2019s next"),
        ("(Take  a break)", Command.PAUSE, "Take  a break"),
        ("10 more seconds.", Command.MORE_TIME, "10 more seconds"),
        ("Coach, skip.", Command.NEXT, "skip"),
        ("Coach skip.", Command.NEXT, "Coach skip"),
        ("Ouch - not like that.", Command.PAIN, "Ouch"),
    ],
)
def test_a_part_that_is_just_a_command_is_told(text: str, command: Command, words: str) -> None:
    assert commands_alone(text) == {command: words}


@pytest.mark.parametrize(
    "text",
    [
        "Pause at the top.",
        "Stop when it hurts.",
        "Keep the back long.",
        "Half-stop.",
        "Halfway. Breathe.",
        "Coach",
        "…",
        "",
    ],
)
def test_what_is_part_of_more_is_no_command(text: str) -> None:
    assert commands_alone(text) == {}


@pytest.mark.parametrize("text", ["Yes!", "No.", "Three, two, one.", "Go on."])
def test_what_means_nothing_while_the_clock_runs_is_no_command(text: str) -> None:
    assert commands_alone(text) == {}


def test_the_same_command_twice_is_told_once() -> None:
    assert commands_alone("Faster, faster. Stop!") == {
        Command.FASTER: "Faster",
        Command.STOP: "Stop",
    }


def test_every_command_can_be_said_as_part_of_more() -> None:
    asked = (*MOVES[SessionPhase.RUNNING], Command.HELP)
    meanings = set(phrases_of(asked).values())
    assert set(PART_OF_MORE) == {one for one in meanings if isinstance(one, Command)}
    for text in PART_OF_MORE.values():
        assert commands_alone(text) == {}, text


def test_nothing_that_the_catalogue_says_is_a_command() -> None:
    for exercise in load_catalogue().values():
        for text in (exercise.name, *exercise.cues.spoken, exercise.breathing):
            assert commands_alone(text) == {}, text
