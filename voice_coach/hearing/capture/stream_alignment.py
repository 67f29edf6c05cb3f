"""Played sound, paired with the microphone's sound of the same time.

Both come in pieces of any size, late at random, from devices that count their own seconds. Each
is one stream of samples, and of its pieces only those that came soonest tell when its samples
are due. A sample of the one then stays beside the same sample of the other, until one of the
streams has clearly slipped: a canceller learns the distance between a sound and its echo, and
has to learn it again whenever that changes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from voice_coach.audio import clip
from voice_coach.audio.port import Played
from voice_coach.core.units import Seconds
from voice_coach.hearing.capture.echo_canceller import FAR_BYTES, FAR_FRAME, NEAR_BYTES, NEAR_FRAME
from voice_coach.hearing.ports.recogniser import RATE, WIDTH

_DELAY: Seconds = 0.06
"""Delay between sound taken by the playback device and the microphone's sound paired with it. The
echo comes later still: the device has 0.1 s in its buffer, and the microphone some of its own.
Played sound must be ahead of its echo, but only just, and has this time to get here."""

_SLIP: Seconds = 0.04
"""Change of the distance between the streams that is corrected. Less leaves the echo behind the
played sound, where a canceller follows it by itself."""

_PATIENCE = RATE // NEAR_FRAME
"""Frames that wait for the sound played meanwhile: one second. It comes by way of the coach, which
while it stands still does not need to hear."""

_STORE: Seconds = 4.0
"""Longest time that played sound is kept without a microphone."""

_SPAN: Seconds = 0.5
_SPANS = 2


@dataclass(frozen=True, slots=True)
class AlignedFrame:
    """10 ms of both streams."""

    near: bytes = field(repr=False)
    """Sound of the microphone."""
    far: bytes | None = field(repr=False)
    """Played sound; None if unknown."""
    moved: bool = False
    """The distance between the two has changed with this frame."""


class Frames:
    """Pairs the streams, frame by frame. Times are on the coach's clock."""

    def __init__(self) -> None:
        self._near = bytearray()
        self._near_heard = 0
        """Samples received from the microphone."""
        self._near_clock = _StreamClock(RATE)
        self._far = bytearray()
        self._far_end = 0
        """Number of the next sample to be played."""
        self._far_clock = _StreamClock(clip.RATE)
        self._distance: int | None = None
        """Sample of the played sound that goes with the microphone's sample 0."""
        self._playing = False
        """Played sound is expected to come."""

    def hear(self, pcm: bytes, at: Seconds) -> None:
        """Take sound of the microphone, complete at `at`."""
        self._near += pcm
        self._near_heard += len(pcm) // WIDTH
        self._near_clock.came(self._near_heard, at)

    def play(self, played: Played) -> None:
        """Take sound that the speaker took."""
        missed = played.first - self._far_end
        if not 0 <= missed <= _STORE * clip.RATE:
            missed = 0
            self._far.clear()
            self._far_clock = _StreamClock(clip.RATE)
        silence = 0 if played.pcm else played.samples
        self._far += bytes((missed + silence) * clip.WIDTH) + played.pcm
        del self._far[: -round(_STORE * clip.RATE) * clip.WIDTH]
        self._far_end = played.first + played.samples
        self._far_clock.came(played.first, played.at)
        self._playing = True

    @property
    def waiting(self) -> Seconds:
        """Length of recorded sound that is in no frame yet."""
        return len(self._near) / WIDTH / RATE

    def reopen(self) -> None:
        """Start anew: the microphone is another one, or was away."""
        self._near.clear()
        self._near_heard = 0
        self._near_clock = _StreamClock(RATE)
        self._distance = None

    def __iter__(self) -> Iterator[AlignedFrame]:
        """The complete frames."""
        while len(self._near) >= NEAR_BYTES:
            moved = self._measure()
            first = self._near_heard - len(self._near) // WIDTH
            begin = None
            if self._distance is not None:
                begin = self._distance + first * (clip.RATE // RATE)
            if begin is not None and self._awaited(begin + FAR_FRAME):
                return
            near = bytes(self._near[:NEAR_BYTES])
            del self._near[:NEAR_BYTES]
            yield AlignedFrame(near, self._take(begin), moved)

    def _measure(self) -> bool:
        """Measure the distance between the streams; True if it has changed."""
        if not (self._near_clock.known and self._far_clock.known):
            return False
        later = self._near_clock.lateness - self._far_clock.lateness - _DELAY
        distance = round(later * clip.RATE)
        if self._distance is not None and abs(distance - self._distance) <= _SLIP * clip.RATE:
            return False
        self._distance = distance
        return True

    def _awaited(self, end: int) -> bool:
        """True if sound played up to sample `end` is still to come."""
        if end <= self._far_end:
            return False
        if len(self._near) > _PATIENCE * NEAR_BYTES:
            self._playing = False
        return self._playing

    def _take(self, begin: int | None) -> bytes | None:
        """A frame of the played sound from sample `begin` on; earlier sound is dropped."""
        if begin is None or not self._playing:
            return None
        early = begin - (self._far_end - len(self._far) // clip.WIDTH)
        del self._far[: max(0, early) * clip.WIDTH]
        lacking = bytes(min(max(0, -early), FAR_FRAME) * clip.WIDTH)
        known = self._far[: FAR_BYTES - len(lacking)]
        return (lacking + known).ljust(FAR_BYTES, b"\0")


class _StreamClock:
    """Due times of the samples of a stream, judged by their arrival: none comes early."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._least: deque[Seconds] = deque(maxlen=_SPANS)
        """Smallest lateness of each span, the present one last."""
        self._span_ends: Seconds = float("-inf")

    @property
    def known(self) -> bool:
        """True if any samples have come."""
        return bool(self._least)

    @property
    def lateness(self) -> Seconds:
        """Arrival time of sample 0, had it come as promptly as those of the last second."""
        return min(self._least)

    def came(self, sample: int, at: Seconds) -> None:
        """Note that sample number `sample` came at `at`."""
        lateness = at - sample / self._rate
        if at >= self._span_ends:
            self._least.append(lateness)
            self._span_ends = at + _SPAN
        self._least[-1] = min(self._least[-1], lateness)
