"""Running `say_and_sleep.py`, the usual way, on a sound server."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_coach.core.units import Seconds

_PROGRAM = Path(__file__).with_name("say_and_sleep.py")

HAS_APLAY = shutil.which("aplay") is not None

STAND_IN = "pyttsx3 plays by `aplay`, which is not installed: `paplay` took its place"
"""What to tell about sound where it is so."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the program tells of itself."""

    asked: tuple[Seconds, ...]
    """When it asked for each word."""
    ran: Seconds
    cpu: Seconds
    megabytes: float


def say(env: dict[str, str], folder: Path, text: str, times: int) -> Told:
    """Say `text` so many times, a second of sleep after each. `folder` is scratch."""
    return _run(env | {"PATH": _path(env, folder)}, "say", text, str(times))


def save(env: dict[str, str], folder: Path, text: str) -> Told:
    """Render `text` once."""
    return _run(env, "save", text, str(folder / "saved.wav"))


def _run(env: dict[str, str], *arguments: str) -> Told:
    done = subprocess.run(
        [sys.executable, _PROGRAM, *arguments],
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    return Told(tuple(told["asked"]), told["ran"], told["cpu"], told["kilobytes"] / 1000)


def _path(env: dict[str, str], folder: Path) -> str:
    """Where programs are found, with a stand-in for `aplay` where there is none."""
    if HAS_APLAY:
        return env["PATH"]
    stand_in = folder / "bin" / "aplay"
    stand_in.parent.mkdir(exist_ok=True)
    stand_in.write_text('#!/bin/sh\nexec paplay "$1"\n', "utf-8")
    stand_in.chmod(0o755)
    return f"{stand_in.parent}:{env['PATH']}"
