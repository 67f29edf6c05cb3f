"""A session as the desktop shows it, and the meaning of its buttons, by the moment."""

from __future__ import annotations

import pytest
from screen.views import HOLD, REST, SELF_PACED, view

from voice_coach.core.events.command import Command
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.views import QuestionView, View
from voice_coach.desktop.messages import Button, Playback
from voice_coach.desktop.shown_workout import command_of, is_news, shown

RUNNING, PAUSED = SessionPhase.RUNNING, SessionPhase.PAUSED
QUESTION = QuestionView(("Are you well?",), ())


@pytest.mark.parametrize(
    ("seen", "button", "command"),
    [
        (view(), Button.TOGGLE, Command.TOGGLE),
        (view(), Button.PAUSE, Command.PAUSE),
        (view(), Button.PLAY, None),
        (view(phase=PAUSED), Button.PLAY, Command.RESUME),
        (view(phase=PAUSED), Button.PAUSE, None),
        (view(phase=SessionPhase.CONFIRM_STOP), Button.PLAY, Command.RESUME),
        (view(), Button.NEXT, Command.NEXT),
        (view(SELF_PACED), Button.NEXT, Command.DONE),
        (view(SELF_PACED, phase=PAUSED), Button.NEXT, Command.NEXT),
        (view(), Button.PREVIOUS, Command.BACK),
        (view(), Button.STOP, Command.STOP),
        (view(phase=SessionPhase.HURT), Button.TOGGLE, None),
        (view(phase=SessionPhase.FINISHED), Button.NEXT, None),
        (QUESTION, Button.NEXT, None),
        (QUESTION, Button.TOGGLE, None),
        (None, Button.TOGGLE, None),
    ],
)
def test_a_button_is_the_command_that_fits_the_moment(
    seen: View | None, button: Button, command: Command | None
) -> None:
    assert command_of(button, seen) is command


def test_what_is_done_is_shown_in_words() -> None:
    assert shown(view(HOLD), 1.0).doing == "Plank, 30 seconds"
    assert shown(view(REST, 5.0), 1.0).doing.startswith("Rest, then ")
    assert shown(view(SELF_PACED, None), 1.0).length is None


def test_after_pain_and_in_questions_nothing_is_shown() -> None:
    for seen in (view(phase=SessionPhase.HURT), QUESTION):
        workout = shown(seen, 1.0)
        assert (workout.playback, workout.doing) == (Playback.STOPPED, "")


def test_what_goes_on_by_the_clock_is_no_news() -> None:
    before = shown(view(HOLD, 20.0), 100.0)
    assert not is_news(shown(view(HOLD, 15.0), 105.0), before)
    assert is_news(shown(view(HOLD, 25.0), 105.0), before)
    assert is_news(shown(view(REST, 5.0), 105.0), before)


def test_a_pause_is_news_once() -> None:
    running = shown(view(HOLD, 20.0), 100.0)
    paused = shown(view(HOLD, 20.0, PAUSED), 100.0)
    assert is_news(paused, running)
    assert not is_news(shown(view(HOLD, 20.0, PAUSED), 200.0), paused)
