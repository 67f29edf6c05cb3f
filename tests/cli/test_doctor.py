"""`voice-coach doctor`, as a process of its own, in homes of all kinds and without sound.

What it says where there is sound is in tests/rig.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from quick_speech import speak_quickly

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)

SOUND_OFF = {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": "/nowhere"}


class Home:
    """Runs `doctor` in a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.config = folder / "config" / "voice-coach"
        self.environment = {
            **os.environ,
            **SOUND_OFF,
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        speak_quickly(folder / "config")

    def write(self, name: str, text: str) -> Path:
        path = self.config / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def doctor(self, *options: str) -> subprocess.CompletedProcess[str]:
        run = subprocess.run(
            [sys.executable, "-P", "-m", "voice_coach", "doctor", *options],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in run.stderr
        return run


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_without_sound_it_says_what_to_do_and_exits_1(home: Home) -> None:
    run = home.doctor()
    assert run.returncode == 1
    lines = run.stdout.splitlines()
    (sound,) = (number for number, line in enumerate(lines) if line.startswith("FAIL  sound"))
    assert "PULSE_SERVER says unix:/nowhere" in lines[sound + 1]
    assert "first fix sound" in lines[-1]
    assert [line.split()[1] for line in lines if line.startswith("ok")] == [
        *("program", "settings", "speech", "voice", "config", "own", "clips", "journal", "routines")
    ]


def test_json_has_every_part_with_its_state_and_figures(home: Home) -> None:
    run = home.doctor("--quiet", "--json")
    answer = json.loads(run.stdout)
    assert run.returncode == 1
    assert answer["ok"] is False
    assert {frozenset(check) for check in answer["checks"]} == {
        frozenset({"part", "state", "found", "advice", "measured"})
    }
    states = {check["part"]: check["state"] for check in answer["checks"]}
    assert states["sound"] == "fail"
    assert states["microphone"] == "note"
    assert states["speech"] == "ok"


def test_in_the_worst_of_homes_everything_is_told_and_nothing_hangs(
    home: Home, tmp_path: Path
) -> None:
    (home.config / "config.yaml").unlink()
    os.mkfifo(home.config / "config.yaml")
    home.write("routines/mine.yaml", "name: [x\n")
    (tmp_path / "cache").write_text("a file")
    (tmp_path / "pyttsx3.py").write_text("raise ImportError('not there')")
    home.environment |= {"PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "latin-1"}
    run = home.doctor()
    assert run.returncode == 1
    assert run.stderr == ""
    states = [line.split()[:2] for line in run.stdout.splitlines() if line[:1] not in " \n"]
    assert ["FAIL", "settings"] in states
    assert ["FAIL", "speech"] in states
    assert ["FAIL", "sound"] in states
    assert ["note", "clips"] in states
    assert ["ok", "routines"] in states
    assert ["note", "own"] in states
    assert "It is not an ordinary file" in run.stdout
    assert "first fix settings, speech and sound" in run.stdout


def test_it_leaves_no_process_behind(home: Home) -> None:
    mark = f"VOICE_COACH_MARK={home.config}"
    home.environment["VOICE_COACH_MARK"] = str(home.config)
    home.doctor("--quiet")
    assert not [path for path in Path("/proc").glob("[0-9]*/environ") if mark in _read(path)]


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
