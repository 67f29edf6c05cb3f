"""A sound device whose server freezes, refuses or comes back: opened once at a time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast

import miniaudio

from voice_coach.audio.device_base import Device, SoundDevice
from voice_coach.system import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_PATIENCE = 10.0


class FakeDevice:
    """A device that starts when its server lets it."""

    backend = "a fake"

    def __init__(self, server: FakeServer) -> None:
        self._server = server

    def start(self, _work: Generator[None, None, None]) -> None:
        self._server.starting += 1
        self._server.runs.wait()

    def close(self) -> None:
        self._server.closed += 1


class FakeServer:
    """Counts what is asked of it."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.refuses = refuses
        self.asked = self.starting = self.closed = 0
        self.runs = threading.Event()

    def open(self) -> FakeDevice:
        self.asked += 1
        if self.refuses:
            raise miniaudio.MiniaudioError("failed to init device")
        return FakeDevice(self)


class Watched(SoundDevice):
    """The device of a fake server, with what was told of it."""

    def __init__(self, server: FakeServer) -> None:
        self._server = server
        self.told: list[str] = []
        super().__init__(self.told.append, self.told.append)

    def _make(self, _backends: list[miniaudio.Backend]) -> Device:
        return cast("Device", self._server.open())

    def _serve(self, device: Device) -> Generator[None, None, None]:
        yield
        while self._works(device):
            yield

    def watch_for(self, turns: int) -> None:
        """Watch as if half a second passed at each of so many turns."""
        for _ in range(turns):
            self._look(0.5)


def wait_until(happened: Callable[[], bool]) -> None:
    """Wait for what another thread does."""
    deadline = clock.now() + _PATIENCE
    while not happened():
        assert clock.now() < deadline
        threading.Event().wait(0.005)


def test_while_a_frozen_server_holds_up_one_attempt_no_other_is_made() -> None:
    server = FakeServer()
    device = Watched(server)
    wait_until(lambda: server.starting == 1)
    device.watch_for(100)
    assert (server.asked, server.closed) == (1, 0)
    assert device.told == ["the sound device does nothing any more"]
    server.runs.set()


def test_a_device_that_was_given_up_meanwhile_is_closed_when_its_server_thaws() -> None:
    server = FakeServer()
    device = Watched(server)
    wait_until(lambda: server.starting == 1)
    device.watch_for(10)
    server.runs.set()
    device.watch(_PATIENCE)
    wait_until(lambda: server.closed == 1)
    # Sought anew, and found.
    device.watch_for(4)
    device.watch(_PATIENCE)
    assert (server.asked, server.closed, device.missing) == (2, 1, False)
    assert device.told[-1] == "a fake"


def test_where_no_device_can_be_opened_attempts_follow_one_another() -> None:
    server = FakeServer(refuses=True)
    device = Watched(server)
    device.watch(_PATIENCE)
    threads = threading.active_count()
    for _ in range(5):
        device.watch_for(5)
        device.watch(_PATIENCE)
    # Of each attempt, PulseAudio is asked first and then the other sound systems.
    assert server.asked == 2 * 6
    assert threading.active_count() <= threads
    assert device.told == ["no sound device can be opened (failed to init device)"]
