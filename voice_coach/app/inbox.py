"""The inbox of a live coach: all events, in order."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING

from voice_coach.core.units import Seconds
from voice_coach.system import clock
from voice_coach.system.mailbox import Mailbox

if TYPE_CHECKING:  # The inbox is opened before there is time to import what reads it.
    from voice_coach.app.ports import Incoming


class Inbox:
    """The live port of time: real time, and a queue that any thread may put into."""

    def __init__(self) -> None:
        self._arrived: Mailbox[Incoming] = Mailbox()

    def put(self, incoming: Incoming) -> None:
        """Put an event in. From any thread, and from a signal handler."""
        self._arrived.put(incoming)

    def now(self) -> Seconds:
        """The current time."""
        return clock.now()

    def wait(self, until: Seconds | None) -> Incoming | None:
        """The next event, or None at `until`."""
        timeout = None if until is None else max(0.0, until - clock.now())
        try:
            return self._arrived.get(timeout)
        except queue.Empty:
            return None
