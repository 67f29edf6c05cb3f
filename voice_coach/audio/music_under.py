"""The athlete's music under a live stream: mixed block by block, lowered under every cue.

It is added to blocks that are complete, so that no cue is ever moved by it, and where the stream
is held back or brought forward the music goes on without a gap. A process of its own decodes it;
here a few seconds are held, and where they run out there is silence until more has come.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections import deque
from collections.abc import Callable, Iterable
from functools import lru_cache

from voice_coach.audio.clip import RATE, WIDTH
from voice_coach.audio.music_messages import (
    ORDERS,
    REPORTS,
    MusicOrder,
    MusicPart,
    MusicReport,
    PlayTracks,
    SendMore,
)
from voice_coach.audio.playlist import MusicAt
from voice_coach.audio.port import MusicTrouble
from voice_coach.core.units import Seconds
from voice_coach.ipc.supervisor import Orders, WorkerProcess

MUSIC = (sys.executable, "-P", "-m", "voice_coach.audio.music_worker")

_HELD: Seconds = 0.7
"""Time after a cue for which it stays low, so that it does not swell between counts a second apart.
"""

_BELOW = 10 ** (-14.0 / 10)
"""Power of the loudest music under a cue against the cue's own; 12 dB below are promised."""

_FAINTEST = 10 ** (-30.0 / 10)
"""Power below which a cue counts as silence, to which nothing is lowered."""

_FALL: Seconds = 0.07
_RISE: Seconds = 0.4
_AT_ONCE: Seconds = 0.02
"""Times in which the gain comes nearer to where it is to be by a factor of e; the last for a cue
that came at short notice."""

_FADE_IN: Seconds = 2.0
_FADE_OUT: Seconds = 4.0
_CUT: Seconds = 0.08
"""Time of a fade at the end of the process."""

_STORE = 40
"""Parts held: four seconds."""

_PATIENCE: Seconds = 3.0
"""Music of a coach that shows no sign of life, for it was stopped by Ctrl-Z, ends after this."""

_STRIDE = 8
"""One sample in so many is enough for the power of a cue."""

_RETRY: Seconds = 10.0


class MusicUnder:
    """Music that plays from its making on, over and over."""

    def __init__(
        self,
        tracks: tuple[str, ...],
        place: MusicAt,
        report: Callable[[MusicAt | MusicTrouble], None],
        worker: tuple[str, ...] = MUSIC,
    ) -> None:
        """`report` takes the place each second, and troubles. `worker`: the command to start."""
        self._tracks = tracks
        self._number = tracks.index(place.track) if place.track in tracks else 0
        self._at = place.at if place.track in tracks else 0.0
        self._report = report
        self._parts: deque[MusicPart] = deque()
        self._part: MusicPart | None = None
        self._samples = array("h")
        self._used = 0
        """Samples of the part that were played."""
        self._arrived = False
        """This worker has sent a part."""
        self._orders: Orders[MusicOrder] | None = None
        self._gain = 0.0
        self._fade = 0.0
        self._fade_by = 1 / _FADE_IN
        """Change of the fade in a second."""
        self._low_for: Seconds = 0.0
        self._cue = 1.0
        """Power of the softest of the cues around."""
        self._played: Seconds = 0.0
        self._told: Seconds = 0.0
        self._unheeded: Seconds = 0.0
        """Time played since the last sign of life of the coach."""
        self._trouble_told = False
        self._worker: WorkerProcess[MusicOrder, MusicReport] = WorkerProcess(
            worker, (ORDERS, REPORTS), self._begin, self._hear, self._ended
        )
        self._worker.start()

    def heed(self) -> None:
        """Note a sign of life of the coach."""
        self._unheeded = 0.0

    def stop(self) -> None:
        """Fade out, and be silent from then on."""
        self._fade_by = -1 / _FADE_OUT

    def cut(self) -> bool:
        """Fade out quickly, for the stream ends; whether there is anything to fade."""
        self._fade_by = -1 / _CUT
        return self._fade > 0.0

    def mix(self, pcm: bytes, around: Iterable[bytes], volume: float) -> bytes:
        """A block of the stream with the music under it. `around`: the cues in it, and those that
        begin soon. `volume`: the factor of both."""
        length = len(pcm) // WIDTH / RATE
        self._heed_cues(around, length)
        music = self._take(len(pcm) // WIDTH) if self._goes_on(length) else None
        if music is None or self._part is None:
            self._gain = 0.0
            return pcm
        before = self._gain
        wanted = self._wanted(self._part) * volume * self._fade
        pace = _RISE if wanted > before else _AT_ONCE if pcm != bytes(len(pcm)) else _FALL
        self._gain = wanted + (before - wanted) * math.exp(-length / pace)
        return _added(pcm, music, before, self._gain)

    def _heed_cues(self, around: Iterable[bytes], length: Seconds) -> None:
        powers = [power for power in map(_power, around) if power > _FAINTEST]
        if powers:
            self._cue = min(powers)
            self._low_for = _HELD
        else:
            self._low_for -= length

    def _wanted(self, part: MusicPart) -> float:
        if self._low_for <= 0.0:
            return part.even
        return min(part.even, math.sqrt(self._cue * _BELOW / part.power))

    def _goes_on(self, length: Seconds) -> bool:
        """Whether anything is to be heard of it in the next block."""
        self._unheeded += length
        if not self._parts and self._used == len(self._samples):
            return False
        by = self._fade_by if self._unheeded < _PATIENCE else -1.0
        self._fade = min(1.0, max(0.0, self._fade + by * length))
        return self._fade > 0.0

    def _take(self, samples: int) -> array[int] | None:
        """The next samples of the music; None where it has run out."""
        taken = array("h")
        while len(taken) < samples:
            if self._used == len(self._samples):
                if not self._parts:
                    return None
                self._open(self._parts.popleft())
            part = self._samples[self._used : self._used + samples - len(taken)]
            self._used += len(part)
            taken += part
        self._played += samples / RATE
        if self._part is not None and self._played - self._told >= 1.0:
            self._told = self._played
            at = self._part.at + self._used / RATE
            self._report(MusicAt(self._tracks[self._part.number], at))
        return taken

    def _open(self, part: MusicPart) -> None:
        self._part, self._used = part, 0
        self._samples = array("h", part.pcm)
        if self._orders is not None:
            self._orders.send(SendMore(1))

    # --- the process --------------------------------------------------------------------

    def _begin(self, orders: Orders[MusicOrder]) -> None:
        """Have a new process go on where the one before it ended."""
        if self._parts:
            last = self._parts[-1]
            self._number, self._at = last.number, last.at + len(last.pcm) / WIDTH / RATE
        elif self._part is not None and self._arrived:
            self._number, self._at = self._part.number, self._part.at
        self._arrived = False
        orders.send(PlayTracks(self._tracks, self._number, self._at))
        orders.send(SendMore(max(0, _STORE - len(self._parts))))
        self._orders = orders

    def _hear(self, report: MusicReport) -> None:
        if isinstance(report, MusicPart):
            self._arrived = True
            self._parts.append(report)
        else:
            self._report(report)

    def _ended(self, reason: str, _at_once: bool) -> None:
        if not self._trouble_told:
            self._trouble_told = True
            self._report(MusicTrouble(f"the music stopped ({reason}) and is begun again"))
        if not self._arrived:
            # What ended it before anything came may be this track.
            self._number, self._at = (self._number + 1) % len(self._tracks), 0.0
        self._worker.closing.wait(_RETRY)


@lru_cache(maxsize=64)
def _power(pcm: bytes) -> float:
    """The power of a clip; full scale is 1."""
    samples = array("h", pcm)[::_STRIDE]
    return sum(value * value for value in samples) / max(1, len(samples)) / 32_768**2


def _added(pcm: bytes, music: array[int], first: float, last: float) -> bytes:
    """The sum of both, with the gain of the music going from `first` to `last`."""
    step = (last - first) / len(music)
    stream = array("h", pcm)
    both = [
        int(value + played * (first + step * place))
        for place, (value, played) in enumerate(zip(stream, music, strict=True))
    ]
    try:
        return array("h", both).tobytes()
    except OverflowError:
        return array("h", [min(32_767, max(-32_768, value)) for value in both]).tobytes()
