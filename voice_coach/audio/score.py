"""The score of a recording: which clip begins at which sample. It is an output that writes nothing,
so that what comes of it can be looked at as a whole before any of it is written."""

from __future__ import annotations

import heapq
from itertools import count
from typing import NamedTuple

from voice_coach.audio.clip import RATE, Clip
from voice_coach.audio.port import Began, Reporter
from voice_coach.core.units import Seconds


class Note(NamedTuple):
    """A clip in its place."""

    first: int
    """Its first sample."""
    clip: Clip
    spoken: bool

    @property
    def end(self) -> int:
        """The sample after its last."""
        return self.first + self.clip.samples


class Score:
    """Takes what is placed, from time 0 on; nothing is cut off or talked over."""

    def __init__(self, report: Reporter) -> None:
        self.notes: list[Note] = []
        """In order, none of them overlapping another."""
        self._report = report
        self._arrivals = count()
        self._waiting: list[tuple[int, int, int, Clip | None, bool]] = []
        """Heap of place, arrival, number, clip, and whether it is spoken."""
        self._alike: dict[bytes, Clip] = {}
        """One of each clip, however often it comes."""
        self._reached = 0

    @property
    def end(self) -> int:
        """The sample after the last one, of the sound and of the time."""
        return max(self._reached, self.notes[-1].end if self.notes else 0)

    def place(self, sound: int, at: Seconds, clip: Clip | None, spoken: bool = False) -> None:
        """Have `clip` begin at `at`, or after what is before it if that is later."""
        if clip is not None:
            clip = self._alike.setdefault(clip.pcm, clip)
        place = (round(at * RATE), next(self._arrivals), sound, clip, spoken)
        heapq.heappush(self._waiting, place)

    def cancel(self, after: Seconds) -> None:
        """Drop every sound that begins at or after `after`."""
        first = round(after * RATE)
        self._waiting = [placed for placed in self._waiting if placed[0] < first]
        heapq.heapify(self._waiting)

    def silence(self) -> None:
        """Drop everything placed. What sounds goes on to its end: nobody is in a hurry."""
        self._waiting.clear()

    def hush(self, on: bool) -> None:
        """Nobody speaks to a recording."""

    def set_volume(self, volume: float) -> None:
        """The loudness of a recording is set for the whole of it, by `levelling`."""

    def close(self) -> None:
        """Nothing is open."""

    def advance(self, to: Seconds) -> None:
        """Begin all that is before `to`: nothing will be placed there any more."""
        self._reached = max(self._reached, round(to * RATE))
        while self._waiting and self._waiting[0][0] < self._reached:
            self._begin()

    def finish(self) -> None:
        """Begin all that is left; the recording ends with the last of it."""
        while self._waiting:
            self._begin()
        self._reached = 0

    def _begin(self) -> None:
        first, _, sound, clip, spoken = heapq.heappop(self._waiting)
        if clip is not None:
            first = max(first, self.notes[-1].end if self.notes else 0)
            self.notes.append(Note(first, clip, spoken))
        self._report(Began(sound, first / RATE))
