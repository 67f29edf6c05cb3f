"""A worker process that is kept alive: replaced when it dies or freezes.

The worker gives a sign of life at least every `ALIVE_EVERY`, and ends when its input does. Nothing
here waits for it: orders are written, and reports read, in threads.

Two processes are started in the same way, by `Link`, and not kept alive here. The speech worker is
asked, with a deadline for each answer; it is silent while an engine renders, and when it fails, it
depends on the text and the engine what comes next. The screen is never started again: lines take
over, and a terminal that takes nothing is no reason to end it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from voice_coach.core.units import Seconds
from voice_coach.ipc.link import Link
from voice_coach.ipc.wire import ALIVE_EVERY, Alive, Wire
from voice_coach.system import clock

RETRY_EVERY: Seconds = 2.0
"""A worker that does not run is started again no sooner."""

_CRASHED_AT_ONCE: Seconds = 1.0
"""A worker that lived no longer than this will not fare better if started again at once."""

_CLOSE_WITHIN: Seconds = 0.8


Order = TypeVar("Order")
Order_contra = TypeVar("Order_contra", contravariant=True)
Report = TypeVar("Report")


class Orders(Protocol[Order_contra]):
    """The orders to one process."""

    def send(self, order: Order_contra) -> None:
        """Give an order; those to a dead process are lost."""


class WorkerProcess(Generic[Order, Report]):
    """Keeps a process running until it is closed."""

    def __init__(
        self,
        command: tuple[str, ...],
        wires: tuple[Wire[Order], Wire[Report | Alive]],
        begin: Callable[[Orders[Order]], None],
        hear: Callable[[Report], None],
        ended: Callable[[str, bool], None],
        *,
        frozen_after: int = 5,
        start_within: int = 20,
    ) -> None:
        """`wires`: of its orders and of its reports. `begin` takes each process as it is started,
        to be told what it has to know. `hear` takes its reports, but for signs of life. `ended`
        takes why it ended, and whether it ended within `_CRASHED_AT_ONCE`; the next is started when
        it returns. All three are called from one thread, and none once this is closed.
        `frozen_after`: number of checks, one every `ALIVE_EVERY`, without a sign of life after
        which it counts as frozen. `start_within`: the same until its first sign, for Python may
        come from a slow disk."""
        self._command = command
        self._wires = wires
        self._begin = begin
        self._hear = hear
        self._ended = ended
        self._patience = (frozen_after, start_within)
        self._turn = threading.Lock()
        """Held while the process is replaced by another."""
        self._link: _WatchedLink[Order, Report] | None = None
        self.closing = threading.Event()
        """Set once this is closed, so that `ended` waits no longer than that."""
        self._threads = [
            threading.Thread(target=self._keep, name="worker", daemon=True),
            threading.Thread(target=self._look_after, name="worker watch", daemon=True),
        ]

    def start(self) -> None:
        """Start the first process."""
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Have the process end; in less than a second, whatever state it is in."""
        with self._turn:
            self.closing.set()
            if self._link:
                self._link.hang_up()
        deadline = clock.now() + _CLOSE_WITHIN
        for thread in self._threads:
            thread.join(max(0.0, deadline - clock.now()))

    def _keep(self) -> None:
        while not self.closing.is_set():
            started = clock.now()
            failure = self._run()
            if not self.closing.is_set():
                self._ended(failure, clock.now() - started < _CRASHED_AT_ONCE)

    def _run(self) -> str:
        """Start a process and listen to it until it ends; return the reason."""
        try:
            link = _WatchedLink(self._command, *self._wires, *self._patience)
        except OSError as error:
            return str(error)
        self._begin(link)
        with self._turn:
            self._link = link
            if self.closing.is_set():
                link.hang_up()
        while (message := link.receive()) is not None:
            if not isinstance(message, Alive):
                self._hear(message)
        with self._turn:
            self._link = None
        return f"exit code {link.end()}"

    def _look_after(self) -> None:
        """Kill a process that gives no sign of life; the reader notices its end."""
        while not self.closing.wait(ALIVE_EVERY):
            with self._turn:
                link = self._link
            if link and link.frozen():
                link.kill()


class _WatchedLink(Link[Order, Report | Alive]):
    """One process, and the signs of life that it gave."""

    def __init__(
        self,
        command: tuple[str, ...],
        orders: Wire[Order],
        reports: Wire[Report | Alive],
        frozen_after: int,
        start_within: int,
    ) -> None:
        super().__init__(command, orders, reports)
        self._spoke = threading.Event()
        self._frozen_after = frozen_after
        self._silent_looks = frozen_after - start_within

    def receive(self) -> Report | Alive | None:
        """Wait for the next report; None once the process has ended, or sent nonsense."""
        message = super().receive()
        self._spoke.set()
        return message

    def frozen(self) -> bool:
        """True if there was no sign of life in the last looks. Looks are counted, not the time
        between them, so that a coach that stood still itself does not blame the worker."""
        self._silent_looks = 0 if self._spoke.is_set() else self._silent_looks + 1
        self._spoke.clear()
        return self._silent_looks >= self._frozen_after
