"""The summary, looked at until it has been seen, and the last words."""

from __future__ import annotations

import pytest
from fakes import length_of

from voice_coach.core.dialogues.closing_summary import PATIENCE, ClosingSummary
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Effect, Heard, Sound, VoiceBegan, VoiceOver
from voice_coach.core.model.history import Ending
from voice_coach.core.model.views import SessionSummary

SUMMARY = SessionSummary("Test", Ending.FINISHED, ("Well done.",), 60.0, ("Plank",), (), (), ())
WORDS = ("See you next time.",)


def begun(words: tuple[str, ...] = ()) -> tuple[ClosingSummary, tuple[Effect, ...]]:
    act = ClosingSummary(SUMMARY, length_of, words)
    return act, act.start(100.0)


def passes(act: ClosingSummary, since: float, until: float) -> None:
    """Call it every second, as it wants to be."""
    now = since
    while now < until and not act.done:
        now = min(until, now + 1.0)
        act.handle(None, now)


def test_it_shows_the_summary() -> None:
    act, effects = begun()
    assert act.view(100.0) == SUMMARY
    assert not any(isinstance(one, Sound) for one in effects)
    assert not act.done


def test_the_last_words_are_said_meanwhile() -> None:
    act, effects = begun(WORDS)
    assert act.opening == WORDS
    assert [one.text for one in effects if isinstance(one, Sound)] == list(WORDS)
    assert not act.done


@pytest.mark.parametrize("event", [Command.DONE, Command.QUIT, Heard(Command.NEXT, "next")])
def test_whatever_is_asked_ends_it(event: Command | Heard) -> None:
    act, _ = begun(WORDS)
    act.handle(event, 101.0)
    assert act.done


def test_nothing_is_listened_for() -> None:
    act, _ = begun(WORDS)
    assert act.armed == ()


def test_it_ends_by_itself_when_nobody_is_there() -> None:
    act, _ = begun()
    passes(act, 100.0, 100.0 + PATIENCE - 1)
    assert not act.done
    passes(act, 100.0 + PATIENCE - 1, 100.0 + PATIENCE)
    assert act.done


def test_it_waits_for_somebody_who_speaks() -> None:
    act, _ = begun()
    passes(act, 100.0, 150.0)
    act.handle(VoiceBegan(), 150.0)
    act.handle(VoiceOver(), 151.0)
    passes(act, 151.0, 100.0 + PATIENCE + 5)
    assert not act.done
