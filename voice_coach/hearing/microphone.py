"""The microphone: the sound device that is listened to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_coach import clock
from voice_coach.audio.sound_device import Device, SoundDevice, microphone
from voice_coach.core.exercise import Seconds
from voice_coach.hearing.port import RATE

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Generator

    from miniaudio import Backend

_PERIOD_MS = 20
"""Sound given at a time: less wakes us more often, more is heard later."""


class Microphone(SoundDevice):
    """Has a device give its sound whenever there is one."""

    kind = "microphone"
    idle = "gives no sound any more"

    def __init__(
        self,
        take: Callable[[bytes, Seconds], None],
        found: Callable[[str], None],
        lost: Callable[[str], None],
    ) -> None:
        """`take` gets sound as it comes, and when it came, in the device's thread. `found` takes
        the name of a device that was opened; `lost` takes the reason, once a loss."""
        self._take_sound = take
        super().__init__(found, lost)

    def _make(self, backends: list[Backend]) -> Device:
        return microphone(backends, RATE, _PERIOD_MS)

    def _serve(self, device: Device) -> Generator[None, bytes | array[int], None]:
        """Takes what `device` gives."""
        sound = yield
        while self._works(device):
            self._take_sound(bytes(sound), clock.now())
            sound = yield
