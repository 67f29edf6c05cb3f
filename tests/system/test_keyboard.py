"""The keyboard, on a pseudo-terminal that stands for the athlete's."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from queue import Queue

import pytest

from voice_coach.core.events.command import Command
from voice_coach.core.events.keys import SCREENING_KEYS, SESSION_KEYS
from voice_coach.system.keyboard import Keyboard

pty = pytest.importorskip("pty", reason="a pseudo-terminal is POSIX's")
termios = pytest.importorskip("termios", reason="so are its modes")

NEXT = Command.NEXT


class Terminal:
    """A terminal on standard input: types keys, and takes the commands they come to."""

    def __init__(self, emulator: int, device: int) -> None:
        self.device = device
        self._emulator: int | None = emulator
        self._commands: Queue[Command] = Queue()
        self.keyboard = Keyboard(self._commands.put)

    def types(self, keys: str | bytes) -> None:
        assert self._emulator is not None
        os.write(self._emulator, keys.encode() if isinstance(keys, str) else keys)

    def command(self) -> Command:
        """The next command."""
        return self._commands.get(timeout=20)

    def commands_until_next(self) -> list[Command]:
        """All commands that come before the one of "n", which is typed now."""
        self.types("n")
        return list(iter(self.command, NEXT))

    def takes_single_keys(self) -> bool:
        """Whether keys are passed on as they are pressed, and not shown."""
        modes = termios.tcgetattr(self.device)[3]
        return not modes & (termios.ICANON | termios.ECHO)

    def is_silent(self) -> bool:
        """Whether no command came that was not taken."""
        return self._commands.empty()

    def hang_up(self) -> None:
        if self._emulator is not None:
            os.close(self._emulator)
        self._emulator = None


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal whose keyboard is not open yet."""
    emulator, device = pty.openpty()
    with os.fdopen(device) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        terminal = Terminal(emulator, device)
        yield terminal
        terminal.hang_up()


@pytest.fixture
def terminal(closed: Terminal) -> Iterator[Terminal]:
    with closed.keyboard:
        yield closed


@pytest.mark.parametrize(
    ("key", "command"), [pair for pair in SESSION_KEYS.items() if pair[0] != "\x03"], ids=repr
)
def test_each_key_is_its_command(terminal: Terminal, key: str, command: Command) -> None:
    terminal.types(key)
    assert terminal.command() is command


@pytest.mark.parametrize("key", "NBRMTWDEHQ")
def test_case_does_not_matter(terminal: Terminal, key: str) -> None:
    terminal.types(key)
    assert terminal.command() is SESSION_KEYS[key.lower()]


@pytest.mark.parametrize(
    ("sent", "command"),
    [
        ("\x1bOC", Command.NEXT),
        ("\x1bOD", Command.BACK),
        ("\x1bOA", Command.LOUDER),
        ("\x1bOB", Command.QUIETER),
    ],
)
def test_arrows_of_terminals_in_application_mode_are_arrows(
    terminal: Terminal, sent: str, command: Command
) -> None:
    terminal.types(sent)
    assert terminal.command() is command


def test_keys_pressed_at_once_are_commands_in_their_order(terminal: Terminal) -> None:
    terminal.types(" \x1b[Am?d")
    assert [terminal.command() for _ in range(5)] == [
        Command.TOGGLE,
        Command.LOUDER,
        Command.MORE_TIME,
        Command.HELP,
        Command.DONE,
    ]


@pytest.mark.parametrize(
    "keys",
    [
        "x",
        "\t",
        "\x7f",
        "ü",
        "日本",
        b"\xff\xfe",
        "\x1b[3~",
        "\x1b[H",
        "\x1b[1;5D",
        "\x1b[1;2B",
        "\x1b[1;5H",
        "\x1b[15~",
        "\x1bOP",
        "\x1b[200~",
    ],
    ids=repr,
)
def test_keys_without_a_meaning_do_nothing(terminal: Terminal, keys: str | bytes) -> None:
    terminal.types(keys)
    assert terminal.commands_until_next() == []


def test_an_arrow_that_arrives_in_pieces_is_one_key(terminal: Terminal) -> None:
    for piece in ("\x1b", "[", "D"):
        terminal.types(piece)
    assert terminal.command() is Command.BACK


def test_the_escape_key_alone_does_nothing_and_holds_nothing_up(terminal: Terminal) -> None:
    terminal.types("\x1b")
    threading.Event().wait(0.2)
    assert terminal.commands_until_next() == []


def test_keys_mean_what_they_are_used_for(terminal: Terminal) -> None:
    terminal.types("n")
    assert terminal.command() is Command.NEXT
    terminal.keyboard.use(SCREENING_KEYS)
    terminal.types("nYm")
    assert [terminal.command(), terminal.command()] == [Command.NO, Command.YES]
    terminal.keyboard.use(SESSION_KEYS)
    assert terminal.commands_until_next() == []


def test_while_it_is_open_the_terminal_passes_single_keys_on(closed: Terminal) -> None:
    assert not closed.takes_single_keys()
    with closed.keyboard:
        assert closed.takes_single_keys()


def test_afterwards_the_terminal_is_as_it_was(closed: Terminal) -> None:
    before = termios.tcgetattr(closed.device)
    with closed.keyboard:
        pass
    assert termios.tcgetattr(closed.device) == before


def test_closing_it_reports_nothing(closed: Terminal) -> None:
    with closed.keyboard:
        pass
    assert closed.is_silent()


def test_a_terminal_that_is_gone_ends_the_session(terminal: Terminal) -> None:
    terminal.hang_up()
    assert terminal.command() is Command.QUIT


def test_after_a_suspend_the_terminal_passes_single_keys_on_again(terminal: Terminal) -> None:
    modes = termios.tcgetattr(terminal.device)
    modes[3] |= termios.ICANON | termios.ECHO
    termios.tcsetattr(terminal.device, termios.TCSANOW, modes)
    terminal.keyboard.take_back()
    assert terminal.takes_single_keys()
    terminal.types("n")
    assert terminal.command() is Command.NEXT


def test_a_suspend_from_which_no_terminal_comes_back_is_no_error(terminal: Terminal) -> None:
    terminal.hang_up()
    assert terminal.command() is Command.QUIT
    terminal.keyboard.take_back()


def test_once_closed_a_suspend_is_no_business_of_its_own(closed: Terminal) -> None:
    with closed.keyboard:
        pass
    closed.keyboard.take_back()
    assert not closed.takes_single_keys()


def test_a_terminal_that_is_left_to_a_full_screen_is_as_it_was_and_can_be_had_back(
    terminal: Terminal,
) -> None:
    terminal.keyboard.release()
    assert not terminal.takes_single_keys()
    terminal.keyboard.press("P")
    assert terminal.command() is Command.PAIN
    terminal.keyboard.obey(Command.PAUSE)
    assert terminal.command() is Command.PAUSE
    terminal.keyboard.take()
    assert terminal.takes_single_keys()
    assert terminal.commands_until_next() == []


def test_what_is_typed_while_nobody_reads_is_for_who_reads_next(terminal: Terminal) -> None:
    terminal.keyboard.release()
    terminal.types("q\n")
    terminal.keyboard.take()
    assert terminal.command() is Command.STOP
