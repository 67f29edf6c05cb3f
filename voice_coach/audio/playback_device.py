"""The speaker: the sound device that takes the stream."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import miniaudio

from voice_coach.audio.clip import RATE
from voice_coach.audio.device_base import Device, PlaybackDevice, SoundDevice

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_PERIOD_MS = 20
"""Sound asked for at a time, in milliseconds."""

_BUFFER_MS = 120
"""Sound the device has in store: if the machine does not run us for longer, there is a gap.
From an order to its being heard it takes this, and up to a period more: measured 95 ms to
silence after a fade of 20 ms. 80 ran dry more often. Of PulseAudio it had better be a multiple
of 40, or its periods and ours drift past each other."""

# Of PulseAudio, miniaudio asks for a store of one period, whatever number of them it is told:
# that ran dry on an idle machine. This variable is libpulse's own way to ask for another.
os.environ.setdefault("PULSE_LATENCY_MSEC", str(_BUFFER_MS))


class Speaker(SoundDevice):
    """Plays a stream on a device whenever there is one."""

    idle = "takes no sound any more"

    def __init__(
        self,
        read: Callable[[int], bytes],
        found: Callable[[str], None],
        lost: Callable[[str], None],
    ) -> None:
        """`read` gives the next samples, in the device's thread. `found` takes the name of a
        device that was opened; `lost` takes the reason, once a loss."""
        self._read = read
        super().__init__(found, lost)

    def _make(self, backends: list[miniaudio.Backend]) -> Device:
        # Each time that it can't open one, miniaudio 1.71 keeps a client of PulseAudio and five
        # descriptors. The first attempt is not to wait for a look.
        if self.missing and not miniaudio.Devices(backends).get_playbacks():
            raise miniaudio.MiniaudioError("there is none")
        return PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=_PERIOD_MS,
            callback_periods=_BUFFER_MS // _PERIOD_MS,
            backends=backends,
            # Where the system forbids it, miniaudio takes the normal priority instead.
            thread_prio=miniaudio.ThreadPriority.REALTIME,
            app_name="voice-coach",
        )

    def _serve(self, device: Device) -> Generator[bytes, int, None]:
        """Answer the requests of `device`."""
        samples = yield b""
        while self._works(device):
            samples = yield self._read(samples)
