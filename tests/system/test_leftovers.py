"""Leftovers of killed processes are removed, and nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from voice_coach.system.leftovers import remove_leftovers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is looked for there")


@pytest.fixture
def gone() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_a_process_that_is_gone_has_left_is_removed(tmp_path: Path, gone: int) -> None:
    part, folder = tmp_path / f".r.wav.{gone}.part", tmp_path / f"voice-coach-{gone}-abc"
    part.write_bytes(b"half")
    folder.mkdir()
    (folder / "noise.txt").write_text("words")
    remove_leftovers(tmp_path, ".r.wav.[0-9]*.part")
    remove_leftovers(tmp_path, "voice-coach-[0-9]*-*")
    assert not list(tmp_path.iterdir())


def test_what_is_in_use_or_of_no_process_stays(tmp_path: Path, gone: int) -> None:
    stay = (
        tmp_path / f".r.wav.{os.getpid()}.part",
        tmp_path / ".r.wav.part",
        tmp_path / f".other.wav.{gone}.part",
    )
    for path in stay:
        path.write_bytes(b"half")
    remove_leftovers(tmp_path, ".r.wav.*part")
    assert set(tmp_path.iterdir()) == set(stay)
