"""The safety question and what follows from it, as an athlete in a terminal meets it."""

from __future__ import annotations

import json
import stat
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from voice_coach.config.emergency_numbers import spoken
from voice_coach.config.settings import Settings
from voice_coach.core.wording.phrasebook import ANY_NUMBER, FIT_NOTICE
from voice_coach.library.catalogue.screening import load_screening
from voice_coach.speech.clip_store import ClipStore
from voice_coach.speech.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from end_to_end.program import Event, Home, Terminal

SCREENING = load_screening(spoken(ANY_NUMBER))
ASK = {
    question.name: question.ask
    for questions in (SCREENING.pain, SCREENING.questions, SCREENING.conditions)
    for question in questions
}
ASKED_OF_ALL = {*SCREENING.opening, *(question.ask for question in SCREENING.questions)}
"""What is rendered at every start, whatever is answered."""

SORE = (
    ("breath", "n"),
    ("back", "y"),
    ("nerves", "n"),
    ("flags", "n"),
    ("onset", "3"),
    ("sharp", "n"),
    ("worse", "n"),
    ("unwell", "n"),
    ("spine-and-pain", "n"),
    ("heart", "n"),
    ("pregnancy-and-pain", "n"),
    ("injury", "n"),
)
"""An ache of some days and nothing else."""


def ask(home: Home, *options: str) -> Terminal:
    """A start that has put the question."""
    terminal = home.start_in_terminal("short.yaml", *options)
    terminal.events.wait_for("cue", text=SCREENING.opening[0])
    return terminal


def answer(coach: Terminal, *answers: tuple[str, str]) -> None:
    """Answer questions by name, each once it is on the screen."""
    for name, key in answers:
        coach.sees(ASK[name][:40])
        coach.press(key)


def no_known_conditions(coach: Terminal) -> None:
    """Answer what is asked once a year."""
    answer(coach, ("any", "n"))


def kept(home: Home) -> Path:
    return home.folder / "data" / "voice-coach" / "health.json"


def sounds_kept(home: Home, texts: list[str]) -> list[str]:
    """Of which texts the clip store on the disk has the sound."""
    cache = Path(home.env["XDG_CACHE_HOME"])
    settings = Settings()
    store = ClipStore(cache / "voice-coach" / "clips")
    speech = Speech(settings.voice, settings.rate, lambda _report: None, store, engine="system")
    try:
        return [text for text in texts if speech.ready((text,))]
    finally:
        speech.close()


def stay_silent(home: Home) -> tuple[int, list[Event]]:
    """Start and answer nothing; exit code and log."""
    with ask(home, "--rate", "300") as coach:
        later = (*SCREENING.reminder, *SCREENING.later, *SCREENING.no_answer)
        for text in (*SCREENING.opening[1:], *later):
            coach.events.wait_for("cue", text=text)
        coach.sees("The next start asks its usual question.")
        return coach.wait(), coach.events.all


@pytest.fixture(scope="module", autouse=True)
def silence(make_home: Callable[[], Home]) -> Iterator[Future[tuple[int, list[Event]]]]:
    """A start that nobody answers. It takes its time beside the other tests."""
    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(stay_silent, make_home())


def test_no_leads_to_the_session(home: Home) -> None:
    with ask(home) as coach:
        coach.press("n")
        coach.events.wait_for("screening", outcome="proceed")
        no_known_conditions(coach)
        coach.events.wait_for("start", title="Short")
        coach.press("\x03")

        assert coach.wait() == 3
        assert coach.restored


def test_known_conditions_are_asked_once_and_kept_to_oneself(home: Home) -> None:
    with ask(home) as coach:
        coach.press("n")
        no_known_conditions(coach)
        coach.events.wait_for("start")
        coach.press("\x03")
        coach.wait()
    with ask(home) as coach:
        coach.press("n")
        coach.events.wait_for("start")
        coach.press("\x03")
        coach.wait()

    assert stat.S_IMODE(kept(home).stat().st_mode) == 0o600


def test_a_known_condition_changes_exercises_and_says_so(home: Home) -> None:
    with ask(home) as coach:
        coach.press("n")
        answer(coach, ("any", "y"))
        for question in SCREENING.conditions[1:]:
            answer(coach, (question.name, "y" if question.name == "shoulder" else "n"))
        coach.events.wait_for("start")
        coach.sees("Because of your shoulder:")
        coach.press("\x03")
        assert coach.wait() == 3


def test_an_emergency_is_said_with_its_reason_and_there_is_no_session(home: Home) -> None:
    with ask(home) as coach:
        coach.press("y")
        answer(coach, ("breath", "y"))
        coach.events.wait_for("screening", outcome="emergency")
        coach.events.wait_for("cue", text=SCREENING.advice["emergency"][0])
        coach.press("\r")

        assert coach.wait() == 4
        assert not coach.events.of("start")
        said = [one["text"] for one in coach.events.of("cue") if "text" in one]
        assert any(text.startswith("Because you said that you have chest pain") for text in said)
        assert not sounds_kept(home, [text for text in said if text not in ASKED_OF_ALL])


def test_a_warning_sign_leads_to_a_doctor_today(home: Home) -> None:
    with ask(home) as coach:
        coach.press("y")
        answer(coach, ("breath", "n"), ("back", "y"), ("nerves", "n"), ("flags", "y"))
        coach.events.wait_for("screening", outcome="doctor today")
        coach.events.wait_for("cue", text=SCREENING.advice["same-day"][0])
        coach.press("\r")

        assert coach.wait() == 4
        assert not coach.events.of("start")


def test_fresh_pain_means_rest_and_the_next_start_knows_it(home: Home) -> None:
    with ask(home) as coach:
        coach.press("y")
        answer(coach, *SORE[:4], ("onset", "1"))
        coach.events.wait_for("screening", outcome="rest first")
        coach.events.wait_for("cue", text=SCREENING.advice["rest"][0])
        coach.press("\r")
        coach.sees("`voice-coach back` shows what comes next")

        assert coach.wait() == 4
        assert coach.restored
        assert not coach.events.of("start")

    with home.start_in_terminal("short.yaml") as coach:
        coach.sees("Last time your back hurt. How is it today?")
        coach.press("q")
        assert coach.wait() == 3
    outcome = home.run("back")
    assert "rest" in outcome.stdout
    assert set(json.loads(kept(home).read_text("utf-8"))) == {
        "version",
        "ladder",
        "profile",
    }


def test_an_ache_is_offered_gentle_moves_in_place_of_the_routine(home: Home) -> None:
    with ask(home) as coach:
        coach.press("y")
        answer(coach, *SORE)
        coach.events.wait_for("screening", outcome="gentle only")
        coach.events.wait_for("cue", text=SCREENING.advice["gentle"][0])
        coach.press("\r")
        coach.sees("Once a year I also ask this: is there anything else")
        coach.press("n")
        coach.sees("is too much for today.")
        coach.press("1")
        coach.events.wait_for("start", title="Gentle Back")
        coach.press("\x03")

        assert coach.wait() == 3


@pytest.mark.parametrize("key", ["q", "\x03"], ids=["q", "Ctrl-C"])
def test_leaving_the_question_unanswered_is_no_session(home: Home, key: str) -> None:
    with ask(home) as coach:
        coach.press(key)

        assert coach.wait() == 3
        assert coach.restored
        assert not coach.events.of("screening")
        assert not coach.events.of("start")


def test_pain_in_mid_session_stops_asks_and_ends_with_advice(home: Home) -> None:
    with home.start_in_terminal("long.yaml", "--fit") as coach:
        coach.events.wait_for("cue", text=FIT_NOTICE)
        coach.press("\r")
        coach.events.wait_for("interval", kind="work")
        coach.press("p")
        stopped = coach.events.wait_for("pain", exercise="plank")
        coach.events.wait_for("cue", text=ASK["signs"])
        answer(coach, ("signs", "n"))
        coach.sees("Is it sharp, is it getting worse")
        coach.press("y")
        coach.events.wait_for("screening", outcome="rest first")
        coach.press("\r")

        assert coach.wait() == 4
        said = [one["text"] for one in coach.events.since(stopped) if "text" in one]
        assert said[0] == ASK["signs"]


def test_pain_in_mid_session_can_leave_out_all_that_loads_the_same(home: Home) -> None:
    with home.start_in_terminal("long.yaml", "--fit") as coach:
        coach.events.wait_for("cue", text=FIT_NOTICE)
        coach.press("\r")
        coach.events.wait_for("interval", exercise="plank")
        coach.press("p")
        answer(coach, ("signs", "n"))
        coach.sees("Is it sharp, is it getting worse")
        coach.press("n")
        answer(coach, ("go-on", "1"))
        coach.events.wait_for("interval", exercise="side-plank")
        coach.press("\x03")

        assert coach.wait() == 3


@pytest.mark.parametrize("keys", ["u", "nn4"])
def test_pain_reported_by_a_slip_goes_on_where_it_was(home: Home, keys: str) -> None:
    with home.start_in_terminal("long.yaml", "--fit") as coach:
        coach.events.wait_for("cue", text=FIT_NOTICE)
        coach.press("\r")
        coach.events.wait_for("cue", tone="start")
        coach.press("p")
        coach.sees("Stopped. Is there chest pain")
        coach.sees("u a slip: nothing hurts, go on")
        coach.press(keys[0])
        asked = ("Is it sharp, is it getting worse", "to leave out this exercise")
        for question, key in zip(asked, keys[1:], strict=False):
            coach.sees(question)
            coach.press(key)
        coach.events.wait_for("pain withdrawn")
        gone_on = coach.events.wait_for("interval")
        assert gone_on["exercise"] == "plank"
        assert gone_on["offset"] > 0
        coach.press("\x03")

        assert coach.wait() == 3
        assert not coach.events.of("screening", outcome="rest first")


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


def test_silence_is_asked_again_and_then_means_rest(
    silence: Future[tuple[int, list[Event]]],
) -> None:
    exit_code, events = silence.result()

    assert exit_code == 4
    assert [one["outcome"] for one in events if one["event"] == "screening"] == ["rest first"]
    assert not any(one["event"] == "start" for one in events)
