"""Other voices than the system's, and no room for their clips, on a real sound server."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from rig.recording import onsets

from voice_coach.audio.clip import RATE
from voice_coach.audio.loudness import loudness
from voice_coach.audio.tones import tone
from voice_coach.core.model.tone import Tone
from voice_coach.speech.natural.packages import missing_packages
from voice_coach.system import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from end_to_end.program import Event, Home, Program
    from rig.pulse import SoundServer

pytestmark = pytest.mark.rig

needs_natural = pytest.mark.skipif(
    bool(missing_packages()), reason="the natural voice is not installed"
)

SPEECH_SERVER = Path(__file__).parent.parent / "speech" / "wyoming_server.py"

_LONG = 240.0

ROUTINE = """\
version: 1
name: Said elsewhere
level: beginner
defaults: {rest: 6s, prepare: 5s}
main:
  - plank: 12s
    cues: ["Think of a long straight plank of wood.", "Breathe as quietly as you can."]
  - side-plank: 8s
    cues: ["Push the floor away with your heels."]
  - bird-dog: 8s
  - crunch: 3
"""


def spoken(program: Program) -> list[Event]:
    """The cues that have words."""
    return [cue for cue in program.events.of("cue") if "text" in cue]


def end_of(program: Program) -> int:
    """Wait for its end; its exit code."""
    deadline = clock.now() + _LONG
    while program._runs():
        assert clock.now() < deadline, "the program does not end"
        program.let_pass(0.2)
    return program.wait()


@pytest.fixture
def cold(home_with_sound: Home) -> Home:
    """A home in which nothing has been rendered."""
    home_with_sound.env["XDG_CACHE_HOME"] = str(home_with_sound.folder / "cold")
    home_with_sound.write("own.yaml", ROUTINE)
    return home_with_sound


@pytest.fixture
def speech_server(cold: Home) -> Iterator[subprocess.Popen[bytes]]:
    """A speech server that takes its time, from which the coach has its voice."""
    process = subprocess.Popen([sys.executable, str(SPEECH_SERVER), "slow"], stdout=subprocess.PIPE)
    with process:
        assert process.stdout is not None
        cold.set("wyoming_address", f"127.0.0.1:{int(process.stdout.readline())}")
        cold.set("engine", "wyoming")
        yield process
        process.kill()


def test_a_speech_server_lost_in_mid_session_gives_way_to_the_systems_voice_once(
    cold: Home, speech_server: subprocess.Popen[bytes]
) -> None:
    with cold.start("own.yaml", "--fit") as program:
        program.events.wait_for("interval", kind="work")
        assert program.events.of("voice replaced") == []
        assert any(cue["heard"] for cue in spoken(program))
        speech_server.kill()
        replaced = program.events.wait_for("voice replaced")
        for _ in range(3):
            program.events.wait_for("cue", text=re.compile("[a-z]{4}"), heard=True)
        program.signal(signal.SIGTERM)
        end_of(program)
        assert program.events.of("voice replaced") == [replaced]
        assert program.events.of("speech lost") == []
        assert program.output.count("Speaking with the system's voice") == 1


@needs_natural
def test_a_sample_of_a_voice_is_heard(cold: Home, sound_server: SoundServer) -> None:
    cold.set("engine", "auto")
    with sound_server.recorder() as recorder:
        told = cold.run("voices", "emma")
    assert told.returncode == 0, told.stderr
    assert "That was Emma" in told.stdout
    loud = np.abs(recorder.recording.samples) > 0.05
    assert np.count_nonzero(loud) > RATE / 4


@needs_natural
def test_words_are_heard_as_loud_as_they_are_meant_to_be(
    cold: Home, sound_server: SoundServer
) -> None:
    """About -18 LUFS at volume 80 while the coach speaks, and never a peak above -1 dBFS."""
    cold.set("engine", "auto")
    cold.set("voice", "heart")  # Whose words come ready-made.
    with sound_server.recorder() as recorder, cold.start("gentle-back", "--fit") as program:
        start = program.events.wait_for("cue", tone=Tone.START)
        program.let_pass(1.0)
        program.signal(signal.SIGTERM)
        end_of(program)
        cues = [cue for cue in spoken(program) if cue["heard"] and cue["length"] > 1]
    recording = recorder.recording
    # The log's times are from the start of the session; the tone ties them to the recording's.
    zero = recording.began + onsets(recording, tone(Tone.START))[0] / RATE - start["scheduled"]
    begins = [(zero + cue["scheduled"], cue["length"]) for cue in cues]
    parts = [recording.part(begin, begin + length).samples for begin, length in begins]
    assert len(parts) >= 3
    measured = loudness(np.concatenate(parts).astype(np.float32))
    peak = np.abs(recording.samples).max()
    print(f"{len(parts)} sentences at {measured:.1f} LUFS, peak {20 * np.log10(peak):.1f} dBFS")
    assert measured == pytest.approx(-18, abs=1.5)
    assert peak < 10 ** (-1 / 20)


@pytest.fixture
def full_disk(cold: Home) -> Iterator[Home]:
    """The same, its cache on a disk with room for a few clips only."""
    disk = cold.folder / "cold"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "none", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("only root may mount a disk")
    # Not made of clips: there is nothing that may be deleted.
    (disk / "others").write_bytes(bytes(100_000))
    yield cold
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_with_a_full_disk_words_are_spoken_and_it_is_told_once_that_none_are_kept(
    full_disk: Home,
) -> None:
    with full_disk.start("own.yaml", "--fit") as program:
        program.events.wait_for("interval", kind="work")
        for _ in range(3):
            program.events.wait_for("cue", text=re.compile("[a-z]{4}"), heard=True)
        program.signal(signal.SIGTERM)
        end_of(program)
        assert program.output.count("Speech is not kept for the next time") == 1
        assert program.events.of("speech lost") == []
