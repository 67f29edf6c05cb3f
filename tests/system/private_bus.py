"""A bus of the test's own, with a logind or a desktop on it that records who asks for what."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from jeepney import (
    HeaderFields,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
)
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

NEEDS_BUS = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None, reason="no dbus-daemon is installed"
)


@contextmanager
def private_bus() -> Iterator[str]:
    """Run a bus; its address."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait()
        assert daemon.stdout is not None
        daemon.stdout.close()


class Service:
    """A service on a bus that grants inhibitors, or refuses some. It has the bus to itself."""

    def __init__(self, address: str, name: str, refused: tuple[str, ...] = ()) -> None:
        self.asked: list[tuple[object, ...]] = []
        """The arguments of each call of Inhibit."""
        self._refused = refused
        self._held: list[int] = []
        self._granted = threading.Semaphore(0)
        self._bus = open_dbus_connection(address, enable_fds=True)
        Proxy(message_bus, self._bus).RequestName(name)
        self._over, self._wake = os.pipe()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def wait_until_granted(self) -> None:
        """Wait for one more inhibitor to be given out."""
        assert self._granted.acquire(timeout=20), f"asked: {self.asked}"

    def wait_until_given_back(self) -> None:
        """Wait for the end of the last inhibitor that was given out."""
        readable, _, _ = select.select([self._held[-1]], [], [], 20)
        assert readable, "the inhibitor is still held"

    @property
    def is_held(self) -> bool:
        """True while the last inhibitor that was given out is held."""
        readable, _, _ = select.select([self._held[-1]], [], [], 0)
        return not readable

    def close(self) -> None:
        os.write(self._wake, b"x")
        self._thread.join(5)
        self._bus.close()
        for descriptor in (*self._held, self._over, self._wake):
            os.close(descriptor)

    def _serve(self) -> None:
        while True:
            readable, _, _ = select.select([self._bus.sock, self._over], [], [])
            if self._over in readable:
                return
            with suppress(TimeoutError):
                while True:
                    self._answer(self._bus)

    def _answer(self, bus: DBusConnection) -> None:
        message = bus.receive(timeout=0)
        fields = message.header.fields
        if message.header.message_type is not MessageType.method_call:
            return
        if fields.get(HeaderFields.member) != "Inhibit":
            return
        self.asked.append(message.body)
        if message.body[0] in self._refused:
            bus.send(new_error(message, "org.freedesktop.DBus.Error.AccessDenied"))
            return
        kept, given = os.pipe()
        self._held.append(kept)
        signature, answer = {
            f"{LOGIND}.Manager": ("h", given),
            SCREEN_SAVER: ("u", 7),
            PORTAL_INHIBIT: ("o", "/org/freedesktop/portal/desktop/request/1"),
        }[fields[HeaderFields.interface]]
        bus.send(new_method_return(message, signature, (answer,)))
        os.close(given)
        self._granted.release()


LOGIND = "org.freedesktop.login1"
SCREEN_SAVER = "org.freedesktop.ScreenSaver"
PORTAL = "org.freedesktop.portal.Desktop"
PORTAL_INHIBIT = "org.freedesktop.portal.Inhibit"


@contextmanager
def service(address: str, name: str = LOGIND, refused: tuple[str, ...] = ()) -> Iterator[Service]:
    """A service of that name on the bus."""
    one = Service(address, name, refused)
    try:
        yield one
    finally:
        one.close()
