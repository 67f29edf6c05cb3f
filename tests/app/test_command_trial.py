"""What `hear` makes of what was understood."""

from __future__ import annotations

import json

import pytest

from voice_coach.app.command_trial import SETS, Judging
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import NumberAnswer
from voice_coach.core.voice_commands.arbiter import HearingMode
from voice_coach.core.voice_commands.grammar import LANGUAGES
from voice_coach.hearing.ports.reports import Understood


def understood(phrase: str, score: float = 3.0, *, wake: bool = False) -> Understood:
    return Understood(phrase, score, 101.234, 101.8, wake, over_coach=False, latency=0.4217)


def test_all_that_can_be_said_is_in_one_of_the_sets() -> None:
    assert {one for some in SETS.values() for one in some} == set(LANGUAGES["en"])


def test_a_session_arms_neither_yes_nor_figures() -> None:
    assert Command.YES not in SETS["session"]
    assert Command.PAIN in SETS["session"]
    assert not any(isinstance(one, NumberAnswer) for one in SETS["session"])


def test_times_are_told_from_when_listening_began() -> None:
    judged = Judging(HearingMode.OPEN, ("session",)).judge(understood("hold on"), began=100.0)
    assert json.loads(judged.json()) == {
        "file": None,
        "understood": True,
        "at": 1.23,
        "command": "pause",
        "phrase": "hold on",
        "score": 3.0,
        "latency": 0.422,
    }
    assert str(judged).split() == [
        *("1.2", "s", "pause", "“hold", "on”", "score", "3.0,"),
        *("0.42", "s", "after", "its", "end"),
    ]


@pytest.mark.parametrize(
    ("phrase", "score", "mode", "outcome"),
    [
        ("pause", -3.0, HearingMode.OPEN, "(unsure)"),
        ("pause", 3.0, HearingMode.WAKE, "(no wake word)"),
        ("", 3.0, HearingMode.OPEN, "(wake word)"),
        ("pain", 0.0, HearingMode.OPEN, "pain?"),
    ],
)
def test_what_is_not_obeyed_is_told_with_why(
    phrase: str, score: float, mode: HearingMode, outcome: str
) -> None:
    judged = Judging(mode, ("session",)).judge(understood(phrase, score, wake=not phrase))
    assert outcome in str(judged)


def test_answers_by_themselves_need_no_wake_word_as_in_a_question() -> None:
    assert Judging(HearingMode.WAKE, ("answers",)).judge(understood("yes")).command == "yes"


def test_an_echo_of_a_command_in_another_file_is_a_command() -> None:
    judging = Judging(HearingMode.OPEN, ("session",))
    assert judging.judge(understood("skip")).command == "next"
    assert judging.judge(understood("skip")).command == ""
    judging.forget()
    assert judging.judge(understood("skip")).command == "next"
