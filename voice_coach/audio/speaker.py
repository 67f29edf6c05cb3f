"""The sound device: opened, watched, and opened again after it was lost."""

from __future__ import annotations

import os
import threading
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import miniaudio

from voice_coach.audio.clip import RATE
from voice_coach.core.exercise import Seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_PERIOD_MS = 20
"""Sound asked for at a time."""

_BUFFER_MS = 120
"""Sound the device has in store: if the machine does not run us for longer, there is a gap.
From an order to its being heard it takes this, and up to a period more: measured 95 ms to
silence after a fade of 20 ms. 80 ran dry more often. Of PulseAudio it had better be a multiple
of 40, or its periods and ours drift past each other."""

# Of PulseAudio, miniaudio asks for a store of one period, whatever number of them it is told:
# that ran dry on an idle machine. This variable is libpulse's own way to ask for another.
os.environ.setdefault("PULSE_LATENCY_MSEC", str(_BUFFER_MS))

_DEAF_AFTER: Seconds = 1.0
"""A device that asks for no sound for so long is lost. It does not say so itself: when its
server dies or freezes, the requests just end. Shorter pauses occur on a busy machine."""

_RETRY_EVERY: Seconds = 2.0

# PulseAudio first and alone: ALSA, when asked in vain, writes about it on the terminal.
# The "Null" backend takes sound and plays nothing: it counts as no device.
_PULSE = [miniaudio.Backend.PULSEAUDIO]
_OTHERS: list[miniaudio.Backend] = [
    backend
    for backend in miniaudio.Backend
    if backend
    not in (miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.CUSTOM, miniaudio.Backend.NULL)
]


_Outcome = str | miniaudio.MiniaudioError
"""Of an attempt to open a device: its name, or what was in the way."""


class Speaker:
    """Has a device read the stream whenever there is one.

    A device is opened and closed in threads of their own, because a sound server that is
    frozen holds both up until it thaws.
    """

    def __init__(
        self,
        read: Callable[[int], bytes],
        found: Callable[[str], None],
        lost: Callable[[str], None],
    ) -> None:
        """`read` gives the next samples, in the device's thread. `found` takes the name of a
        device that was opened; `lost` takes the reason, once a loss."""
        self._read = read
        self._found = found
        self._lost = lost
        self.deaf = False
        """Whether there is no device, for certain."""
        self._device: miniaudio.PlaybackDevice | None = None
        self._asked = threading.Event()
        self._idle: Seconds = 0.0
        """How long the device has not asked for sound, or has been sought."""
        self._outcomes: SimpleQueue[_Outcome] = SimpleQueue()
        self._seeking = False
        self._seek()

    def watch(self, wait: Seconds) -> None:
        """Look after the device for as long as `wait`; to be called over and over.

        Waits are added up, and not the time between calls, so that a process that was itself
        at a standstill does not blame the device.
        """
        try:
            outcome = self._outcomes.get(timeout=wait)
        except Empty:
            self._look(wait)
        else:
            self._seeking = False
            self._idle = 0.0
            self._take(outcome)

    def _look(self, waited: Seconds) -> None:
        self._idle += waited
        if self._asked.is_set():
            self._asked.clear()
            self._idle = 0.0
        elif self._device is None and not self._seeking:
            if self._idle >= _RETRY_EVERY:
                self._seek()
        elif self._idle >= _DEAF_AFTER:
            self._lose("the sound device takes no sound any more")

    def _take(self, outcome: _Outcome) -> None:
        if isinstance(outcome, miniaudio.MiniaudioError):
            self._lose(f"no sound device can be opened ({outcome.args[0]})")
        else:
            self.deaf = False
            self._found(outcome)

    def _lose(self, reason: str) -> None:
        if not self.deaf:
            self.deaf = True
            self._lost(reason)
        device, self._device = self._device, None
        if device is not None:
            threading.Thread(target=device.close, daemon=True).start()
            self._seek()

    def _seek(self) -> None:
        self._idle = 0.0
        self._seeking = True
        threading.Thread(target=self._open, daemon=True).start()

    def _open(self) -> None:
        try:
            device = _first_device()
            requests = self._requests(device)
            next(requests)
            self._device = device
            device.start(requests)
            outcome: _Outcome = str(device.backend)
        except miniaudio.MiniaudioError as error:
            self._device = None
            outcome = error
        self._outcomes.put(outcome)

    def _requests(self, device: miniaudio.PlaybackDevice) -> Generator[bytes, int, None]:
        """Answers what `device` asks for, until another has taken its place."""
        samples = yield b""
        while self._device is device:
            self._asked.set()
            samples = yield self._read(samples)


def _first_device() -> miniaudio.PlaybackDevice:
    try:
        return _device(_PULSE)
    except miniaudio.MiniaudioError:
        return _device(_OTHERS)


def _device(backends: list[miniaudio.Backend]) -> miniaudio.PlaybackDevice:
    return miniaudio.PlaybackDevice(
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
