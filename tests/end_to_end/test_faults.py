"""What goes wrong around a workout does not end it."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from end_to_end.program import Home
from rig.recording import onsets

from voice_coach.audio.tones import tone
from voice_coach.core.cue import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rig.pulse import SoundServer

PLAYER = "voice_coach.audio.player"
WORKER = "voice_coach.speech.worker"


@pytest.fixture
def newcomer(tmp_path: Path, make_home: Callable[[], Home]) -> Home:
    """A home in which nothing has been rendered yet."""
    home = make_home()
    home.env["XDG_CACHE_HOME"] = str(tmp_path / "cold")
    return home


def test_without_any_sound_device_the_session_goes_on_in_text(home: Home):
    with home.start("short.yaml", "--fit") as coach:
        assert coach.wait() == 0
        assert coach.events.of("device lost")
        assert coach.output.count("No sound:") == 1
        assert "“Well done.”" in coach.output


@pytest.mark.rig
def test_a_sound_server_that_dies_and_comes_back_is_told_and_played_on_again(
    home_with_sound: Home, sound_server: SoundServer
):
    with home_with_sound.start("short.yaml", "--fit") as coach:
        coach.events.wait_for("device found")
        coach.events.wait_for("interval", kind="work")
        sound_server.kill()
        coach.events.wait_for("device lost")
        sound_server.start()
        coach.events.wait_for("device found")
        with sound_server.recorder() as recorder:
            assert coach.wait() == 0
        assert "Sound is back" in coach.output
    assert onsets(recorder.recording, tone(Tone.FINISH))


@pytest.mark.rig
def test_a_player_that_is_killed_is_replaced_and_heard(
    home_with_sound: Home, sound_server: SoundServer
):
    program = home_with_sound.start("short.yaml", "--fit")
    with sound_server.recorder() as recorder, program as coach:
        coach.events.wait_for("interval", kind="prepare")
        coach.part(PLAYER).signal(signal.SIGKILL)
        assert coach.wait() == 0
    assert onsets(recorder.recording, tone(Tone.FINISH))


@pytest.mark.parametrize("fault", [signal.SIGKILL, signal.SIGSTOP])
def test_a_speech_worker_that_dies_or_hangs_does_not_end_the_workout(
    newcomer: Home, fault: signal.Signals
):
    with newcomer.start("short.yaml", "--fit") as coach:
        coach.part(WORKER).signal(fault)
        assert coach.wait() == 0
        assert coach.events.of("finish")
        last = coach.events.of("cue", text="Well done.")
        assert [one["heard"] for one in last] == [True]


def test_a_coach_that_was_stopped_pauses_instead_of_racing(home: Home):
    with home.start_in_terminal("long.yaml", "--fit") as coach:
        coach.events.wait_for("interval", kind="work")
        coach.signal(signal.SIGSTOP)
        coach.let_pass(5.0)
        coach.signal(signal.SIGCONT)
        coach.events.wait_for("clock jumped")
        coach.sees("PAUSED")
        coach.press(" ")
        coach.events.wait_for("interval", kind="work")
        coach.press("\x03")
        assert coach.wait() == 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_in_order_and_leaves_no_process(home: Home, number: signal.Signals):
    with home.start("long.yaml", "--fit") as coach:
        coach.events.wait_for("interval", kind="work")
        started = coach.started
        coach.signal(number)
        assert coach.wait() == 3
        assert coach.events.of("stop")
        coach.wait_until(lambda: not any(one.runs for one in started), "a process was left behind")
        assert "Traceback" not in coach.errors


def test_a_closed_terminal_ends_the_coach_and_all_it_has_started(home: Home):
    with home.start_in_terminal("long.yaml", "--fit") as coach:
        coach.events.wait_for("interval", kind="work")
        started = coach.started
        coach.hang_up()
        assert coach.wait() == 3
        coach.wait_until(lambda: not any(one.runs for one in started), "a process was left behind")
