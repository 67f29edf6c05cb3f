"""A connection to the desktop's D-Bus, for many questions at once."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, MessageType
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from voice_coach.core.units import Seconds
from voice_coach.system import clock

_CONNECT_WITHIN: Seconds = 1.0

_ANSWER_WITHIN: Seconds = 0.15
"""The longest wait for answers. Two such waits fit into the time that a process has to end."""

BUS = DBusAddress(
    "/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus"
)


def connect() -> DBusConnection | None:
    """Connect to the session's bus; None if there is none that answers."""
    with suppress(OSError, KeyError, ValueError, RuntimeError):
        return open_dbus_connection("SESSION", auth_timeout=_CONNECT_WITHIN)
    return None


def ask(bus: DBusConnection, questions: Mapping[str, Message]) -> dict[str, Any]:
    """Put all questions at once, each under a name. Returns the first value of each answer, None
    for an error; those that did not answer in time are missing. Raises OSError when the bus is
    gone."""
    waiting: dict[int, str] = {}
    for name, question in questions.items():
        serial = next(bus.outgoing_serial)
        bus.send(question, serial=serial)
        waiting[serial] = name
    answers: dict[str, Any] = {}
    until = clock.now() + _ANSWER_WITHIN
    while waiting:
        try:
            reply = bus.receive(timeout=max(0.0, until - clock.now()))
        except TimeoutError:
            break
        serial = reply.header.fields.get(HeaderFields.reply_serial, -1)
        if serial in waiting:
            name = waiting.pop(serial)
            failed = reply.header.message_type is MessageType.error
            answers[name] = None if failed or not reply.body else reply.body[0]
    return answers
