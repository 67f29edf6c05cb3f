"""The microphone: the sound device that is listened to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import miniaudio

from voice_coach import clock
from voice_coach.audio.sound_device import Device, NoneSuchError, SoundDevice
from voice_coach.core.exercise import Seconds
from voice_coach.hearing.port import RATE

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Generator

_MONITOR = b".monitor"
"""How PulseAudio's names of what records a speaker end. Where there is no microphone, one of them
takes its place, and the coach would listen to itself."""

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

    def _make(self, backends: list[miniaudio.Backend]) -> Device:
        captures = miniaudio.Devices(backends).get_captures()
        if captures and all(_name(capture).endswith(_MONITOR) for capture in captures):
            raise NoneSuchError("there is none")
        return miniaudio.CaptureDevice(
            input_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=_PERIOD_MS,
            backends=backends,
            thread_prio=miniaudio.ThreadPriority.REALTIME,
            app_name="voice-coach",
        )

    def _serve(self, device: Device) -> Generator[None, bytes | array[int], None]:
        """Takes what `device` gives."""
        sound = yield
        while self._works(device):
            self._take_sound(bytes(sound), clock.now())
            sound = yield


def _name(capture: dict[str, Any]) -> bytes:
    """What the sound system calls a device."""
    id_ = miniaudio.ffi.buffer(capture["id"])  # type: ignore[attr-defined] # it is there
    return bytes(id_).partition(b"\0")[0]
