"""`voice-coach doctor` with a real sound server."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import threading
import wave
from queue import Queue
from typing import TYPE_CHECKING, Any

import pytest
from quick_speech import speak_quickly
from rig.recording import onsets, sounds
from rig.room import room

from voice_coach.audio.clip import RATE, WIDTH
from voice_coach.audio.device_output import PLAYER, DeviceOutput
from voice_coach.audio.port import DeviceFound, Report
from voice_coach.audio.tones import tone
from voice_coach.checkup.finding import FindingState
from voice_coach.checkup.sound import check_sound
from voice_coach.core.model.tone import Tone
from voice_coach.core.units import Seconds
from voice_coach.system import clock

if TYPE_CHECKING:
    from pathlib import Path

    from rig.pulse import SoundServer

pytestmark = pytest.mark.rig


def doctor(server: SoundServer, home: Path, *options: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit code of `doctor --json`, and what it says of each part."""
    speak_quickly(home)
    run = subprocess.run(
        [sys.executable, "-P", "-m", "voice_coach", "doctor", "--json", *options],
        env={**server.env, "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return run.returncode, {one["part"]: one for one in json.loads(run.stdout)["checks"]}


def test_where_there_is_sound_all_is_well_and_the_sentence_is_heard(
    sound_server: SoundServer, tmp_path: Path
) -> None:
    with sound_server.recorder() as recorder:
        code, checks = doctor(sound_server, tmp_path)
    assert code == 0
    assert checks["sound"]["found"].startswith("PulseAudio, open ")
    assert checks["test"]["state"] == "ok"
    assert sounds(recorder.recording)


def test_quietly_it_plays_nothing_and_measures_all_the_same(
    sound_server: SoundServer, tmp_path: Path
) -> None:
    with sound_server.recorder() as recorder:
        code, checks = doctor(sound_server, tmp_path, "--quiet")
    assert code == 0
    assert "test" not in checks
    assert checks["delay"]["measured"]["seconds"] > 0
    assert not sounds(recorder.recording, above=0.0)


def test_a_microphone_that_nobody_speaks_into_is_as_if_muted(
    sound_server: SoundServer, tmp_path: Path
) -> None:
    code, checks = doctor(sound_server, tmp_path, "--quiet")
    assert code == 0
    assert checks["microphone"]["measured"] == {"present": True, "muted": True}


def test_a_microphone_that_hears_has_a_level(sound_server: SoundServer, tmp_path: Path) -> None:
    hum = tmp_path / "hum.wav"
    with wave.open(str(hum), "wb") as file:
        file.setparams((1, WIDTH, RATE, 0, "NONE", ""))
        # A square wave of a tenth of full scale: its mean is its peak, at -20 dBFS.
        file.writeframes((b"\xcd\x0c" * 24 + b"\x33\xf3" * 24) * 1000 * 30)
    with subprocess.Popen(
        ["paplay", "--device=mic_feed", str(hum)], env=sound_server.env
    ) as playing:
        _, checks = doctor(sound_server, tmp_path, "--quiet")
        playing.kill()
    microphone = checks["microphone"]
    assert microphone["state"] == "ok"
    assert microphone["measured"]["mean_dbfs"] == pytest.approx(-20, abs=1.5)


def test_in_a_room_it_tells_the_echo_and_that_words_come_through(
    sound_server: SoundServer, tmp_path: Path
) -> None:
    # Where other work keeps the sound server from running, sound is lost: then it is tried again.
    for _ in range(3):
        with room(sound_server):
            code, checks = doctor(sound_server, tmp_path)
        assert code == 0
        if checks["echo"]["state"] == checks.get("words", {}).get("state") == "ok":
            break
    echo = checks["echo"]["measured"]
    assert 0.1 < echo["delay"] < 0.3
    assert echo["left_dbfs"] < echo["heard_dbfs"] - 20
    assert checks["words"]["measured"]["understood"] is True


def test_a_microphone_that_hears_nothing_of_the_speaker_has_no_echo(
    sound_server: SoundServer, tmp_path: Path
) -> None:
    code, checks = doctor(sound_server, tmp_path)
    assert code == 0
    assert "does not hear the speaker" in checks["echo"]["found"]
    assert checks["echo"]["measured"]["delay"] is None


def test_quietly_it_plays_nothing_into_the_room(sound_server: SoundServer, tmp_path: Path) -> None:
    with room(sound_server):
        _, checks = doctor(sound_server, tmp_path, "--quiet")
    assert "echo" not in checks


def test_the_delay_is_the_one_that_a_recording_shows(sound_server: SoundServer) -> None:
    """In one of three attempts, as a machine that stands still delays, or swallows, sounds."""
    differences = [_delay_against_recording(sound_server) for _ in range(3)]
    # The recording shows what enters the sink, which has some 20 ms of its own.
    assert any(one == pytest.approx(0.02, abs=0.03) for one in differences), differences


def _delay_against_recording(sound_server: SoundServer) -> Seconds | None:
    """How much longer the measured delay is than the recorded; None if a sound was swallowed."""
    player = ("env", f"PULSE_SERVER={sound_server.env['PULSE_SERVER']}", *PLAYER)
    _, delay = check_sound(None, 80, aloud=False, player=player)
    with sound_server.recorder() as recorder:
        asked = _play_now(player, times=7)
    began = [recorder.recording.began + at / RATE for at in onsets(recorder.recording, BEAT)]
    if len(began) != len(asked) or "seconds" not in delay.measured:
        return None
    recorded = statistics.median(heard - at for heard, at in zip(began, asked, strict=True))
    return float(str(delay.measured["seconds"])) - recorded


def test_a_server_that_is_frozen_is_no_sound_and_holds_nothing_up(
    sound_server: SoundServer,
) -> None:
    player = ("env", f"PULSE_SERVER={sound_server.env['PULSE_SERVER']}", *PLAYER)
    sound_server.freeze()
    (sound,) = check_sound(None, 80, aloud=True, player=player)
    sound_server.thaw()
    assert sound.state is FindingState.FAIL
    assert sound.advice


def test_a_volume_of_nothing_is_told_because_nobody_hears_it(sound_server: SoundServer) -> None:
    player = ("env", f"PULSE_SERVER={sound_server.env['PULSE_SERVER']}", *PLAYER)
    *_, test = check_sound(None, 0, aloud=True, player=player)
    assert test.state is FindingState.NOTE
    assert any("volume 80" in line for line in test.advice)


BEAT = tone(Tone.BEAT)


def _play_now(player: tuple[str, ...], times: int) -> list[float]:
    """Play beats one after the other, each as soon as it can be; when each was asked for."""
    reports: Queue[Report] = Queue()
    output = DeviceOutput(reports.put, player)
    try:
        while not isinstance(reports.get(timeout=20), DeviceFound):
            pass
        asked = []
        for sound in range(times):
            threading.Event().wait(0.3 + 0.003 * sound)
            asked.append(clock.now())
            output.place(sound, asked[-1], BEAT)
            reports.get(timeout=20)
        threading.Event().wait(0.3)
        return asked
    finally:
        output.close()
