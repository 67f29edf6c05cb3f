"""The mixer's stream, played against the coach's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_coach.audio.clip import RATE, WIDTH, Clip
from voice_coach.audio.clock_drift import ClockDrift
from voice_coach.audio.mixer import Mixer
from voice_coach.audio.port import Began
from voice_coach.core.units import Seconds

if TYPE_CHECKING:
    from collections.abc import Callable


class SoundStream:
    """Sounds placed in time, read block by block whenever a device asks for more.

    Between two sounds the distance in samples is always the one asked for: the stream is kept
    in step with the clock only where it is silent.
    """

    def __init__(self, origin: Seconds, began: Callable[[Began], None]) -> None:
        """`origin` is the time of the first sample; `began` takes each sound's beginning."""
        self._origin = origin
        self._report = began
        self._mixer = Mixer(self._began)
        self._pace = ClockDrift()
        self._lateness: Seconds = 0.0
        """Lateness of the block being read, reported with its beginnings."""

    def place(self, sound: int, at: Seconds, clip: Clip | None, spoken: bool = False) -> None:
        """Have `clip` begin at `at`; without one, only its beginning is reported."""
        self._mixer.place(sound, self._sample(at), clip, spoken)

    def cancel(self, after: Seconds) -> None:
        """Drop every sound that begins at or after `after`."""
        self._mixer.cancel(self._sample(after))

    def silence(self) -> None:
        """Fade out what sounds and drop everything placed."""
        self._mixer.silence()

    def hush(self, on: bool) -> None:
        """While it is on, nothing spoken is heard."""
        self._mixer.hush(on)

    def set_volume(self, volume: float) -> None:
        """0.0 to 1.0."""
        self._mixer.set_volume(volume)

    @property
    def busy(self) -> bool:
        """True if a sound has begun and not been read to its end."""
        return self._mixer.busy

    @property
    def gain(self) -> float:
        """The factor of all that is played."""
        return self._mixer.gain

    def around(self, ahead: Seconds) -> tuple[bytes, ...]:
        """The PCM of what sounds, and of what begins within `ahead`."""
        return self._mixer.around(round(ahead * RATE))

    def read(self, samples: int, now: Seconds) -> bytes:
        """The next `samples` for a device that asks at `now`."""
        self._pace.observe(now - self._due(self._mixer.position), now)
        if self._pace.stalled:
            self.pass_over(now)
        added = self._correct(samples)
        self._lateness = self._pace.error
        return bytes(added * WIDTH) + self._mixer.read(samples - added)

    def pass_over(self, now: Seconds) -> None:
        """Begin everything due by `now` unheard: nobody hears the stream, or it stood still."""
        self._mixer.pass_over(self._sample(now))
        # The next device has its own timing: measure anew.
        self._pace = ClockDrift()

    def _correct(self, samples: int) -> int:
        """Leave silence out if the stream is late; return the samples to add if it is early."""
        error = round(self._pace.error * RATE)
        if error > 0:
            self._pace.corrected(self._mixer.skip(error) / RATE)
        if error >= 0 or self._mixer.busy:
            return 0
        added = min(-error, samples)
        self._pace.corrected(-added / RATE)
        return added

    def _began(self, sound: int, sample: int) -> None:
        self._report(Began(sound, self._due(sample) + self._lateness))

    def _sample(self, at: Seconds) -> int:
        return round((at - self._origin) * RATE)

    def _due(self, sample: int) -> Seconds:
        return self._origin + sample / RATE
