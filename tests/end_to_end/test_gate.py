"""The safety question, as an athlete in a terminal meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voice_coach.core.phrasebook import FIT_NOTICE
from voice_coach.core.screening import ADVICE, NO_ANSWER, QUESTION, REMINDER

if TYPE_CHECKING:
    from end_to_end.program import Home, Terminal


def ask(home: Home, *options: str) -> Terminal:
    """A start that has put the question."""
    terminal = home.start_in_terminal("short.yaml", *options)
    terminal.events.wait_for("cue", text=QUESTION[0])
    return terminal


def test_no_leads_to_the_session(home: Home) -> None:
    with ask(home) as coach:
        coach.press("n")
        coach.events.wait_for("screening", answer="no", clearance="proceed")
        coach.events.wait_for("start", title="Short")
        coach.press("\x03")

        assert coach.wait() == 3
        assert coach.restored


def test_yes_is_answered_with_advice_shown_and_spoken_and_no_session(home: Home) -> None:
    with ask(home, "--rate", "300") as coach:
        coach.press("y")
        coach.events.wait_for("screening", answer="yes", clearance="rest first")
        for text in ADVICE[:3]:
            coach.events.wait_for("cue", text=text)
        for text in ADVICE[:3]:
            coach.sees(text)
        coach.press("\r")

        assert coach.wait() == 4
        assert coach.restored
        assert not coach.events.of("start")


def test_silence_is_asked_again_and_then_taken_for_a_yes(home: Home) -> None:
    with ask(home, "--rate", "300") as coach:
        for text in (*QUESTION[1:], *REMINDER, *NO_ANSWER, ADVICE[0]):
            coach.events.wait_for("cue", text=text)
        assert coach.events.of("screening", answer="silence", clearance="rest first")
        coach.press("\r")

        assert coach.wait() == 4
        assert not coach.events.of("start")


@pytest.mark.parametrize("key", ["q", "\x03"], ids=["q", "Ctrl-C"])
def test_leaving_the_question_unanswered_is_no_session(home: Home, key: str) -> None:
    with ask(home) as coach:
        coach.press(key)

        assert coach.wait() == 3
        assert coach.restored
        assert not coach.events.of("screening")
        assert not coach.events.of("start")


def test_without_a_terminal_nobody_can_answer_and_there_is_no_session(home: Home) -> None:
    outcome = home.run("start", "short.yaml", "--events", "events.jsonl")

    assert outcome.returncode == 2
    assert "There is no terminal to answer the safety question in." in outcome.stderr
    assert "--fit" in outcome.stderr
    assert outcome.stdout == ""
    assert not (home.folder / "events.jsonl").exists()


def test_fit_answers_in_advance_and_the_notice_is_spoken_first(home: Home) -> None:
    with home.start("short.yaml", "--fit") as coach:
        notice = coach.events.wait_for("cue")

        assert notice["text"] == FIT_NOTICE
        assert not coach.events.of("screening")
