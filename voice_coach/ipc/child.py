"""The worker's side: what every process does that the coach has started."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from queue import Empty
from typing import BinaryIO, TypeVar

from voice_coach.ipc.wire import ALIVE_EVERY, Alive, Wire
from voice_coach.system.mailbox import Mailbox

Report = TypeVar("Report")

_PR_SET_PDEATHSIG = 1


def claim_stdout() -> BinaryIO:
    """Take the standard output for messages alone. What libraries print there must not get
    between them, and goes to the error output. Ctrl-C, which the terminal sends to all its
    processes, is left to the coach."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    messages = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return messages


def tell(reports: Mailbox[Report], wire: Wire[Report | Alive], coach: BinaryIO) -> None:
    """Send reports, and a sign of life when there are none, until nobody listens."""
    with suppress(OSError):
        while True:
            try:
                report: Report | Alive = reports.get(timeout=ALIVE_EVERY)
            except Empty:
                report = Alive()
            wire.send(coach, report)


def bar_numpy() -> None:
    """Make miniaudio do without numpy, which it imports where it is installed, for a use we do
    not make of it: half of the time until the first sound, and most of the memory."""
    sys.modules["numpy"] = None  # type: ignore[assignment] # how an import is made to fail


def end_with_parent() -> None:
    """Have the system kill this process when the one that started it is gone, even while it is
    stopped or hangs and never sees that its input has ended. Linux alone can do this."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - the player, which must be quick, needs none of it.

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
