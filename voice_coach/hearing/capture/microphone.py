"""The microphone: a sound device that records."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import miniaudio

from voice_coach.audio.device_base import (
    Device,
    NoneSuchError,
    SoundDevice,
    check_microphones,
    microphone,
)
from voice_coach.core.units import Seconds
from voice_coach.hearing.ports.recogniser import RATE
from voice_coach.system import clock

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Generator

_PERIOD_MS = 40
"""Length of sound handed over at a time, in milliseconds. Shorter wakes the process more often,
longer adds delay: with 20 the listener took 5 % of a core in a quiet room, with 40 it takes 3.5 %.
"""

_CHECK_EVERY: Seconds = 1.0


class Microphone(SoundDevice):
    """Records from a device whenever there is one."""

    kind = "microphone"
    idle = "gives no sound any more"

    def __init__(
        self,
        take: Callable[[bytes, Seconds], None],
        found: Callable[[str], None],
        lost: Callable[[str], None],
    ) -> None:
        """`take` gets sound and the time it came, in the device's thread. `found` takes the name of
        a device that was opened; `lost` takes the reason, once a loss."""
        self._take_sound = take
        super().__init__(found, lost)

    def _make(self, backends: list[miniaudio.Backend]) -> Device:
        return microphone(backends, RATE, _PERIOD_MS)

    def _serve(self, device: Device) -> Generator[None, bytes | array[int], None]:
        """Take the sound of `device`."""
        threading.Thread(target=self._guard, args=(device,), daemon=True).start()
        sound = yield
        while self._works(device):
            self._take_sound(bytes(sound), clock.now())
            sound = yield

    def _guard(self, device: Device) -> None:
        """Check that PulseAudio still records from a microphone: when one is pulled out, it goes on
        with any other source, even the sound of a speaker. Asked in a thread of its own, because a
        frozen server does not answer."""
        if device.backend != "PulseAudio":
            return
        pause = threading.Event()
        try:
            devices = miniaudio.Devices([miniaudio.Backend.PULSEAUDIO])
            while not pause.wait(_CHECK_EVERY) and self._device is device:
                check_microphones(devices)
        except NoneSuchError as error:
            self._give_up(device, error)
        except miniaudio.MiniaudioError:
            # The server is gone, and the microphone gives no sound: that shows.
            return
