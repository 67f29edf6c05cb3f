"""A sound device: opened, watched, and opened again after it was lost."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from functools import partial
from queue import Empty
from typing import TYPE_CHECKING, Any, TypeVar

import miniaudio

from voice_coach.core.units import Seconds
from voice_coach.system.mailbox import Mailbox

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_IDLE_AFTER: Seconds = 1.0
"""A device that neither asks for sound nor gives any for so long is lost. It does not say so
itself: when its server dies or freezes, it just stops calling. Shorter pauses occur on a busy
machine."""

_RETRY_EVERY: Seconds = 2.0

# PulseAudio first and alone: ALSA, when asked in vain, writes about it on the terminal.
# The "Null" backend takes sound and plays nothing: it counts as no device.
_PULSE = [miniaudio.Backend.PULSEAUDIO]
_NONE = (miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.CUSTOM, miniaudio.Backend.NULL)
_OTHERS = [backend for backend in miniaudio.Backend if backend not in _NONE]


class _OwnsConnection(miniaudio.AbstractDevice):
    """A device that gives back its connection to the sound system as well.

    miniaudio 1.71 keeps that of each device that was closed or could not be opened: two pipes, a
    memory file and a client of the server each time.
    """

    _context: Any = None

    def __init__(self, **options: Any) -> None:
        try:
            super().__init__(**options)
        except miniaudio.MiniaudioError:
            # It refers to itself: nobody would give it back soon.
            self.close()
            raise

    def _make_context(self, *options: Any) -> Any:
        # Noted at once: where the device itself can't be opened, miniaudio notes it never.
        self._context = super()._make_context(*options)
        return self._context

    def close(self) -> None:
        """Close the device, then its connection. Also done when nobody holds it any more."""
        super().close()
        context, self._context = self._context, None
        if context is not None:
            miniaudio.lib.ma_context_uninit(context)  # type: ignore[attr-defined] # it is there


class PlaybackDevice(_OwnsConnection, miniaudio.PlaybackDevice):
    """Plays sound."""


class CaptureDevice(_OwnsConnection, miniaudio.CaptureDevice):
    """Records sound."""


Device = PlaybackDevice | CaptureDevice
_Made = TypeVar("_Made", bound=Device)

_MONITOR = b".monitor"
"""Suffix of PulseAudio's names for the recording side of a speaker. Without a microphone, one of
them takes its place, and the coach would listen to itself."""


class NoneSuchError(miniaudio.MiniaudioError):
    """The sound system works, but has no such device; another system would find nothing better."""


def first_device(make: Callable[[list[miniaudio.Backend]], _Made]) -> _Made:
    """The device of the first sound system that has one. Raise MiniaudioError where none has."""
    try:
        return make(_PULSE)
    except NoneSuchError:
        raise
    except miniaudio.MiniaudioError:
        return make(_OTHERS)


def microphone(backends: list[miniaudio.Backend], rate: int, period_ms: int) -> CaptureDevice:
    """The default microphone of one of these sound systems: one channel, signed 16 bit. Raises
    MiniaudioError."""
    check_microphones(miniaudio.Devices(backends))
    return CaptureDevice(
        input_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=rate,
        buffersize_msec=period_ms,
        backends=backends,
        # Where the system forbids it, miniaudio takes the normal priority instead.
        thread_prio=miniaudio.ThreadPriority.REALTIME,
        app_name="voice-coach",
    )


def check_microphones(devices: miniaudio.Devices) -> None:
    """Raises NoneSuchError where there are none, and MiniaudioError where that can't be known."""
    captures = devices.get_captures()
    if not captures:
        # Opening one in vain would cost a client of the server each time.
        raise miniaudio.MiniaudioError("there is none")
    if all(_name(one).endswith(_MONITOR) for one in captures):
        raise NoneSuchError("there is none")


def _name(device: dict[str, Any]) -> bytes:
    """The sound system's name of a device."""
    name = miniaudio.ffi.buffer(device["id"])  # type: ignore[attr-defined] # it is there
    return bytes(name).partition(b"\0")[0]


class SoundDevice(ABC):
    """Keeps a device working whenever there is one.

    A device is opened and closed in threads of their own, because a sound server that is
    frozen holds both up until it thaws. One is opened at a time: the next attempt waits until
    the last has come back.
    """

    kind = "sound device"
    """The user's word for it."""
    idle = "does nothing any more"
    """The reason given when it is lost."""

    def __init__(self, found: Callable[[str], None], lost: Callable[[str], None]) -> None:
        """`found` takes the name of a device that was opened; `lost` takes the reason, once a
        loss."""
        self._found = found
        self._lost = lost
        self.missing = False
        """True if there is certainly no device."""
        self._device: Device | None = None
        self._worked = threading.Event()
        self._waited: Seconds = 0.0
        """Time for which the device has not worked, or has been sought."""
        self._reports: Mailbox[Callable[[], None]] = Mailbox()
        """From the other threads: what has come of their work, to be called by `watch`."""
        self._seeking = False
        """True while a device is being opened."""
        self._seek()

    @abstractmethod
    def _make(self, backends: list[miniaudio.Backend]) -> Device:
        """Open a device of one of these sound systems. Raises MiniaudioError."""

    @abstractmethod
    def _serve(self, device: Device) -> Generator[Any, Any, None]:
        """Serve the device, for as long as `_works` returns True at each turn."""

    def watch(self, wait: Seconds) -> None:
        """Watch the device for `wait` seconds; call it over and over.

        Waits are added up, not the time between calls, so that a process that was itself stopped
        does not blame the device.
        """
        try:
            report = self._reports.get(timeout=wait)
        except Empty:
            self._look(wait)
        else:
            report()

    def _works(self, device: Device) -> bool:
        """Note that `device` works; return False once another has taken its place."""
        self._worked.set()
        return self._device is device

    def _give_up(self, device: Device, error: miniaudio.MiniaudioError) -> None:
        """Give up `device`, unless it is given up already, for a reason that its work does not
        show."""
        self._reports.put(partial(self._given_up, device, str(error.args[0])))

    def _look(self, waited: Seconds) -> None:
        self._waited += waited
        if self._worked.is_set():
            self._worked.clear()
            self._waited = 0.0
        elif self._device is None and not self._seeking:
            if self._waited >= _RETRY_EVERY:
                self._seek()
        elif self._waited >= _IDLE_AFTER:
            self._lose(f"the {self.kind} {self.idle}")

    def _opened(self, device: Device) -> None:
        self._sought()
        if self._device is device:
            self.missing = False
            self._found(str(device.backend))
        else:
            # It was given up while its server held it up.
            _close(device)

    def _not_opened(self, reason: str) -> None:
        self._sought()
        self._lose_for(reason)

    def _given_up(self, device: Device, reason: str) -> None:
        if self._device is device:
            self._lose_for(reason)

    def _lose_for(self, reason: str) -> None:
        self._lose(f"no {self.kind} can be opened ({reason})")

    def _lose(self, reason: str) -> None:
        if not self.missing:
            self.missing = True
            self._lost(reason)
        device, self._device = self._device, None
        if device is not None and not self._seeking:
            _close(device)
            self._seek()

    def _seek(self) -> None:
        self._waited = 0.0
        self._seeking = True
        threading.Thread(target=self._open, daemon=True).start()

    def _sought(self) -> None:
        self._waited = 0.0
        self._seeking = False

    def _open(self) -> None:
        device = None
        try:
            device = first_device(self._make)
            work = self._serve(device)
            next(work)
            self._device = device
            device.start(work)
        except miniaudio.MiniaudioError as error:
            self._device = None
            if device is not None:
                device.close()
            # The words alone: the error would hold the device that could not be opened.
            report = partial(self._not_opened, str(error.args[0]))
        else:
            report = partial(self._opened, device)
        # The error is gone by now, and with it what was half open.
        self._reports.put(report)


def _close(device: Device) -> None:
    """Close a device without waiting for it."""
    threading.Thread(target=device.close, daemon=True).start()
