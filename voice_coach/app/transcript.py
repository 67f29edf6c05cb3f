"""A recording's transcript: the event log of its session, and what players show of it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from voice_coach.audio.sound_writer import Chapter
from voice_coach.core.model.timeline import Interval, Timeline
from voice_coach.exports.captions import Caption
from voice_coach.system.event_log import EventLog


class Transcript:
    """What happened in a session, kept in memory."""

    def __init__(self) -> None:
        self._lines = io.StringIO()
        self.log = EventLog(self._lines, 0.0)

    @property
    def text(self) -> str:
        """JSON lines, as `--events` writes them."""
        return self._lines.getvalue()

    def captions(self) -> tuple[Caption, ...]:
        """What is said."""
        return tuple(
            Caption(cue["actual"], cue["actual"] + cue["length"], cue["text"])
            for cue in self._events("cue")
            if "text" in cue
        )

    def chapters(self, timeline: Timeline) -> tuple[Chapter, ...]:
        """The opening, one for each exercise of a round, and the end. A chapter begins with the
        work, and both sides and all sets in a row are one."""
        chapters = [Chapter(0.0, "Opening")]
        for entered in self._events("interval"):
            interval = timeline.intervals[entered["index"]]
            title = _title(interval)
            if title and title != chapters[-1].title:
                chapters.append(Chapter(entered["scheduled"], title))
        chapters.extend(Chapter(over["scheduled"], "Finish") for over in self._events("finish"))
        return tuple(chapters)

    def _events(self, name: str) -> Iterator[dict[str, Any]]:
        for line in self.text.splitlines():
            event = json.loads(line)
            if event["event"] == name:
                yield event


def _title(interval: Interval) -> str:
    """The name of what is trained; empty for a rest."""
    names = [station.exercise.name for station in interval.stations]
    if interval.exercise is not None:
        names = [interval.exercise.name]
    title = ", ".join(names)
    if title and interval.round.of > 1:
        return f"Round {interval.round.number}: {title}"
    return title
