"""The terminal is put right after a coach that is killed, and left alone otherwise."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from typing import TYPE_CHECKING

import pytest

if sys.platform == "win32":
    pytest.skip("a Windows console is read as it is", allow_module_level=True)

import pty
import termios
import tty

from voice_coach.system import clock
from voice_coach.system.terminal_guard import TerminalGuard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = ("icanon", "echo", "icrnl")


@pytest.fixture
def terminal() -> Iterator[int]:
    """A terminal as a shell leaves it to a program."""
    ours, theirs = pty.openpty()
    yield theirs
    os.close(ours)
    os.close(theirs)


def guarded(terminal: int) -> TerminalGuard:
    """A guard of the terminal in cbreak mode, at work."""
    tty.setcbreak(terminal, termios.TCSANOW)
    return TerminalGuard(terminal, WORDS)


def die(guard: TerminalGuard) -> None:
    """End as the coach does when it is killed: its end of the pipe is closed, and no more."""
    assert guard._process is not None
    assert guard._process.stdin is not None
    guard._process.stdin.close()
    guard._process.wait(60)


def test_after_a_coach_that_was_killed_the_terminal_is_as_before(terminal: int) -> None:
    before = termios.tcgetattr(terminal)
    guard = guarded(terminal)
    assert termios.tcgetattr(terminal) != before
    die(guard)
    assert termios.tcgetattr(terminal) == before


def test_what_a_shell_has_set_meanwhile_stays(
    terminal: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A stty that tells when it has looked.
    looked, stand_in = tmp_path / "looked", tmp_path / "stty"
    stand_in.write_text(f'#!/bin/sh\n{shutil.which("stty")} "$@"\necho >> {looked}\n')
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    guard = guarded(terminal)
    until = clock.now() + 60
    while not looked.exists():
        assert clock.now() < until
        threading.Event().wait(0.01)
    modes = termios.tcgetattr(terminal)
    modes[0] &= ~termios.IXON
    termios.tcsetattr(terminal, termios.TCSANOW, modes)
    die(guard)
    assert termios.tcgetattr(terminal) == modes


def test_where_all_goes_well_it_does_nothing(terminal: int) -> None:
    guard = guarded(terminal)
    modes = termios.tcgetattr(terminal)
    guard.close()
    assert termios.tcgetattr(terminal) == modes
