"""A terminal with a shell in it, as a user has them: the program is a job of the shell.

What the program draws is seen through a terminal emulator, so that a test reads the screen, and
not what was sent to it.
"""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import termios
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

import pyte
from end_to_end.processes import Process, descendants
from end_to_end.program import PATIENCE, VOICE_COACH, Events

from voice_coach.system import clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from end_to_end.program import Home

SCREEN = "voice_coach.screen.tui.program"

_IN_TERMINAL = "import os, sys; os.login_tty(0); os.execvp(sys.argv[1], sys.argv[1:])"
_ALTERNATE = re.compile(rb"\x1b\[\?1049([hl])")


class Shell:
    """A shell at work in a terminal of its own. Leaving its context ends all of it."""

    def __init__(self, home: Home, size: tuple[int, int], **env: str) -> None:
        """`size`: columns and rows."""
        columns, rows = size
        self._folder = home.folder
        self._master, self._slave = pty.openpty()
        termios.tcsetwinsize(self._slave, (rows, columns))
        self._seen = pyte.Screen(columns, rows)
        self._feed = pyte.ByteStream(self._seen)
        self.is_full = False
        """Whether a full screen covers what the shell has written."""
        self._turn = threading.Lock()
        self._text: str | None = None
        """What is on the screen; None if that may have changed."""
        self._shell = subprocess.Popen(
            [sys.executable, "-c", _IN_TERMINAL, "bash", "--norc", "--noprofile", "-i"],
            env={**home.env, "TERM": "xterm-256color", "PS1": "$ ", **env},
            cwd=home.folder,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
        )
        self.events = self._new_events()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.wait_until(lambda: "$" in self.text, "the shell does not begin")
        self.modes = termios.tcgetattr(self._slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self.started:
            process.signal(signal.SIGKILL)
        self._shell.kill()
        self._shell.wait()
        for end in (self._slave, self._master):
            with suppress(OSError):
                os.close(end)
        self._reader.join(PATIENCE)

    @property
    def text(self) -> str:
        """What is on the screen."""
        with self._turn:
            if self._text is None:
                self._text = "\n".join(line.rstrip() for line in self._seen.display)
            return self._text

    @property
    def colours(self) -> set[str]:
        """All colours on the screen, of letters and of ground."""
        with self._turn:
            cells = [cell for line in self._seen.buffer.values() for cell in line.values()]
        return {colour for cell in cells for colour in (cell.fg, cell.bg)}

    @property
    def started(self) -> list[Process]:
        """All that runs in it, the shell aside."""
        return [one for one in descendants(self._shell.pid) if one.runs]

    @property
    def coach(self) -> Process:
        """The program itself."""
        return next(one for one in self.started if "-m voice_coach start" in one.command)

    def part(self, module: str) -> Process:
        """The process of it that runs `module`."""
        found: list[Process] = []

        def look() -> bool:
            found[:] = [one for one in self.started if module in one.command]
            return bool(found)

        self.wait_until(look, f"no process runs {module}")
        return found[0]

    def start(self, *arguments: str) -> None:
        """Have the shell start a workout."""
        (self._folder / "events.jsonl").unlink(missing_ok=True)
        self.events = self._new_events()
        words = (*VOICE_COACH, "start", *arguments, "--events", "events.jsonl")
        self.type(f"{' '.join(words)}; echo ended with $?\r")

    def type(self, keys: str) -> None:
        """Type keys, as the terminal sends them."""
        os.write(self._master, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the window."""
        with self._turn:
            self._seen.resize(rows, columns)
            self._text = None
        termios.tcsetwinsize(self._slave, (rows, columns))

    def sees(self, text: str) -> None:
        """Wait until the screen shows this."""
        self.wait_until(lambda: text in self.text, f"never seen: {text}")

    def wait_until(self, happened: Callable[[], bool], otherwise: str) -> None:
        """Wait for something that no event tells."""
        deadline = clock.now() + PATIENCE
        while not happened():
            assert clock.now() < deadline, f"{otherwise}; but\n{self.text}"
            self._pass_time()

    def _new_events(self) -> Events:
        path = self._folder / "events.jsonl"
        return Events(path, lambda: self._shell.poll() is None, self._pass_time)

    def is_as_before(self) -> bool:
        """Whether the terminal is as the shell had set it, and shows what it has written."""
        return not self.is_full and termios.tcgetattr(self._slave) == self.modes

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return
            if not data:
                return
            with self._turn:
                self._take(data)

    def _take(self, data: bytes) -> None:
        self._text = None
        # The emulator has one screen only: each begins empty here.
        parts = _ALTERNATE.split(data)
        self._feed.feed(parts[0])
        for which, rest in zip(parts[1::2], parts[2::2], strict=True):
            self.is_full = which == b"h"
            self._seen.reset()
            self._feed.feed(rest)

    def _pass_time(self) -> None:
        threading.Event().wait(0.02)
