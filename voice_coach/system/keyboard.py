"""The keyboard: single keys to Commands, without Enter, on POSIX terminals and on Windows."""

from __future__ import annotations

import contextlib
import os
import re
import select
import sys
import threading
from collections.abc import Callable
from typing import Any, ClassVar, Protocol, Self

from voice_coach.core.events.command import Command
from voice_coach.core.events.keys import SESSION_KEYS, Keys
from voice_coach.core.events.messages import Asked


class Keyboard:
    """Reads keys in a thread of its own and reports Commands. While it is open, the terminal
    passes each key on as it is pressed; afterwards it is as it was. A full screen can have the
    terminal meanwhile, and pass on what is pressed there."""

    def __init__(self, report: Callable[[Asked], None]) -> None:
        self._report = report
        self._keys = SESSION_KEYS
        self._reading: _RawTerminal | None = None
        """None while somebody else has the terminal."""

    def use(self, keys: Keys) -> None:
        """From now on, keys mean this."""
        self._keys = keys

    def press(self, key: str) -> None:
        """Take a key that was pressed elsewhere."""
        command = self._keys.get(key.lower() if len(key) == 1 else key)
        if command is not None:
            self._report(command)

    def obey(self, command: Command) -> None:
        """Take a command that no key stands for."""
        self._report(command)

    def take(self) -> None:
        """Have the terminal."""
        self._reading = _RawTerminal(self.press, lambda: self._report(Command.QUIT))

    def release(self) -> None:
        """Leave the terminal, as it was, to somebody else; what was typed is kept for them."""
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.end()

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.release()

    def take_back(self) -> None:
        """Set the terminal anew, where it is ours, after somebody else has had it."""
        reading = self._reading
        if reading is not None:
            reading.source.take_back()


class _RawTerminal:
    """The terminal while it is ours."""

    def __init__(self, press: Callable[[str], None], gone: Callable[[], None]) -> None:
        """`gone` is called when there is no terminal any more: nobody can be led then."""
        self.source = _source()
        self._press = press
        self._gone = gone
        self._ending = False
        self._thread = threading.Thread(target=self._read, name="keyboard", daemon=True)
        self.source.open()
        self._thread.start()

    def end(self) -> None:
        """Read no more, and leave the terminal as it was."""
        self._ending = True
        self.source.close()
        self._thread.join(1.0)

    def _read(self) -> None:
        while (key := self.source.key()) is not None:
            self._press(key)
        if not self._ending:
            self._gone()


class _Source(Protocol):
    def open(self) -> None: ...
    def key(self) -> str | None:
        """The next key, or None when there will be no more."""

    def take_back(self) -> None:
        """Set the terminal anew, after somebody else has had it."""

    def close(self) -> None:
        """Have a waiting `key` return None, and leave the terminal as it was."""


if sys.platform == "win32":
    import msvcrt

    class _Console:
        """The Windows console, which has no way to wait for a key and for an end at once."""

        _ARROWS: ClassVar = {"H": "\x1b[A", "P": "\x1b[B", "M": "\x1b[C", "K": "\x1b[D"}

        def __init__(self) -> None:
            self._closed = threading.Event()

        def open(self) -> None:
            """Nothing to set: the console reads single keys as it is."""

        def key(self) -> str | None:
            while not self._closed.wait(0.03):
                if msvcrt.kbhit():
                    key = msvcrt.getwch()
                    return self._ARROWS.get(msvcrt.getwch(), "") if key in "\x00\xe0" else key
            return None

        def take_back(self) -> None:
            """Nothing to set."""

        def close(self) -> None:
            self._closed.set()

else:
    import termios
    import tty

    from voice_coach.system.terminal_guard import TerminalGuard

    _SEQUENCE = re.compile(r"\x1b(?:O.|\[[0-?]*[ -/]*[@-~])")
    """What a terminal sends for a key that is no character: an arrow, also with Ctrl or Shift."""

    _BEGUN = re.compile(r"\x1b(?:O|\[[0-?]*[ -/]*)?")
    """A sequence of which the rest is still to come, or the Escape key."""

    _REST_WITHIN = 0.05
    """Seconds in which the rest of a sequence comes, where it was cut in two on its way."""

    class _Terminal:
        """A POSIX terminal on standard input, in cbreak mode while it is open."""

        def __init__(self) -> None:
            self._input = sys.stdin.fileno()
            self._before: list[Any] | None = None
            self._guard: TerminalGuard | None = None
            self._wake_out, self._wake_in = os.pipe()
            self._pending = ""

        def open(self) -> None:
            self._before = termios.tcgetattr(self._input)
            tty.setcbreak(self._input, termios.TCSANOW)
            self._guard = TerminalGuard(self._input, _to_put_right(self._before))

        def key(self) -> str | None:
            while not self._pending:
                ready, _, _ = select.select([self._input, self._wake_out], [], [])
                if self._wake_out in ready or not self._read():
                    return None
            while _BEGUN.fullmatch(self._pending) and self._rest_comes():
                if not self._read():
                    return None
            return self._take()

        def take_back(self) -> None:
            # A terminal that is gone is noticed where it is read.
            with contextlib.suppress(termios.error):
                tty.setcbreak(self._input, termios.TCSANOW)

        def _read(self) -> bool:
            """Take in what was typed; False when nothing will be typed any more."""
            try:
                data = os.read(self._input, 64)
            except OSError:
                return False
            self._pending += data.decode(errors="ignore")
            return bool(data)

        def _rest_comes(self) -> bool:
            return bool(select.select([self._input], [], [], _REST_WITHIN)[0])

        def _take(self) -> str:
            """One key of what was read; an escape sequence is one key."""
            sequence = _SEQUENCE.match(self._pending)
            length = sequence.end() if sequence else 1
            key, self._pending = self._pending[:length], self._pending[length:]
            return key.replace("\x1bO", "\x1b[")

        def close(self) -> None:
            os.write(self._wake_in, b"x")
            if self._guard is not None:
                self._guard.close()
            if self._before is not None:
                # At once: a terminal that Ctrl-S has stopped would never have shown all of it.
                with contextlib.suppress(termios.error):
                    termios.tcsetattr(self._input, termios.TCSANOW, self._before)

    def _to_put_right(before: list[Any]) -> tuple[str, ...]:
        """The words with which `stty` undoes what cbreak mode does to a terminal."""
        flags = (
            ("icanon", before[3] & termios.ICANON),
            ("echo", before[3] & termios.ECHO),
            ("icrnl", before[0] & termios.ICRNL),
        )
        return tuple(word for word, was_on in flags if was_on)


def _source() -> _Source:
    if sys.platform == "win32":
        return _Console()
    return _Terminal()
