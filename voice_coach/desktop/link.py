"""The coach's side of the desktop: tells it of the workout, and takes its controls."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from voice_coach.core.events.command import Command
from voice_coach.core.events.playback import Cancel, Silence
from voice_coach.core.model.other_players import OtherPlayers
from voice_coach.core.model.views import View
from voice_coach.core.units import Seconds
from voice_coach.desktop.messages import (
    ORDERS,
    REPORTS,
    DesktopOrder,
    Pressed,
    ShowWorkout,
    Speaks,
)
from voice_coach.desktop.shown_workout import command_of, is_news, shown
from voice_coach.desktop.speaking_times import SpeakingTimes
from voice_coach.ipc.supervisor import RETRY_EVERY, Orders, WorkerProcess
from voice_coach.system import clock

# -P: a `queue.py` in the folder the user happens to be in must not take the place of Python's.
WORKER = (sys.executable, "-P", "-m", "voice_coach.desktop.worker")

_AFTER_FIRST_WORD: Seconds = 0.5
"""The process is started once the first word is out: starting it takes a tenth of a second of
processor time."""


class Desktop:
    """The workout as a player of the desktop. Nothing here waits for it."""

    def __init__(self, report: Callable[[Command], None], others: OtherPlayers, kept: Path) -> None:
        """`report` takes the commands of its controls, from a thread of this object. `others`: what
        is done to other players while the coach speaks. `kept`: the file of what must be given back
        to them."""
        self._report = report
        self._turn = threading.Lock()
        """Held while the fields below are changed."""
        self._orders: Orders[DesktopOrder] | None = None
        self._workout: ShowWorkout | None = None
        self._view: View | None = None
        self._times = SpeakingTimes()
        self._closed = threading.Event()
        self._opening: threading.Thread | None = None
        self._started = False
        self._process: WorkerProcess[DesktopOrder, Pressed] = WorkerProcess(
            (*WORKER, others.value, str(kept)),
            (ORDERS, REPORTS),
            self._begin,
            self._hear,
            self._ended,
        )

    def show(self, view: View, now: Seconds) -> None:
        """Show what there is to see at `now`."""
        with self._turn:
            self._view = view
            workout = shown(view, now)
            if is_news(workout, self._workout):
                self._workout = workout
                self._send(workout)
            self._start(now)

    def speaks(self, at: Seconds, until: Seconds) -> None:
        """The coach will speak from `at` to `until`."""
        with self._turn:
            self._tell(Speaks(at, until))
            self._start(at)

    def call_off(self, what: Cancel | Silence) -> None:
        """Some of what it was about to say will not be said."""
        with self._turn:
            self._tell(what)

    def close(self) -> None:
        """Give everything back; in less than a second."""
        self._closed.set()
        if self._opening is not None:
            self._opening.join()
        if self._started:
            self._process.close()

    def _start(self, at: Seconds) -> None:
        """Have the process started once something has begun at `at`."""
        if self._opening is None:
            self._opening = threading.Thread(target=self._open, args=(at,), daemon=True)
            self._opening.start()

    def _open(self, at: Seconds) -> None:
        if not self._closed.wait(max(0.0, at + _AFTER_FIRST_WORD - clock.now())):
            self._started = True
            self._process.start()

    def _tell(self, order: Speaks | Cancel | Silence) -> None:
        self._times.take(order, clock.now())
        self._send(order)

    def _send(self, order: DesktopOrder) -> None:
        if self._orders is not None:
            self._orders.send(order)

    def _begin(self, orders: Orders[DesktopOrder]) -> None:
        """Tell a new process what it has to know."""
        with self._turn:
            self._orders = orders
            for span in self._times.left:
                orders.send(span)
            if self._workout is not None:
                orders.send(self._workout)

    def _hear(self, pressed: Pressed) -> None:
        command = command_of(pressed.button, self._view)
        if command is not None:
            self._report(command)

    def _ended(self, _reason: str, at_once: bool) -> None:
        with self._turn:
            self._orders = None
        if at_once:
            self._process.closing.wait(RETRY_EVERY)
