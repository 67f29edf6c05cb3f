"""`start --listen` where nobody can be heard: it says so, and keys go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voice_coach.hearing.recognisers import registry

if TYPE_CHECKING:
    from end_to_end.program import Home


def test_without_a_microphone_it_says_so_once_and_keys_go_on(home: Home) -> None:
    with home.start_in_terminal("long.yaml", "--fit", "--listen") as coach:
        coach.events.wait_for("microphone lost")
        coach.events.wait_for("interval", kind="work")
        coach.press(" ")
        coach.events.wait_for("command", command="pause or resume", obeyed=True)
        coach.let_pass(3.0)
        coach.press("qq")
        assert coach.wait() == 3
    assert len(coach.events.of("microphone lost")) == 1


def test_without_an_engine_it_says_what_to_install_and_keys_go_on(home: Home) -> None:
    if registry.missing("vosk") is None:
        pytest.skip("it is installed here")
    home.set("listen_engine", "vosk")
    home.set("listen_model", str(home.folder))
    with home.start_in_terminal("long.yaml", "--fit", "--listen") as coach:
        coach.sees("Can't hear you: vosk must be installed first: pip install")
        coach.events.wait_for("interval", kind="work")
        coach.press("qq")
        assert coach.wait() == 3
    assert not coach.events.of("microphone lost")


def test_what_would_send_sound_away_does_not_start_without_the_users_word(home: Home) -> None:
    home.set("listen_engine", "google")
    run = home.run("start", "long.yaml", "--fit", "--listen")
    assert run.returncode == 2
    assert "is sent to Google" in run.stderr
    assert "listen_allow_sending" in run.stderr


def test_with_nobody_to_answer_the_safety_question_it_does_not_start(home: Home) -> None:
    home.set("listen_engine", "vosk")
    home.set("listen_model", str(home.folder))
    if registry.missing("vosk") is None:
        pytest.skip("it is installed here")
    run = home.run("start", "long.yaml", "--listen")
    assert run.returncode == 2
    assert "no terminal to answer the safety question in" in run.stderr


def test_the_setting_listens_and_the_flag_turns_it_off(home: Home) -> None:
    home.set("listen", "open")
    with home.start("short.yaml", "--fit") as coach:
        coach.events.wait_for("microphone lost")
    with home.start("short.yaml", "--fit", "--listen", "off") as coach:
        coach.events.wait_for("interval", kind="work")
    assert not coach.events.of("microphone lost")
