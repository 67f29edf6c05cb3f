"""The port through which the coach is heard: a sound device, a file, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from voice_coach.audio.clip import Clip
from voice_coach.core.units import Seconds


@dataclass(frozen=True, slots=True)
class Began:
    """A sound began. Reported for every sound that was placed and not cancelled, also when no
    device is there to play it, because the screen shows what is said as it is said."""

    sound: int
    """The number it was placed under."""
    at: Seconds
    """The time its first sample was due in the stream, on the coach's clock."""


@dataclass(frozen=True, slots=True)
class DeviceLost:
    """There is no sound device, or it stopped taking sound. Reported once a loss."""

    reason: str


@dataclass(frozen=True, slots=True)
class DeviceFound:
    """A sound device is open: at the start, or again after a loss."""

    name: str
    """The user's name for it: backend and device."""


@dataclass(frozen=True, slots=True)
class Played:
    """A block of the stream as the device took it: what the athlete is about to hear."""

    at: Seconds
    """The time the device took it, on the coach's clock. It is heard about one device buffer later.
    """
    first: int
    """The number of its first sample; one that does not follow on is of another stream."""
    samples: int
    pcm: bytes = field(default=b"", repr=False)
    """Mono, at `audio.clip.RATE`; empty for silence."""


@dataclass(frozen=True, slots=True)
class MusicTrouble:
    """Music that can't be played; everything else goes on."""

    reason: str
    """Without a full stop."""


Report = Began | DeviceLost | DeviceFound | MusicTrouble

Reporter = Callable[[Report], None]
"""Takes reports, from any thread."""


class Output(Protocol):
    """Places clips in time. Times are on the coach's clock (`voice_coach.system.clock`)."""

    def place(self, sound: int, at: Seconds, clip: Clip | None, spoken: bool = False) -> None:
        """Have `clip` begin at `at`, exact to the sample, under the number `sound`.

        Without a clip nothing is heard, but its beginning is reported all the same. A time
        already past means as soon as possible. `spoken`: whether a hush is meant for it.
        """

    def cancel(self, after: Seconds) -> None:
        """Drop every sound that begins at or after `after`; what sounds goes on to its end."""

    def silence(self) -> None:
        """Fade out what sounds, without a click, and drop everything placed."""

    def hush(self, on: bool) -> None:
        """While it is on, nothing spoken is heard: what sounds is faded out, what begins begins
        unheard, and is gone. Everything else goes on."""

    def set_volume(self, volume: float) -> None:
        """0.0 to 1.0, of all that is played from now on, in mid-clip too."""

    def close(self) -> None:
        """Stop and give the device back. Never raises, never takes longer than a second."""
