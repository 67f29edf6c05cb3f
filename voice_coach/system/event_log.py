"""The event log of a session: one JSON object a line, for scripts and tests."""

from __future__ import annotations

import json
from typing import TextIO

from voice_coach.core.units import Seconds


class EventLog:
    """Writes events with times in seconds since the log was opened. Without a stream it
    writes nothing; a stream that breaks is given up, because a log must not end a workout."""

    def __init__(self, stream: TextIO | None, began: Seconds) -> None:
        self._stream = stream
        self._began = began

    def write(self, event: str, scheduled: Seconds, actual: Seconds, **fields: object) -> None:
        """Log `event`: when it was due and when it took place, on the coach's clock."""
        if self._stream is None:
            return
        times = {"scheduled": self._told(scheduled), "actual": self._told(actual)}
        line = {"event": event, **times, **fields}
        try:
            self._stream.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._stream.flush()
        except (OSError, ValueError):
            self._stream = None

    def _told(self, at: Seconds) -> Seconds:
        """A moment on the coach's clock, to the tenth of a millisecond."""
        return round(at - self._began, 4)
