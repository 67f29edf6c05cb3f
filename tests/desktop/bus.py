"""Players on a bus of the test's own, and a desktop that uses their controls."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    Properties,
    message_bus,
    new_error,
    new_method_call,
    new_method_return,
)
from jeepney.io.blocking import Proxy, open_dbus_connection

from voice_coach.system import clock

OBJECT = "/org/mpris/MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
OURS = "org.mpris.MediaPlayer2.voice_coach"
MUSIC = "org.mpris.MediaPlayer2.music"

PATIENCE = 60.0
"""Seconds after which what has not happened will not happen."""


class Player:
    """A player of music, in a thread. What is asked of it is in `asked`."""

    def __init__(self, address: str, name: str, volume: float | None, status: str) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.volume = volume
        self.status = status
        self.answers = True
        """False: it hangs."""
        self._happened = threading.Condition()
        self._bus = open_dbus_connection(address)
        Proxy(message_bus, self._bus).RequestName(name)
        self._over, self._wake = os.pipe()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def wait_until_volume(self, volume: float) -> None:
        """Wait until it is about as loud as this."""
        self._wait(lambda: self.volume is not None and abs(self.volume - volume) < 0.001)

    def wait_until_status(self, status: str) -> None:
        self._wait(lambda: self.status == status)

    def wait_until_asked(self, times: int) -> None:
        self._wait(lambda: len(self.asked) >= times)

    def close(self) -> None:
        os.write(self._wake, b"x")
        self._thread.join(5)
        self._bus.close()
        os.close(self._over)
        os.close(self._wake)

    def _wait(self, happened: Any) -> None:
        with self._happened:
            assert self._happened.wait_for(happened, PATIENCE), (
                self.volume,
                self.status,
                self.asked,
            )

    def _serve(self) -> None:
        while True:
            readable, _, _ = select.select([self._bus.sock, self._over], [], [])
            if self._over in readable:
                return
            with suppress(TimeoutError):
                while True:
                    message = self._bus.receive(timeout=0)
                    if message.header.message_type is MessageType.method_call and self.answers:
                        with self._happened:
                            self._bus.send(self._answer(message))
                            self._happened.notify_all()

    def _answer(self, message: Message) -> Message:
        member = message.header.fields[HeaderFields.member]
        match member:
            case "GetAll":
                state: dict[str, tuple[str, object]] = {"PlaybackStatus": ("s", self.status)}
                if self.volume is not None:
                    state["Volume"] = ("d", self.volume)
                return new_method_return(message, "a{sv}", (state,))
            case "Set":
                self.asked.append(message.body)
                self.volume = message.body[2][1]
            case "Pause" | "Play":
                self.asked.append((member,))
                self.status = "Paused" if member == "Pause" else "Playing"
            case _:
                return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
        return new_method_return(message)


@contextmanager
def player(
    address: str, name: str = MUSIC, volume: float | None = 0.8, status: str = "Playing"
) -> Iterator[Player]:
    """Run a player on the bus."""
    one = Player(address, name, volume, status)
    try:
        yield one
    finally:
        one.close()


class Remote:
    """The desktop's side: what it sees of voice-coach, and its buttons."""

    def __init__(self, address: str) -> None:
        self._bus = open_dbus_connection(address)
        self._player = DBusAddress(OBJECT, bus_name=OURS, interface=PLAYER)

    def press(self, button: str) -> None:
        self.ask(PLAYER, button)

    def ask(self, interface: str, method: str) -> None:
        """Call a method; AssertionError where that is refused."""
        address = DBusAddress(OBJECT, bus_name=OURS, interface=interface)
        self._send(new_method_call(address, method))

    def set_volume(self, volume: float) -> None:
        self._send(Properties(self._player).set("Volume", "d", volume))

    def _send(self, message: Message) -> None:
        reply = self._bus.send_and_get_reply(message, timeout=PATIENCE)
        refused = reply.header.fields.get(HeaderFields.error_name)
        assert refused is None, refused

    def is_there(self) -> bool:
        return bool(Proxy(message_bus, self._bus).NameHasOwner(OURS)[0])

    def properties(self) -> dict[str, Any]:
        """All properties of the player; empty while it isn't there."""
        reply = self._bus.send_and_get_reply(Properties(self._player).get_all(), timeout=PATIENCE)
        if reply.header.message_type is MessageType.error:
            return {}
        return {name: value for name, (_, value) in reply.body[0].items()}

    def shown(self) -> dict[str, Any]:
        """The metadata."""
        found = self.properties().get("Metadata", {})
        return {name: value for name, (_, value) in found.items()}

    def wait_until(self, happened: Any) -> None:
        """Wait until this is true of it."""
        until = clock.now() + PATIENCE
        while not happened():
            assert clock.now() < until, self.properties()
            threading.Event().wait(0.02)

    def close(self) -> None:
        self._bus.close()
