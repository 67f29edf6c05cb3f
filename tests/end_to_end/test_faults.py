"""What goes wrong around a workout does not end it; and what ends it leaves nothing behind."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING

import pytest
from end_to_end.program import Home
from rig.recording import onsets

from voice_coach.audio.tones import tone
from voice_coach.core.model.tone import Tone
from voice_coach.core.wording.input_hints import BY_KEY
from voice_coach.core.wording.phrasebook import COUNTDOWN, FIT_NOTICE, RATING

if TYPE_CHECKING:
    from pathlib import Path

    from end_to_end.processes import Process
    from end_to_end.program import Program, Terminal
    from rig.pulse import SoundServer

PLAYER = "voice_coach.audio.player_worker"
WORKER = "voice_coach.speech.worker"

TINY = """\
version: 1
name: Tiny
level: beginner
lead_in: strict
defaults: {prepare: 2s}
main:
  - crunch: 3
    tempo: 1-0-1
"""


@pytest.fixture
def newcomer(home_with_sound: Home, tmp_path: Path) -> Home:
    """A home with sound, in which nothing has been rendered yet."""
    home_with_sound.env["XDG_CACHE_HOME"] = str(tmp_path / "cold")
    return home_with_sound


def begin(home: Home, routine: str, *options: str) -> Terminal:
    """A workout in a terminal, its greeting skipped."""
    home.write("tiny.yaml", TINY)
    terminal = home.start_in_terminal(routine, "--fit", *options)
    terminal.events.wait_for("cue", text=FIT_NOTICE)
    terminal.press("\r")
    terminal.events.wait_for("interval")
    return terminal


def finish(coach: Terminal) -> int:
    """The exit code of a workout that is left to end; how the back feels is not answered."""
    coach.sees(RATING[0])
    coach.press("q")
    return coach.wait()


def wait_for_end(coach: Program, processes: list[Process]) -> None:
    coach.wait_until(lambda: not any(one.runs for one in processes), "a process was left behind")


def test_without_any_sound_device_the_session_goes_on_in_text(home: Home) -> None:
    home.write("tiny.yaml", TINY)
    with home.start("tiny.yaml", "--fit", "--talk", "minimal", "--events", "-") as coach:
        assert coach.wait() == 0

    # The events alone are on standard output, and the screen is beside them.
    events = [json.loads(line) for line in coach.output.splitlines()]
    assert [one["event"] for one in events].count("device lost") == 1
    assert [one["event"] for one in events].count("finish") == 1
    assert coach.errors.count("No sound: ") == 1
    texts = [one["text"] for one in events if "text" in one]
    assert texts[0] == FIT_NOTICE
    assert set(texts[1:]) == set(COUNTDOWN)
    for text in texts:
        assert f"“{text}”" in coach.errors


@pytest.mark.rig
def test_a_sound_server_that_dies_and_comes_back_is_told_once_and_played_on_again(
    home_with_sound: Home, sound_server: SoundServer
) -> None:
    with begin(home_with_sound, "short.yaml", "--talk", "minimal") as coach:
        coach.sees("Get ready")
        sound_server.kill()
        coach.events.wait_for("device lost")
        sound_server.start()
        with sound_server.recorder() as recorder:
            found = coach.events.wait_for("device found")
            coach.sees("No sound: ")
            coach.sees("Sound is back: ")
            assert finish(coach) == 0

    assert len(coach.events.of("device lost")) == 1
    later = [one["tone"] for one in coach.events.since(found) if "tone" in one]
    assert Tone.FINISH in later
    for kind in set(later):
        assert len(onsets(recorder.recording, tone(Tone(kind)))) == later.count(kind), kind


@pytest.mark.rig
def test_a_player_that_is_killed_is_replaced_and_heard(
    home_with_sound: Home, sound_server: SoundServer
) -> None:
    with (
        sound_server.recorder() as recorder,
        begin(home_with_sound, "tiny.yaml", "--talk", "minimal") as coach,
    ):
        coach.part(PLAYER).signal(signal.SIGKILL)
        assert finish(coach) == 0

    assert onsets(recorder.recording, tone(Tone.START))
    assert onsets(recorder.recording, tone(Tone.FINISH))


@pytest.mark.rig
@pytest.mark.parametrize("fault", [signal.SIGKILL, signal.SIGSTOP])
def test_a_speech_worker_that_dies_or_hangs_is_replaced_and_the_session_goes_on(
    newcomer: Home, tmp_path: Path, fault: signal.Signals
) -> None:
    # Long enough for a worker that hangs to be given up, and for the next to speak.
    newcomer.write("tiny.yaml", TINY.replace("prepare: 2s", "prepare: 30s"))
    with newcomer.start_in_terminal("tiny.yaml", "--fit") as coach:
        worker = coach.part(WORKER)
        coach.wait_until(lambda: any(tmp_path.rglob("cold/**/*.flac")), "no clip is rendered")
        worker.signal(fault)
        coach.events.wait_for("cue", text=FIT_NOTICE)
        coach.press("\r")

        assert finish(coach) == 0
        (well_done,) = coach.events.of("cue", text="Well done.")
        assert well_done["heard"]
        assert not worker.runs


def test_a_coach_that_stood_still_pauses_and_goes_on_with_space(home: Home) -> None:
    with begin(home, "long.yaml") as coach:
        coach.events.wait_for("cue", tone="start")
        coach.signal(signal.SIGSTOP)
        coach.let_pass(4.5)
        coach.signal(signal.SIGCONT)
        jump = coach.events.wait_for("clock jumped")
        coach.sees("PAUSED")
        coach.events.wait_for("cue", text=BY_KEY.clock_jumped)
        coach.press(" ")
        goes_on = coach.events.wait_for("interval", exercise="plank")

        assert jump["seconds"] > 2
        assert goes_on["offset"] < 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_in_order_and_leaves_no_process(
    newcomer: Home, number: signal.Signals
) -> None:
    with newcomer.start("long.yaml", "--fit") as coach:
        coach.events.wait_for("start")
        started = [coach.part(PLAYER), coach.part(WORKER)]
        coach.signal(number)

        assert coach.wait() == 3
        assert coach.events.of("stop")
        assert "Traceback" not in coach.errors
        wait_for_end(coach, started)


def test_a_closed_terminal_ends_the_coach_and_all_it_has_started(newcomer: Home) -> None:
    with begin(newcomer, "long.yaml") as coach:
        started = [coach.part(PLAYER), coach.part(WORKER)]
        coach.hang_up()

        assert coach.wait() == 3
        assert coach.events.of("stop")
        wait_for_end(coach, started)


def test_a_coach_that_is_killed_leaves_no_process(newcomer: Home) -> None:
    with newcomer.start("long.yaml", "--fit") as coach:
        coach.events.wait_for("start")
        started = [coach.part(PLAYER), coach.part(WORKER)]
        coach.signal(signal.SIGKILL)

        wait_for_end(coach, started)
