"""What each key does, in a real terminal. There is no sound here; the times are the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from voice_coach.core.wording.input_hints import BY_KEY
from voice_coach.core.wording.phrasebook import COUNTDOWN, FIT_NOTICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from end_to_end.program import Event, Home, Terminal


@pytest.fixture
def coach(home: Home) -> Iterator[Terminal]:
    """A workout under way: 40 seconds of plank have begun."""
    with home.start_in_terminal("long.yaml", "--fit") as terminal:
        terminal.events.wait_for("cue", text=FIT_NOTICE)
        terminal.press("\r")
        terminal.events.wait_for("cue", tone="start")
        yield terminal


def time_left(coach: Terminal) -> float:
    """When the work ends by the coach's answer, in seconds from its beginning. The answer is
    rounded to five seconds."""
    coach.press("t")
    asked = coach.events.wait_for("command", command="time left", obeyed=True)
    answer = coach.events.wait_for("cue", text=re.compile(r"^\d+ seconds left"))
    coach.sees(answer["text"])
    start = coach.events.of("cue", tone="start")[0]
    return float(asked["scheduled"] - start["scheduled"] + int(answer["text"].split()[0]))


def said(events: list[Event]) -> list[object]:
    """Words and tones, in order."""
    return [one.get("text", one.get("tone")) for one in events if one["event"] == "cue"]


def test_space_pauses_and_nothing_is_heard_until_space_goes_on_after_three_two_one(
    coach: Terminal,
) -> None:
    coach.press(" ")
    pause = coach.events.wait_for("pause")
    coach.events.wait_for("cue", text="Paused.")
    coach.sees("PAUSED")
    coach.let_pass(1.5)
    assert said(coach.events.since(pause)) == ["pause", "Paused."]

    coach.press(" ")
    resume = coach.events.wait_for("resume")
    goes_on = coach.events.wait_for("interval", exercise="plank")
    # Both come at the same moment, and either may be written down first.
    coach.wait_until(lambda: "start" in said(coach.events.since(resume)), "no start tone came")
    assert said(coach.events.since(resume))[:5] == [
        "Forearm Plank.",
        *COUNTDOWN,
        "start",
    ]
    assert goes_on["offset"] == pause["offset"]
    one = coach.events.of("cue", text="one")[-1]
    assert goes_on["scheduled"] - one["scheduled"] == pytest.approx(1.12, abs=0.15)


def test_n_goes_to_the_next_exercise(coach: Terminal) -> None:
    coach.press("n")
    over = coach.events.wait_for("interval over")
    rest = coach.events.wait_for("interval", kind="rest")
    assert not over["done"]

    coach.press("n")
    work = coach.events.wait_for("interval", exercise="side-plank")
    assert rest["index"] + 1 == work["index"]


def test_b_goes_back_to_the_start_of_the_exercise(coach: Terminal) -> None:
    coach.press("n")
    coach.events.wait_for("interval", kind="rest")
    coach.press("b")
    again = coach.events.wait_for("interval", exercise="plank")

    assert again["offset"] == 0


def test_t_tells_how_much_is_left(coach: Terminal) -> None:
    assert time_left(coach) == pytest.approx(40, abs=2.6)


def test_m_adds_ten_seconds(coach: Terminal) -> None:
    coach.press("m")
    coach.events.wait_for("cue", text="Ten more seconds.")

    assert time_left(coach) == pytest.approx(50, abs=2.6)


def test_e_takes_the_easier_exercise(coach: Terminal) -> None:
    coach.press("e")
    variant = coach.events.wait_for("variant")
    answer = coach.events.wait_for("cue", text=re.compile("^Easier: "))
    coach.sees(answer["text"])

    assert variant["exercise"] != "plank"


def test_a_question_mark_shows_the_keys(coach: Terminal) -> None:
    coach.sees("space pause/go on")
    coach.press("?")
    coach.sees("space pause/go on")


def test_q_asks_and_q_again_stops(coach: Terminal) -> None:
    coach.press("q")
    coach.events.wait_for("cue", text=BY_KEY.confirm_stop)
    coach.press("q")
    coach.events.wait_for("stop")

    assert coach.wait() == 3
    assert coach.restored


def test_ctrl_c_stops_at_once(coach: Terminal) -> None:
    coach.press("\x03")

    assert coach.wait() == 3
    assert coach.events.all[-1]["event"] == "stop"
    assert coach.restored
