"""The mixer: clips at exact places in one endless stream of samples.

It counts samples and knows nothing of clocks or devices, so that a device, a file and a test
get the same sound.
"""

from __future__ import annotations

import heapq
import math
import sys
from array import array
from itertools import count
from typing import TYPE_CHECKING

from voice_coach.audio.clip import RATE, WIDTH, Clip

if TYPE_CHECKING:
    from collections.abc import Callable

FADE = RATE // 50
"""Samples in which sound fades out when silenced, or goes from nothing to full volume: 20 ms,
too slow to click and too fast to be waited for."""

_FADE_OUT = tuple((1 + math.cos(math.pi * step / FADE)) / 2 for step in range(1, FADE + 1))


class Mixer:
    """Plays what was placed, one clip at a time, in order of their places.

    A clip whose place is past begins at once. A clip whose place comes while another sounds
    waits for that one's end: nothing is cut off or talked over.
    """

    def __init__(self, began: Callable[[int, int], None]) -> None:
        """`began` takes the number of each sound that begins, and its first sample."""
        self.position = 0
        """The sample that is read next."""
        self._began = began
        self._arrivals = count()
        self._clips: list[tuple[int, int, int, bytes, bool]] = []
        """Heap of place, arrival, number, PCM, and whether it is spoken."""
        self._marks: list[tuple[int, int, int]] = []
        """Heap of place, arrival, number: sounds without a clip, which wait for nobody."""
        self._sounding = b""
        self._sounded = 0
        """Bytes of `_sounding` already read."""
        self._speaking = False
        """The sound now playing, or the last one, is speech."""
        self._hushed = False
        self._gain = 1.0
        self._wanted_gain = 1.0

    def place(self, sound: int, at: int, clip: Clip | None, spoken: bool = False) -> None:
        """Have `clip` begin at sample `at`; without one, only its beginning is reported."""
        if clip is None or not clip.pcm:
            heapq.heappush(self._marks, (at, next(self._arrivals), sound))
        else:
            heapq.heappush(self._clips, (at, next(self._arrivals), sound, clip.pcm, spoken))

    def cancel(self, after: int) -> None:
        """Drop every sound whose place is at `after` or later; what sounds goes on."""
        self._keep(0, after)

    def silence(self) -> None:
        """Fade out what sounds and drop everything placed."""
        self._clips.clear()
        self._marks.clear()
        self._fade_out()

    def hush(self, on: bool) -> None:
        """While it is on, fade out what is spoken, and have what is spoken begin unheard."""
        if on and not self._hushed and self._speaking:
            self._fade_out()
        self._hushed = on

    def set_volume(self, volume: float) -> None:
        """0.0 to 1.0. Amplitude goes with its square, which is nearer to how loud it seems."""
        self._wanted_gain = min(max(volume, 0.0), 1.0) ** 2

    @property
    def busy(self) -> bool:
        """True if a clip has begun and not been read to its end."""
        return self._sounded < len(self._sounding)

    @property
    def end(self) -> int:
        """The sample at which all placed sounds have ended."""
        end = self.position + (len(self._sounding) - self._sounded) // WIDTH
        for at, _, _, pcm, _ in sorted(self._clips):
            end = max(end, at) + len(pcm) // WIDTH
        return max(end, *(at + 1 for at, _, _ in self._marks), 0)

    @property
    def gain(self) -> float:
        """The factor of all that is played."""
        return self._wanted_gain

    def around(self, samples: int) -> tuple[bytes, ...]:
        """What sounds, and what begins within so many samples."""
        sounding = (self._sounding,) if self.busy else ()
        end = self.position + samples
        return (*sounding, *(pcm for at, _, _, pcm, _ in self._clips if at < end))

    def read(self, samples: int) -> bytes:
        """The next `samples` of the stream."""
        end = self.position + samples
        parts = []
        while self.position < end:
            self._pass_marks(self.position)
            stop = min(end, self._marks[0][0]) if self._marks else end
            parts.append(self._continue(stop) if self.busy else self._wait(stop))
        return b"".join(parts)

    def skip(self, samples: int) -> int:
        """Skip up to `samples` of silence, never any of a clip; return the number skipped."""
        if self.busy:
            return 0
        if self._clips:
            samples = min(samples, max(0, self._clips[0][0] - self.position))
        self.position += samples
        self._pass_marks(self.position)
        return samples

    def pass_over(self, to: int) -> None:
        """Move to sample `to` unheard: sounds due before it have begun, and are gone."""
        self._sounding, self._sounded = b"", 0
        due = [placed[:3] for placed in self._clips + self._marks if placed[0] < to]
        self._keep(to, sys.maxsize)
        for at, _, sound in sorted(due):
            self._began(sound, max(at, self.position))
        self.position = max(self.position, to)

    def _wait(self, end: int) -> bytes:
        """Silence up to the next clip, or up to `end`; begins the clip when it is due."""
        silent = end - self.position
        if self._clips:
            silent = min(silent, max(0, self._clips[0][0] - self.position))
        if silent == 0:
            self._begin(*heapq.heappop(self._clips)[2:])
        self.position += silent
        self._gain = self._wanted_gain
        return bytes(silent * WIDTH)

    def _begin(self, sound: int, pcm: bytes, spoken: bool) -> None:
        """Let a clip sound from here on, or be gone if it is hushed."""
        if not (spoken and self._hushed):
            self._sounding, self._sounded, self._speaking = pcm, 0, spoken
        self._began(sound, self.position)

    def _fade_out(self) -> None:
        rest = array("h", self._sounding[self._sounded : self._sounded + FADE * WIDTH])
        faded = [round(value * gain) for value, gain in zip(rest, _FADE_OUT, strict=False)]
        self._sounding, self._sounded = array("h", faded).tobytes(), 0

    def _continue(self, end: int) -> bytes:
        """More of the clip now playing, no further than `end`."""
        stop = self._sounded + (end - self.position) * WIDTH
        part = self._sounding[self._sounded : stop]
        self._sounded += len(part)
        self.position += len(part) // WIDTH
        return part if self._gain == self._wanted_gain == 1.0 else self._louden(part)

    def _keep(self, first: int, end: int) -> None:
        """Drop all but what is placed from `first` to before `end`."""
        self._clips = [placed for placed in self._clips if first <= placed[0] < end]
        self._marks = [placed for placed in self._marks if first <= placed[0] < end]
        heapq.heapify(self._clips)
        heapq.heapify(self._marks)

    def _pass_marks(self, to: int) -> None:
        while self._marks and self._marks[0][0] <= to:
            at, _, sound = heapq.heappop(self._marks)
            self._began(sound, max(at, self.position))

    def _louden(self, pcm: bytes) -> bytes:
        """`pcm` at the wanted gain, changed by at most 1 in `FADE` samples."""
        samples = array("h", pcm)
        change = self._wanted_gain - self._gain
        ramp = min(len(samples), int(abs(change) * FADE))
        step = math.copysign(1 / FADE, change)
        changing = [int(samples[i] * (self._gain + step * i)) for i in range(ramp)]
        self._gain = self._gain + step * ramp if ramp == len(samples) else self._wanted_gain
        changing += [int(value * self._gain) for value in samples[ramp:]]
        return array("h", changing).tobytes()
