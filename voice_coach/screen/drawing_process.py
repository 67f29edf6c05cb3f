"""The process that draws the full screen, from the coach's side.

It is a process of its own for the same reason as what plays. *Measured* on two cores: importing
Textual takes 0.17 s of processor time, drawing 200 by 60 cells for the first time 0.12 s; in one
interpreter with the coach, another thread then waits 8 ms for its turn, and up to 40 ms, and a
terminal that takes nothing for a while could hold up everybody. As a process it takes 30 MB and 1 %
of a core, and a fault in the drawing is no fault in the coaching.

Frames go out, keys come back. The process asks for each frame, and gets the newest there is: a
slow terminal misses some, and nothing waits for it.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
from typing import Protocol, TextIO

from voice_coach.core.events.command import Command
from voice_coach.core.model.session_view import SessionView
from voice_coach.core.session.transitions import MOVES
from voice_coach.core.units import Seconds
from voice_coach.ipc.link import Link
from voice_coach.screen.frame import ScreenFrame
from voice_coach.screen.messages import (
    ORDERS,
    REPORTS,
    ComeBack,
    FrameWanted,
    KeyPressed,
    ScreenLoaded,
    ScreenOrder,
    ScreenReport,
    ShowFrame,
    StandAside,
    StoodAside,
    TakeTerminal,
)
from voice_coach.screen.terminal_state import Kept, in_foreground, takes

_PATIENCE: Seconds = 2.0
"""Without a sound by then there is none to wait for."""

_FRAME_EVERY: Seconds = 0.1
"""No frame is sent sooner than this after another."""

FROZEN = 8
"""Seconds without an answer after which a process that draws is given up, unless it is the terminal
that takes nothing: then lines would not get through either, and would hold up the coach."""

STARTS_WITHIN = 40
"""The same until its first answer: beside eight others on each core, Python and Textual, which take
a second of processor time, were seen to take longer than `FROZEN`."""

_EXIT_WITHIN: Seconds = 1.5
"""Time to leave the terminal as it was; one that is frozen would keep it, and is killed."""

_STOPS_WITHIN: Seconds = 1.0

_LOOK_EVERY: Seconds = 0.2
"""Time between two looks whether the terminal is ours again, after it was suspended."""

_TERMINAL = 0
"""The file descriptor of the terminal that keys come from, which the process inherits."""

_SUSPEND = "\x1a"
"""Ctrl-Z, which no key of the coach's is."""


class KeySource(Protocol):
    """The keyboard: `system.keyboard.Keyboard`."""

    def press(self, key: str) -> None:
        """Take a key that was pressed elsewhere."""

    def obey(self, command: Command) -> None:
        """Take a command that no key stands for."""

    def release(self) -> None:
        """Leave the terminal, as it was, to somebody else."""

    def take(self) -> None:
        """Read the terminal again."""


class DrawingProcess:
    """Draws the newest frame, from the first sound on, until it ends."""

    def __init__(
        self,
        stream: TextIO,
        keys: KeySource,
        command: tuple[str, ...],
        *,
        frozen: int,
        starts_within: int,
    ) -> None:
        """`frozen`, `starts_within`: as `FROZEN` and `STARTS_WITHIN`."""
        self._stream = stream
        self._keys = keys
        self._command = command
        self._patience, self._frozen = starts_within, frozen
        self._frame = ScreenFrame()
        self._begun = threading.Event()
        """Set with the first sound."""
        self._lost = threading.Event()
        self._closing = threading.Event()
        self._stopped = threading.Event()
        """Set when the coach has been stopped, and goes on."""
        self._news = threading.Condition()
        """Held while any of the following is used."""
        self._changed = self._ready = False
        self._aside = False
        """The terminal is left, or about to be left, to others."""
        self._has_terminal = False
        self._link: Link[ScreenOrder, ScreenReport] | None = None
        """None until it is started."""
        self._threads = [
            threading.Thread(target=self._keep, name="screen", daemon=True),
            threading.Thread(target=self._send, name="frames", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def lost(self) -> bool:
        """True once it has ended by itself, and draws no more."""
        return self._lost.is_set()

    def begin(self) -> None:
        """The first sound is out: start."""
        self._begun.set()

    def show(self, frame: ScreenFrame) -> None:
        """Draw this in place of the frame before it. Returns at once."""
        with self._news:
            self._frame, self._changed = frame, True
            self._news.notify_all()

    def stopping(self) -> bool:
        """Somebody wants the coach to be stopped: whether the terminal is as the shell needs it.
        If not, that is seen to, and the coach is asked again to stop. Returns at once."""
        if self._aside or self._lost.is_set() or not self._has_terminal:
            return True
        threading.Thread(target=self._stand_aside, name="aside", daemon=True).start()
        return False

    def resumed(self) -> None:
        """It was stopped, and goes on."""
        self._stopped.set()

    def close(self) -> None:
        """Have the terminal left as it was; soon, whatever state the process is in."""
        self._closing.set()
        self._begun.set()
        with self._news:
            if self._link is not None:
                self._link.hang_up()
            self._news.notify_all()
        for thread in self._threads:
            thread.join(2 * _EXIT_WITHIN)

    def _keep(self) -> None:
        """Start the process, and listen to it until it ends."""
        self._begun.wait(_PATIENCE)
        if self._closing.is_set():
            return
        try:
            link: Link[ScreenOrder, ScreenReport] = Link(
                *(self._command, ORDERS, REPORTS),
                terminal=self._stream,
                exit_within=_EXIT_WITHIN,
            )
        except OSError:
            self._lose()
            return
        with self._news:
            self._link = link
            if self._closing.is_set():
                link.hang_up()
        kept = self._listen(link)
        if link.end() != 0 and kept is not None:
            kept.put_back(self._stream.fileno())
        if not self._closing.is_set():
            self._lose()

    def _lose(self) -> None:
        self._keys.take()
        self._lost.set()
        with self._news:
            self._news.notify_all()

    def _listen(self, link: Link[ScreenOrder, ScreenReport]) -> Kept | None:
        """Do what the process reports until it ends; how the terminal was before it had it."""
        kept = None
        while (report := link.receive()) is not None:
            match report:
                case ScreenLoaded():
                    if self._closing.is_set():
                        return None
                    self._keys.release()
                    kept = Kept(_TERMINAL)
                    self._has_terminal = True
                    link.send(TakeTerminal())
                case FrameWanted():
                    with self._news:
                        self._ready, self._patience = True, self._frozen
                        self._news.notify_all()
                case KeyPressed(key) if key == _SUSPEND:
                    self._stand_aside()
                case KeyPressed(key):
                    self._keys.press(key)
                case StoodAside():
                    self._suspend()
                    link.send(ComeBack())
                    self._aside = False
        return kept

    def _stand_aside(self) -> None:
        # Have the session pause, where one is under way.
        view = self._frame.view
        if isinstance(view, SessionView) and Command.PAUSE in MOVES[view.phase]:
            self._keys.obey(Command.PAUSE)
        self._aside = True
        if self._link is not None:
            self._link.send(StandAside())

    def _suspend(self) -> None:
        """Stop, as Ctrl-Z does, and wait until the terminal is ours again."""
        self._stopped.clear()
        os.killpg(os.getpgrp(), signal.SIGTSTP)
        # A signal is taken in the main thread. Without a shell, nothing is stopped.
        self._stopped.wait(_STOPS_WITHIN)
        while not in_foreground(_TERMINAL) and not self._closing.wait(_LOOK_EVERY):
            continue

    def _send(self) -> None:
        """Send the newest frame whenever the process is ready for one."""
        while True:
            with self._news:
                self._wait_until_asked()
                link = self._link
                if self._is_over or link is None:
                    return
                self._changed = self._ready = False
                frame = self._frame
            link.send(ShowFrame(pickle.dumps(frame)))
            self._closing.wait(_FRAME_EVERY)

    def _wait_until_asked(self) -> None:
        """Wait until a frame is wanted, and there is one. A process that wants none for too long
        is ended."""
        silent = 0
        while not self._news.wait_for(
            lambda: self._is_over or (self._changed and self._ready), timeout=1.0
        ):
            # Seconds are counted as they are waited for: none are while the coach is stopped.
            hangs = self._changed and self._link is not None and not self._aside
            silent = silent + 1 if hangs else 0
            if silent >= self._patience and self._link is not None and takes(self._stream):
                self._link.kill()

    @property
    def _is_over(self) -> bool:
        return self._closing.is_set() or self._lost.is_set()
