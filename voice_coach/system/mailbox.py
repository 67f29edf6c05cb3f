"""A queue between threads whose waits no signal can make endless."""

from __future__ import annotations

import threading
from collections import deque
from contextlib import suppress
from queue import Empty
from typing import Generic, TypeVar

from voice_coach.core.units import Seconds
from voice_coach.system import clock

_T = TypeVar("_T")


class Mailbox(Generic[_T]):
    """Any thread, and a signal handler, may put; one thread takes.

    It stands in for `queue.SimpleQueue`, whose `get(timeout=...)` waits for ever in Python up to
    3.12 when a signal that has a handler comes after the deadline, as SIGCONT does after a stop
    (https://github.com/python/cpython, `_queuemodule.c`). `queue.Queue` can't be used by a signal
    handler: its lock may be held by the code that the signal interrupts.
    """

    def __init__(self) -> None:
        self._items: deque[_T] = deque()
        self._bell = threading.Lock()
        """Held while there may be nothing to take."""
        self._bell.acquire()

    def __len__(self) -> int:
        """Return the number of waiting items."""
        return len(self._items)

    def put(self, item: _T) -> None:
        """Add something. Returns at once."""
        self._items.append(item)
        # Several may ring; once is enough.
        with suppress(RuntimeError):
            self._bell.release()

    def get(self, timeout: Seconds | None = None) -> _T:
        """Take the oldest, and wait for it if need be. Raises `queue.Empty` after `timeout`."""
        until = None if timeout is None else clock.now() + timeout
        while True:
            with suppress(IndexError):
                return self._items.popleft()
            left = -1.0 if until is None else max(0.0, until - clock.now())
            if not self._bell.acquire(timeout=left) and not self._items:
                raise Empty

    def get_nowait(self) -> _T:
        """Take the oldest. Raises `queue.Empty` where there is none."""
        try:
            return self._items.popleft()
        except IndexError:
            raise Empty from None
