"""The program as a user has it: a process of its own, with or without a terminal.

    with home.start("routine.yaml", "--fit") as program:
        program.events.wait_for("interval", kind="work")
        assert program.wait() == 0

What happens in it is read from its event log. Nothing here asks how long something took: a
wait ends when what is waited for has happened, and fails only after far too long.
"""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pexpect
import pexpect.fdpexpect
from end_to_end.processes import Process, descendants
from quick_speech import speak_quickly

from voice_coach.system import clock

if TYPE_CHECKING:
    from types import TracebackType

    from rig.pulse import SoundServer

PATIENCE = 60.0
"""Seconds after which what has not happened will not happen."""

SILENT = {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": "/nowhere"}
"""Environment of a program that is to find no sound device."""

VOICE_COACH = (sys.executable, "-P", "-m", "voice_coach")

# What a terminal emulator does for the program it starts: makes the terminal the one whose
# Ctrl-C and whose closing reach it. Python's own way in Popen is unsafe beside threads.
_IN_TERMINAL = "import os, sys; os.login_tty(0); os.execv(sys.argv[1], sys.argv[1:])"

Event = dict[str, Any]


class Events:
    """The event log of a program, read while it is being written."""

    def __init__(self, path: Path, runs: Callable[[], bool], pass_time: Callable[[], None]) -> None:
        self._path = path
        self._runs = runs
        self._pass_time = pass_time
        self._known: list[Event] = []
        self._bytes = 0
        """Of the log, those whose lines are known."""
        self._read = 0

    @property
    def all(self) -> list[Event]:
        """All that has been written so far. Who waits asks again and again: only what is new is
        read."""
        if self._path.exists():
            with self._path.open("rb") as log:
                log.seek(self._bytes)
                new = log.read()
            whole = new[: new.rfind(b"\n") + 1]
            self._bytes += len(whole)
            self._known += map(json.loads, whole.splitlines())
        return self._known[:]

    def of(self, event: str, **fields: object) -> list[Event]:
        """All of one kind so far."""
        return [one for one in self.all if _matches(one, event, fields)]

    def wait_for(self, event: str, **fields: object) -> Event:
        """The next such event after the one that was last waited for. A field may be given as
        a pattern."""
        deadline = clock.now() + PATIENCE
        while clock.now() < deadline:
            ended = not self._runs()
            events = self.all
            for place in range(self._read, len(events)):
                if _matches(events[place], event, fields):
                    self._read = place + 1
                    return events[place]
            if ended:
                break
            self._pass_time()
        raise AssertionError(f"no {event!r} {fields} came; but\n{self._path.read_text('utf-8')}")

    def since(self, event: Event) -> list[Event]:
        """What came after `event`."""
        events = self.all
        return events[events.index(event) + 1 :]


def _matches(one: Event, event: str, fields: Mapping[str, object]) -> bool:
    return one["event"] == event and all(
        wanted.search(one.get(name, ""))
        if isinstance(wanted, re.Pattern)
        else one.get(name) == wanted
        for name, wanted in fields.items()
    )


class Program:
    """A voice-coach that runs without a terminal. Leaving its context ends it."""

    def __init__(self, arguments: tuple[str, ...], env: Mapping[str, str], folder: Path) -> None:
        self._out, self._err = folder / "out.txt", folder / "err.txt"
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self._process = subprocess.Popen(
                [*VOICE_COACH, *arguments],
                env=dict(env),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
            )
        self.events = Events(folder / "events.jsonl", self._runs, self._pass_time)

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
        self._process.kill()
        self._process.wait()

    @property
    def output(self) -> str:
        """What it has written on its standard output."""
        return self._out.read_text("utf-8")

    @property
    def errors(self) -> str:
        """What it has written on its standard error."""
        return self._err.read_text("utf-8")

    @property
    def started(self) -> list[Process]:
        """The processes it has started and that still run."""
        return [one for one in descendants(self._process.pid) if one.runs]

    def part(self, module: str) -> Process:
        """The process of it that runs `module`, once there is one."""
        found: list[Process] = []

        def look() -> bool:
            found[:] = [one for one in self.started if module in one.command]
            return bool(found)

        self.wait_until(look, f"no process runs {module}")
        return found[0]

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program itself."""
        self._process.send_signal(number)

    def wait(self) -> int:
        """Wait for its end; its exit code."""
        self.wait_until(lambda: not self._runs(), "the program does not end")
        return self._process.wait()

    def wait_until(self, happened: Callable[[], bool], otherwise: str) -> None:
        """Wait for something that no event tells."""
        deadline = clock.now() + PATIENCE
        while not happened():
            assert clock.now() < deadline, otherwise
            self._pass_time()

    def let_pass(self, seconds: float) -> None:
        """Leave it alone for a while."""
        until = clock.now() + seconds
        while clock.now() < until:
            self._pass_time()

    def _runs(self) -> bool:
        return self._process.poll() is None

    def _pass_time(self) -> None:
        threading.Event().wait(0.02)


class Terminal(Program):
    """A voice-coach in a terminal: with keys, a screen, and an end when it is closed."""

    def __init__(self, arguments: tuple[str, ...], env: Mapping[str, str], folder: Path) -> None:
        self._closed = False
        self._master, self._slave = pty.openpty()
        termios.tcsetwinsize(self._slave, (40, 250))
        self._before = termios.tcgetattr(self._slave)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _IN_TERMINAL, *VOICE_COACH, *arguments],
            env={**env, "TERM": "xterm-256color"},
            cwd=folder,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
        )
        self._child = pexpect.fdpexpect.fdspawn(self._master, timeout=PATIENCE, encoding="utf-8")
        self.events = Events(folder / "events.jsonl", self._runs, self._pass_time)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        self.close()

    def press(self, keys: str) -> None:
        """Press keys, as the terminal sends them."""
        self._child.send(keys)

    def sees(self, text: str) -> None:
        """Wait until the screen shows `text`, after what was last waited for."""
        self._child.expect_exact(text)

    @property
    def restored(self) -> bool:
        """Whether the terminal is set as it was before the program."""
        return termios.tcgetattr(self._slave) == self._before

    def hang_up(self) -> None:
        """Close the terminal, and look at it no more."""
        self._closed = True
        self.close()

    def close(self) -> None:
        """Close the terminal under the program, as closing its window does."""
        for end in (self._slave, self._master):
            with suppress(OSError):
                os.close(end)

    def _pass_time(self) -> None:
        # Reading is what passes the time: a screen that is not read blocks who writes to it.
        if self._closed:
            super()._pass_time()
        else:
            self._child.expect_exact(pexpect.TIMEOUT, timeout=0.02)


class Home:
    """A user's home of a test's own: settings, routines, cache, and the way to the sound."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CACHE_HOME": str(cache),
            "XDG_RUNTIME_DIR": str(folder),
            **SILENT,
        }
        # Of the desktop that the tests run on, nothing is to be seen or changed.
        self.env.pop("DBUS_SESSION_BUS_ADDRESS", None)
        speak_quickly(folder / "config")

    def connect(self, server: SoundServer) -> None:
        """From now on, programs play on `server`."""
        for name in SILENT:
            self.env.pop(name)
        self.env |= server.addresses

    def write(self, name: str, text: str) -> str:
        """Write a file; its name, for a program that runs here."""
        (self.folder / name).write_text(text, "utf-8")
        return name

    def set(self, name: str, value: str) -> None:
        """Settle something for all programs that are started here from now on."""
        self.run("config", "set", name, value).check_returncode()

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, without a terminal."""
        return subprocess.run(
            [*VOICE_COACH, *arguments],
            env=self.env,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )

    def start(self, *arguments: str) -> Program:
        """Start a workout without a terminal, with an event log."""
        return Program(self._start(arguments), self.env, self.folder)

    def resume(self, *arguments: str) -> Program:
        """Go on with what was left, without a terminal."""
        (self.folder / "events.jsonl").unlink(missing_ok=True)
        command = ("resume", "--fit", *arguments, "--events", "events.jsonl")
        return Program(command, self.env, self.folder)

    def start_in_terminal(self, *arguments: str) -> Terminal:
        """Start a workout in a terminal, with an event log, and with lines on the screen."""
        return Terminal(self._start(("--screen", "status", *arguments)), self.env, self.folder)

    def _start(self, arguments: tuple[str, ...]) -> tuple[str, ...]:
        # What an earlier program left there is no news of this one.
        (self.folder / "events.jsonl").unlink(missing_ok=True)
        log = () if "--events" in arguments else ("--events", "events.jsonl")
        return ("start", *arguments, *log)
