"""The athlete's music under a live workout, and the place where it was left."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from voice_coach.audio.device_output import DeviceOutput
from voice_coach.audio.playlist import FROM_THE_BEGINNING, MusicAt, tracks_at
from voice_coach.core.units import Seconds
from voice_coach.errors import UsageError
from voice_coach.system.atomic_write import write_whole
from voice_coach.system.bounded_read import read_regular

_KEPT_EVERY: Seconds = 10.0
"""Time of music after which its place is written down."""


class WorkoutMusic:
    """Music that begins with a session and ends with it. Without a pause of its own: it goes on
    while the session pauses."""

    def __init__(self, output: DeviceOutput, wanted: Path | None, kept: Path) -> None:
        """`wanted`: a file or a folder of some; None: no music, but when a session is resumed, what
        it had. `kept`: the file of the place in it. Raises UsageError if there is none."""
        self._output = output
        self._wanted = None if wanted is None else wanted.absolute()
        self._kept = kept
        self._tracks = () if self._wanted is None else tracks_at(self._wanted)
        self._now = FROM_THE_BEGINNING
        self._unkept: Seconds = 0.0
        """Time of music since its place was written down."""

    def begin(self, *, resumed: bool) -> None:
        """Play it from now on; from where it was left if a session is `resumed`."""
        left, at = _left(self._kept) if resumed else (None, FROM_THE_BEGINNING)
        if self._wanted is None and left is not None:
            self._wanted, self._tracks = left, tracks_at(left)
        if self._wanted is None:
            with contextlib.suppress(OSError):
                self._kept.unlink(missing_ok=True)
            return
        self._now = at if left == self._wanted else FROM_THE_BEGINNING
        self._keep()
        self._output.play_music(tuple(map(str, self._tracks)), self._now, self._told)

    def end(self) -> None:
        """Fade it out."""
        if self._wanted is not None:
            self._output.stop_music()
            self._keep()

    def _told(self, now: MusicAt) -> None:
        self._now = now
        self._unkept += 1.0
        if self._unkept >= _KEPT_EVERY:
            self._keep()

    def _keep(self) -> None:
        """Write the place down. Music that begins anew the next time is no harm."""
        self._unkept = 0.0
        told = {"music": str(self._wanted), "track": self._now.track, "at": round(self._now.at, 1)}
        with contextlib.suppress(OSError):
            write_whole(self._kept, json.dumps(told).encode())


def _left(kept: Path) -> tuple[Path | None, MusicAt]:
    """What was played, and the place in it; nothing where that is not to be read."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, UsageError):
        told = json.loads(read_regular(kept))
        place = Path(told["music"])
        tracks_at(place)
        return place, MusicAt(str(told["track"]), max(0.0, float(told["at"])))
    return None, FROM_THE_BEGINNING
