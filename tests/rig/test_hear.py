"""`voice-coach hear` with a real sound server, recogniser and all."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import wave
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast

import pytest
from hearing.mouth import say, silence

from voice_coach.hearing.ports.recogniser import RATE, WIDTH
from voice_coach.hearing.recognisers import registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rig.pulse import SoundServer

pytestmark = [
    pytest.mark.rig,
    pytest.mark.skipif(
        registry.missing("own") is not None, reason="the recogniser is not installed"
    ),
]


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A command, as a file."""
    path = tmp_path_factory.mktemp("spoken") / "spoken.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, WIDTH, RATE, 0, "NONE", ""))
        file.writeframes(say(("stop the workout",))["stop the workout"] + silence(0.5))
    return path


@contextmanager
def hearing(server: SoundServer, home: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """`hear` in a home of its own, once it listens."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "voice_coach", "hear", *options],
        env={**server.env, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")},
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            said = {"Listening to", "Say one of"}
            while said:
                line = cast("IO[str]", process.stderr).readline()
                assert line, "it ended"
                said -= {begin for begin in said if line.startswith(begin)}
            yield process
        finally:
            process.kill()


def test_what_is_said_to_the_microphone_is_told_until_ctrl_c(
    sound_server: SoundServer, spoken: Path, tmp_path: Path
) -> None:
    with hearing(sound_server, tmp_path, "--json") as process:
        sound_server.say(spoken)
        told = json.loads(cast("IO[str]", process.stdout).readline())
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert (told["file"], told["command"], told["phrase"]) == (None, "stop", "stop the workout")
    # The sound server's own library keeps a cookie.
    assert {file.name for file in tmp_path.rglob("*") if file.is_file()} <= {"cookie"}


def test_what_is_kept_is_what_was_said(
    sound_server: SoundServer, spoken: Path, tmp_path: Path
) -> None:
    with hearing(sound_server, tmp_path, "--keep", "kept") as process:
        sound_server.say(spoken)
        assert "“stop the workout”" in cast("IO[str]", process.stdout).readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    (kept,) = (tmp_path / "kept").iterdir()
    with wave.open(str(kept)) as file:
        length = file.getnframes() / file.getframerate()
    with wave.open(str(spoken)) as file:
        assert length == pytest.approx(file.getnframes() / file.getframerate(), abs=0.6)
