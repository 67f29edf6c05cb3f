"""The full screen, from the coach's side.

What draws is a process of its own, for the same reason as what plays. *Measured* on two cores:
importing Textual takes 0.17 s of processor time, drawing 200 by 60 cells for the first time 0.12 s;
in one interpreter with the coach, another thread then waits 8 ms for its turn, and up to 40 ms, and
a terminal that takes nothing for a while could hold up everybody. As a process it takes 30 MB and
1 % of a core, and a fault in the drawing is no fault in the coaching.

Frames go out, keys come back. The process asks for each frame, and gets the newest there is: a
slow terminal misses some, and nothing waits for it. Where the process ends, lines take over.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import BinaryIO, Protocol, TextIO

from voice_coach.core.events.command import Command
from voice_coach.core.figures.figure import Figure
from voice_coach.core.model.session_view import SessionView
from voice_coach.core.model.views import (
    AnnouncementView,
    ListeningState,
    MenuView,
    QuestionView,
    SessionSummary,
    View,
)
from voice_coach.core.session.transitions import MOVES
from voice_coach.core.units import Seconds
from voice_coach.core.wording.harmless_text import harmless
from voice_coach.screen.frame import KEPT, HelpContent, ScreenFrame
from voice_coach.screen.messages import (
    ORDERS,
    REPORTS,
    ComeBack,
    FrameWanted,
    KeyPressed,
    ScreenLoaded,
    ScreenOrder,
    ShowFrame,
    StandAside,
    StoodAside,
    TakeTerminal,
)
from voice_coach.screen.port import Screen
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

_STOPS_WITHIN: Seconds = 1.0

_LOOK_EVERY: Seconds = 0.2
"""Time between two looks whether the terminal is ours again, after it was suspended."""

_TERMINAL = 0
"""The file descriptor of the terminal that keys come from, which the process inherits."""

_SUSPEND = "\x1a"
"""Ctrl-Z, which no key of the coach's is."""

LOST = "The full screen has ended. Going on with lines."

SMALLEST = (60, 18)
"""Columns and rows below which lines are more readable."""


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


def fits(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """True if a full screen can be drawn there: on a terminal that can be drawn on, of some size.
    On Windows there is none yet."""
    if sys.platform == "win32" or environment.get("TERM", "") in ("", "dumb", "unknown"):
        return False
    try:
        size = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return False
    return size.columns >= SMALLEST[0] and size.lines >= SMALLEST[1]


class FullScreen:
    """Has frames drawn by a process of its own, once the first sound is out."""

    def __init__(
        self,
        stream: TextIO,
        keys: KeySource,
        lines: Screen,
        choices: tuple[str, ...],
        program: tuple[str, ...] = (
            *(sys.executable, "-P", "-m", "voice_coach.screen.tui.program"),
        ),
        *,
        frozen: int = FROZEN,
        starts_within: int = STARTS_WITHIN,
    ) -> None:
        """`lines`: what takes over when the full screen is lost. `choices`: what to paint on and
        how figures move, as in `voice_coach.screen.options`."""
        self._stream = stream
        self._keys = keys
        self._lines = lines
        self._program, self._choices = program, choices
        self._patience, self._frozen = starts_within, frozen
        self._frame = ScreenFrame()
        self._left_behind: tuple[str, ...] = ()
        self._lost = threading.Event()
        self._told = False
        """The loss was told."""
        self._closing = threading.Event()
        self._stopped = threading.Event()
        """Set when the coach has been stopped, and goes on."""
        self._begun = threading.Event()
        """Set with the first sound."""
        self._news = threading.Condition()
        """Held while any of the following is used."""
        self._changed = self._ready = False
        self._aside = False
        """The terminal is left, or about to be left, to others."""
        self._orders: BinaryIO | None = None
        """The pipe to the process; None while it has no terminal, and once it has ended."""
        self._process: subprocess.Popen[bytes] | None = None
        self._threads = [
            threading.Thread(target=self._keep, name="screen", daemon=True),
            threading.Thread(target=self._send, name="frames", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def every(self) -> Seconds | None:
        """Often enough that what goes on by the clock there does not go astray."""
        return self._lines.every if self._lost.is_set() else 1.0

    @property
    def full(self) -> bool:
        """Until it is lost."""
        return not self._lost.is_set()

    # --- what is shown ------------------------------------------------------------------

    def show(self, view: View, now: Seconds) -> None:
        """Show what there is to see at `now`."""
        if self._to_lines():
            self._lines.show(view, now)
            return
        frame = self._frame
        if _begins(view, frame.view):
            frame = replace(frame, captions=(), notices=())
        self._left_behind = _left_behind(view) or self._left_behind
        self._change(replace(frame, view=view, at=now))

    def said(self, text: str, *, heard: bool = True) -> None:
        """A caption."""
        self._begun.set()
        if self._to_lines():
            self._lines.said(text, heard=heard)
            return
        captions = (*self._frame.captions, text)[-KEPT:]
        self._change(replace(self._frame, captions=captions))

    def heard(self, text: str) -> None:
        """Show the result of recognising what the athlete said; empty: no more of the last."""
        if self._to_lines():
            self._lines.heard(text)
            return
        notices = () if text else self._frame.notices
        self._change(replace(self._frame, heard=text, notices=notices))

    def listens(self, listening: ListeningState) -> None:
        """The microphone is in this state from now on."""
        self._lines.listens(listening)
        self._change(replace(self._frame, listening=listening))

    def notice(self, text: str) -> None:
        """Something to read."""
        if self._to_lines():
            self._lines.notice(text)
            return
        notices = (*self._frame.notices, harmless(text))[-KEPT:]
        self._change(replace(self._frame, notices=notices))

    def keys(self, keys: str) -> None:
        """From now on, these keys mean something."""
        self._lines.keys(keys)
        self._change(replace(self._frame, keys=keys))

    def figures(self, own: Mapping[str, Figure]) -> None:
        """These exercises, by their slugs, look like this."""
        self._change(replace(self._frame, figures=dict(own)))

    def help(self, phrases: tuple[str, ...]) -> None:
        """Show all of them."""
        if self._to_lines():
            self._lines.help(phrases)
            return
        before = self._frame.help
        number = 1 if before is None else before.number + 1
        self._change(replace(self._frame, help=HelpContent(phrases, number)))

    def stopping(self) -> bool:
        """Somebody wants the coach to be stopped: whether the terminal is as the shell needs it.
        If not, that is seen to, and the coach is asked again to stop. Returns at once."""
        if self._aside or self._lost.is_set() or self._process is None:
            return True
        threading.Thread(target=self._stand_aside, name="aside", daemon=True).start()
        return False

    def resumed(self) -> None:
        """It was stopped, and goes on."""
        self._stopped.set()

    def close(self) -> None:
        """Leave the terminal as it was, with what is worth keeping written on it."""
        self._closing.set()
        self._begun.set()
        with self._news:
            self._hang_up()
        keeping, sending = self._threads
        keeping.join(_EXIT_WITHIN)
        if keeping.is_alive() and self._process is not None:
            # It is frozen, and would keep the terminal.
            self._process.kill()
            keeping.join(_EXIT_WITHIN)
        sending.join(_EXIT_WITHIN)
        if not self._lost.is_set():
            for text in self._left_behind:
                self._lines.notice(text)
        self._lines.close()

    def _to_lines(self) -> bool:
        """True if the full screen is lost; the first time, tell it, and what is being asked."""
        lost = self._lost.is_set()
        if lost and not self._told:
            self._told = True
            self._lines.notice(LOST)
            for text in _asked(self._frame.view):
                self._lines.notice(text)
        return lost

    def _change(self, frame: ScreenFrame) -> None:
        if frame != self._frame:
            with self._news:
                self._frame, self._changed = frame, True
                self._news.notify_all()

    # --- the process --------------------------------------------------------------------

    def _keep(self) -> None:
        """Start the process, and listen to it until it ends."""
        self._begun.wait(_PATIENCE)
        if self._closing.is_set():
            return
        orders_read, orders_write = os.pipe()
        reports_read, reports_write = os.pipe()
        with os.fdopen(orders_write, "wb") as orders, os.fdopen(reports_read, "rb") as reports:
            try:
                self._process = subprocess.Popen(
                    (*self._program, str(orders_read), str(reports_write), *self._choices),
                    stdout=self._stream,
                    # What its libraries write there would get between what is drawn.
                    stderr=subprocess.DEVNULL,
                    pass_fds=(orders_read, reports_write),
                )
            except OSError:
                self._lose()
                return
            finally:
                os.close(orders_read)
                os.close(reports_write)
            kept = self._listen(orders, reports)
            with self._news:
                self._hang_up()
        if _end(self._process) != 0 and kept is not None:
            kept.put_back(self._stream.fileno())
        if not self._closing.is_set():
            self._lose()

    def _lose(self) -> None:
        self._keys.take()
        self._lost.set()
        with self._news:
            self._news.notify_all()

    def _listen(self, orders: BinaryIO, reports: BinaryIO) -> Kept | None:
        """Do what the process reports until it ends; how the terminal was before it had it."""
        kept = None
        while (report := REPORTS.receive(reports)) is not None:
            match report:
                case ScreenLoaded():
                    self._keys.release()
                    kept = Kept(_TERMINAL)
                    with self._news:
                        self._orders = None if self._closing.is_set() else orders
                        if self._orders is None:
                            return None
                    self._order(TakeTerminal())
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
                    self._order(ComeBack())
                    self._aside = False
        return kept

    def _stand_aside(self) -> None:
        self._pause()
        self._aside = True
        self._order(StandAside())

    def _pause(self) -> None:
        """Have the session pause, where one is under way."""
        view = self._frame.view
        if isinstance(view, SessionView) and Command.PAUSE in MOVES[view.phase]:
            self._keys.obey(Command.PAUSE)

    def _suspend(self) -> None:
        """Stop, as Ctrl-Z does, and wait until the terminal is ours again."""
        self._stopped.clear()
        os.killpg(os.getpgrp(), signal.SIGTSTP)
        # A signal is taken in the main thread. Without a shell, nothing is stopped.
        self._stopped.wait(_STOPS_WITHIN)
        while not in_foreground(_TERMINAL) and not self._closing.wait(_LOOK_EVERY):
            continue

    # --- frames -------------------------------------------------------------------------

    def _send(self) -> None:
        """Send the newest frame whenever the process is ready for one."""
        while True:
            with self._news:
                self._wait_until_asked()
                if self._is_over:
                    return
                self._changed = self._ready = False
                frame = self._frame
            self._order(ShowFrame(pickle.dumps(frame)))
            self._closing.wait(_FRAME_EVERY)

    def _wait_until_asked(self) -> None:
        """Wait until a frame is wanted, and there is one. A process that wants none for too long
        is ended."""
        silent = 0
        while not self._news.wait_for(
            lambda: self._is_over or (self._changed and self._ready), timeout=1.0
        ):
            # Seconds are counted as they are waited for: none are while the coach is stopped.
            hangs = self._changed and self._process is not None and not self._aside
            silent = silent + 1 if hangs else 0
            if silent >= self._patience and self._process is not None and takes(self._stream):
                self._process.kill()

    @property
    def _is_over(self) -> bool:
        return self._closing.is_set() or self._lost.is_set()

    def _order(self, order: ScreenOrder) -> None:
        with self._news:
            if self._orders is None:
                return
            # That the process has ended is noticed where its reports are read.
            with contextlib.suppress(OSError, ValueError):
                ORDERS.send(self._orders, order)

    def _hang_up(self) -> None:
        if self._orders is not None:
            with contextlib.suppress(OSError):
                self._orders.close()
            self._orders = None
        self._news.notify_all()


def _end(process: subprocess.Popen[bytes]) -> int:
    """Wait for a process that has nothing more to do, but not for ever; its exit code."""
    try:
        return process.wait(_EXIT_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _begins(view: View, before: View | None) -> bool:
    """True for another kind of view, or another question. What was told just before it is
    its own words and keys, which it shows itself."""
    match view, before:
        case (QuestionView(texts), QuestionView(others)) | (
            AnnouncementView(texts),
            AnnouncementView(others),
        ):
            return texts != others
        case _:
            return type(view) is not type(before)


def _asked(view: View | None) -> tuple[str, ...]:
    """The question of a view in lines, with the offers of a menu."""
    match view:
        case QuestionView() | AnnouncementView():
            return view.texts
        case MenuView():
            numbers = view.numbers or range(1, len(view.offers) + 1)
            offers = zip(numbers, view.offers, strict=True)
            return (view.question, *(f"{number:2}  {one.name}" for number, one in offers))
    return ()


def _left_behind(view: View) -> tuple[str, ...]:
    """The lines that stay on the terminal when the screen is closed."""
    match view:
        case AnnouncementView(texts):
            return texts
        case SessionSummary(words=words):
            return words
        case _:
            return ()
