"""A child process and the pipes to it: the one way in which the coach starts a process that it
talks with.

Nothing here waits for the process: orders are written in a thread.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Sequence
from typing import BinaryIO, Generic, TextIO, TypeVar, cast

from voice_coach.core.units import Seconds
from voice_coach.ipc.wire import Wire
from voice_coach.system.mailbox import Mailbox

_EXIT_WITHIN: Seconds = 0.4

Order = TypeVar("Order")
Report = TypeVar("Report")


class Link(Generic[Order, Report]):
    """One process, which ends when its orders do."""

    def __init__(
        self,
        command: Sequence[str],
        orders: Wire[Order],
        reports: Wire[Report],
        *,
        noise: BinaryIO | None = None,
        terminal: TextIO | None = None,
        exit_within: Seconds = _EXIT_WITHIN,
    ) -> None:
        """Start it. `noise`: takes what its libraries complain about; None: nobody does, for the
        screen is ours. `terminal`: what it draws on. Its pipes are then not its standard input and
        output: their numbers follow in the command. `exit_within`: the time it gets to end by
        itself before it is killed. Raises OSError."""
        self._orders_to, self._reports_from = orders, reports
        self._exit_within = exit_within
        complaints = subprocess.DEVNULL if noise is None else noise
        if terminal is None:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                # Out of reach of the terminal's signals: it ends when its input does.
                start_new_session=True,
            )
            self._input = cast("BinaryIO", self._process.stdin)
            self._output = cast("BinaryIO", self._process.stdout)
        else:
            self._draw_on(terminal, command, complaints)
        self._orders: Mailbox[Order | None] = Mailbox()
        self._writer = threading.Thread(target=self._write, daemon=True)
        self._writer.start()

    def _draw_on(
        self, terminal: TextIO, command: Sequence[str], complaints: int | BinaryIO
    ) -> None:
        orders_read, orders_write = os.pipe()
        reports_read, reports_write = os.pipe()
        self._input = os.fdopen(orders_write, "wb")
        self._output = os.fdopen(reports_read, "rb")
        try:
            self._process = subprocess.Popen(
                (*command, str(orders_read), str(reports_write)),
                stdout=terminal,
                stderr=complaints,
                pass_fds=(orders_read, reports_write),
            )
        except OSError:
            self._input.close()
            self._output.close()
            raise
        finally:
            os.close(orders_read)
            os.close(reports_write)

    def send(self, order: Order) -> None:
        """Give an order; those to a dead process are lost."""
        self._orders.put(order)

    def receive(self) -> Report | None:
        """Wait for the next report; None once the process has ended, or sent nonsense."""
        try:
            return self._reports_from.receive(self._output)
        except (OSError, ValueError, MemoryError):
            return None

    def hang_up(self) -> None:
        """Have the process end, or be killed if it does not. Returns at once."""
        self._orders.put(None)
        threading.Thread(target=self._wait_or_kill, daemon=True).start()

    def kill(self) -> None:
        """End the process now."""
        self._process.kill()

    def end(self) -> int:
        """Clean up after a process that has closed its output; return its exit code."""
        self._wait_or_kill()
        self._orders.put(None)
        self._writer.join()
        self._output.close()
        return self._process.wait()

    def _wait_or_kill(self) -> None:
        try:
            self._process.wait(self._exit_within)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _write(self) -> None:
        # A process that died is noticed where its reports are read.
        with contextlib.suppress(OSError):
            while (order := self._orders.get()) is not None:
                self._orders_to.send(self._input, order)
        with contextlib.suppress(OSError):
            self._input.close()
