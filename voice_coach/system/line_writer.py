"""Write to a terminal or a pipe that may take nothing for a while, without waiting for it."""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from typing import TextIO

from voice_coach.core.units import Seconds

_KEPT = 10_000
"""Pieces of text kept for a stream that takes nothing: some hours of a workout. Then the oldest
are dropped."""

_LAST_WORDS: Seconds = 0.5
"""The longest wait at the end for a stream that takes nothing: Ctrl-S, or a full pipe."""


class LineWriter:
    """Writes text in its order, from a thread of its own; what the stream refuses is dropped.

    A terminal that was stopped with Ctrl-S would otherwise hold up whoever writes: the beat, the
    keys and every signal. A stream that is no file of the system is written to at once.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._descriptor = _descriptor(stream)
        self._waiting: deque[bytes] = deque(maxlen=_KEPT)
        self._changed = threading.Condition()
        """Held while any of the following, or what waits, is changed."""
        self._writing = self._closed = False
        self.error: OSError | None = None
        """The error after which nothing more is written."""
        self._thread: threading.Thread | None = None

    def write(self, text: str) -> None:
        """Have `text` written. Returns at once, and never raises OSError."""
        if self.error is not None:
            return
        if self._descriptor is None:
            self._write_at_once(text)
            return
        data = text.encode(self._stream.encoding or "utf-8", "replace")
        with self._changed:
            self._waiting.append(data)
            self._changed.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="lines", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Wait until all is written, but not long for a stream that takes nothing."""
        with self._changed:
            while self._is_busy:
                before = len(self._waiting)
                self._changed.wait(_LAST_WORDS)
                if self._is_busy and len(self._waiting) == before:
                    break
            self._closed = True
            self._changed.notify_all()

    @property
    def _is_busy(self) -> bool:
        return self.error is None and (self._writing or bool(self._waiting))

    def _write_at_once(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError as error:
            self.error = error
        except ValueError as error:  # It is closed.
            self.error = OSError(str(error))

    def _run(self) -> None:
        while (data := self._next()) is not None:
            try:
                _write_all(self._descriptor or 0, data)
            except OSError as error:
                self.error = error
        with self._changed:
            self._writing = False
            self._changed.notify_all()

    def _next(self) -> bytes | None:
        with self._changed:
            self._writing = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if self.error is not None or not self._waiting:
                return None
            self._writing = True
            return self._waiting.popleft()


def _descriptor(stream: TextIO) -> int | None:
    """Return the stream's file descriptor. On Windows only the stream knows how to write to a
    console."""
    try:
        return None if sys.platform == "win32" else stream.fileno()
    except (OSError, ValueError):
        return None


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]
