"""The event log of a session: one JSON object a line, for scripts and tests."""

from __future__ import annotations

import json
from typing import TextIO

from voice_coach.core.units import Seconds
from voice_coach.system.line_writer import LineWriter


class EventLog:
    """Writes events with times in seconds since the log was opened. Without a stream it writes
    nothing; one that breaks or takes nothing is not waited for: no log holds a workout up."""

    def __init__(self, stream: TextIO | None, began: Seconds) -> None:
        self._writer = None if stream is None else LineWriter(stream)
        self._began = began

    def write(self, event: str, scheduled: Seconds, actual: Seconds, **fields: object) -> None:
        """Log `event`: when it was due and when it took place, on the coach's clock."""
        if self._writer is None:
            return
        times = {"scheduled": self._told(scheduled), "actual": self._told(actual)}
        line = {"event": event, **times, **fields}
        self._writer.write(json.dumps(line, ensure_ascii=False) + "\n")

    @property
    def error(self) -> OSError | None:
        """The reason why not everything was written."""
        return None if self._writer is None else self._writer.error

    def close(self) -> None:
        """Have the last of it written."""
        if self._writer is not None:
            self._writer.close()

    def _told(self, at: Seconds) -> Seconds:
        """A moment on the coach's clock, to the tenth of a millisecond."""
        return round(at - self._began, 4)
