"""The summary, looked at until it has been seen."""

from __future__ import annotations

import pytest

from voice_coach.core.dialogues.closing_summary import PATIENCE, ClosingSummary
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Heard, VoiceBegan, VoiceOver
from voice_coach.core.model.history import Ending
from voice_coach.core.model.views import SessionSummary

SUMMARY = SessionSummary("Test", Ending.FINISHED, ("Well done.",), 60.0, ("Plank",), (), (), ())


def parting() -> ClosingSummary:
    act = ClosingSummary(SUMMARY)
    assert act.start(100.0) == ()
    return act


def test_it_shows_the_summary_and_says_nothing() -> None:
    act = parting()
    assert act.view(100.0) == SUMMARY
    assert act.opening == ()
    assert not act.done


@pytest.mark.parametrize("event", [Command.DONE, Command.QUIT, Heard(Command.NEXT, "next")])
def test_whatever_is_asked_ends_it(event: Command | Heard) -> None:
    act = parting()
    act.handle(event, 101.0)
    assert act.done
    assert act.armed == ()


def test_it_ends_by_itself_when_nobody_is_there() -> None:
    act = parting()
    assert act.deadline == 100.0 + PATIENCE
    act.handle(None, 100.0 + PATIENCE)
    assert act.done


def test_it_waits_for_somebody_who_speaks() -> None:
    act = parting()
    act.handle(VoiceBegan(), 150.0)
    act.handle(VoiceOver(), 155.0)
    act.handle(None, 100.0 + PATIENCE)
    assert not act.done
    assert act.deadline == 155.0 + PATIENCE
