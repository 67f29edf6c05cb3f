"""What is said of terminals of all kinds."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TextIO

import pytest

from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.checkup.terminal import check_terminal

pty = pytest.importorskip("pty", reason="a pseudo-terminal is POSIX's")
termios = pytest.importorskip("termios", reason="so is its size")


@pytest.fixture
def terminal() -> Iterator[tuple[TextIO, TextIO]]:
    """A terminal of 100 by 30, as standard input and output."""
    with ExitStack() as stack:
        emulator, device = pty.openpty()
        stack.callback(os.close, emulator)
        stack.callback(os.close, device)
        termios.tcsetwinsize(device, (30, 100))
        stdin = stack.enter_context(open(device, encoding="utf-8", closefd=False))
        stdout = stack.enter_context(open(device, "w", encoding="utf-8", closefd=False))
        yield stdin, stdout


def check(terminal: tuple[TextIO, TextIO], **environment: str) -> Finding:
    return check_terminal(*terminal, environment)


def test_a_proper_terminal_is_ok_with_its_size(terminal: tuple[TextIO, TextIO]) -> None:
    finding = check(terminal, TERM="xterm-256color")
    assert finding.state is FindingState.OK
    assert finding.found == "keys work, 100 by 30 characters, 256 colours, UTF-8"


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "all colours"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "no colours"),
        ({"TERM": "dumb"}, "no colours"),
        ({}, "few colours"),
    ],
)
def test_colours_are_told_by_the_environment(
    terminal: tuple[TextIO, TextIO], environment: dict[str, str], colours: str
) -> None:
    assert colours in check(terminal, **environment).found


def test_a_terminal_that_can_not_be_redrawn_is_told_to_be_plain(
    terminal: tuple[TextIO, TextIO],
) -> None:
    assert any("plain yes" in line for line in check(terminal, TERM="dumb").advice)


def test_a_narrow_terminal_is_worth_a_note(terminal: tuple[TextIO, TextIO]) -> None:
    termios.tcsetwinsize(terminal[1].fileno(), (30, 40))
    finding = check(terminal)
    assert finding.state is FindingState.NOTE
    assert any("narrow" in line for line in finding.advice)


def test_without_a_terminal_keys_are_missing() -> None:
    finding = check_terminal(io.StringIO(), io.TextIOWrapper(io.BytesIO(), "latin-1"), {})
    assert finding.state is FindingState.NOTE
    assert any("--fit" in line for line in finding.advice)
    assert any("appear as ?" in line for line in finding.advice)


def test_without_any_streams_there_is_still_an_answer() -> None:
    assert check_terminal(None, None, {}).state is FindingState.NOTE
