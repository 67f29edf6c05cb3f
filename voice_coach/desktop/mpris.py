"""The workout as a media player on the desktop's bus, by MPRIS 2.2
(https://specifications.freedesktop.org/mpris-spec/2.2/)."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection

from voice_coach.core.units import Seconds, clock_time
from voice_coach.core.wording.harmless_text import harmless
from voice_coach.desktop.messages import Button, Playback, ShowWorkout
from voice_coach.desktop.other_players import OBJECT, OWN_NAME, PLAYER
from voice_coach.desktop.session_bus import BUS, ask

ROOT = "org.mpris.MediaPlayer2"
PROPERTIES = "org.freedesktop.DBus.Properties"

TOLD_EVERY: Seconds = 5.0
"""The time left is told as text too, in these steps: many lock screens show no position."""

_TAKE_OVER = 1 | 2 | 4
"""Flags of RequestName: allow replacement, replace, do not queue."""

_NOTHING = ShowWorkout(0.0, Playback.STOPPED, "", 0, "", 0.0, None)

_IDENTITY: dict[str, tuple[str, Any]] = {
    "CanQuit": ("b", False),
    "CanRaise": ("b", False),
    "HasTrackList": ("b", False),
    "Identity": ("s", "voice-coach"),
    "SupportedUriSchemes": ("as", []),
    "SupportedMimeTypes": ("as", []),
}

Properties = dict[str, tuple[str, Any]]


class WorkoutPlayer:
    """Answers what the desktop asks and asks for."""

    def __init__(self, bus: DBusConnection, pressed: Callable[[Button], None]) -> None:
        """`pressed` takes each control that is used. Raises OSError."""
        self._bus = bus
        self._pressed = pressed
        self._workout = _NOTHING
        self._told: Properties = {}
        ask(bus, {"": new_method_call(BUS, "RequestName", "su", (OWN_NAME, _TAKE_OVER))})

    def show(self, workout: ShowWorkout) -> None:
        """From now on this is what there is to tell. Raises OSError."""
        self._workout = workout
        self.refresh(workout.at)
        self._signal(PLAYER, "Seeked", "x", (_micro(workout.elapsed),))

    def refresh(self, now: Seconds) -> None:
        """Tell the desktop what has changed. Raises OSError."""
        properties = self._properties(now)
        changed = {
            name: value for name, value in properties.items() if self._told.get(name) != value
        }
        # By the standard, the position is asked for and not told.
        if changed.keys() - {"Position"}:
            changed.pop("Position", None)
            self._signal(PROPERTIES, "PropertiesChanged", "sa{sv}as", (PLAYER, changed, []))
        self._told = properties

    def next_change(self, now: Seconds) -> Seconds | None:
        """The next time at which there is something to tell; None if it stands still."""
        if self._workout.playback is not Playback.PLAYING:
            return None
        left = self._left(now)
        return now + (TOLD_EVERY if left is None else (left % TOLD_EVERY or TOLD_EVERY) + 0.01)

    def serve(self, now: Seconds) -> None:
        """Answer everything that has come. Raises OSError."""
        with suppress(TimeoutError):
            while True:
                message = self._bus.receive(timeout=0)
                if message.header.message_type is MessageType.method_call:
                    self._bus.send(self._answer(message, now))

    def _answer(self, message: Message, now: Seconds) -> Message:
        fields = message.header.fields
        interface, member = fields.get(HeaderFields.interface), fields.get(HeaderFields.member)
        if interface == PROPERTIES:
            return self._answer_about(message, str(member), now)
        if interface == PLAYER and member in set(Button):
            self._pressed(Button(str(member)))
        elif interface not in (PLAYER, ROOT, "org.freedesktop.DBus.Peer"):
            return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
        return new_method_return(message)

    def _answer_about(self, message: Message, member: str, now: Seconds) -> Message:
        found = {PLAYER: self._properties(now), ROOT: _IDENTITY}.get(message.body[0], {})
        if member == "GetAll":
            return new_method_return(message, "a{sv}", (found,))
        if message.body[1] not in found:
            return new_error(message, "org.freedesktop.DBus.Error.UnknownProperty")
        if member == "Get":
            return new_method_return(message, "v", (found[message.body[1]],))
        return new_error(message, "org.freedesktop.DBus.Error.PropertyReadOnly")

    def _properties(self, now: Seconds) -> Properties:
        workout = self._workout
        live = workout.playback is not Playback.STOPPED
        return {
            "PlaybackStatus": ("s", workout.playback.value),
            "Rate": ("d", 1.0),
            "MinimumRate": ("d", 1.0),
            "MaximumRate": ("d", 1.0),
            "Volume": ("d", 1.0),
            "Metadata": ("a{sv}", self._metadata(now) if live else {}),
            "Position": ("x", _micro(self._elapsed(now))),
            "CanGoNext": ("b", live),
            "CanGoPrevious": ("b", live),
            "CanPlay": ("b", live),
            "CanPause": ("b", live),
            "CanSeek": ("b", False),
            "CanControl": ("b", True),
        }

    def _metadata(self, now: Seconds) -> Properties:
        workout = self._workout
        left = self._left(now)
        told = "at your pace" if left is None else f"{clock_time(_in_steps(left))} left"
        metadata: Properties = {
            "mpris:trackid": ("o", f"/voice_coach/interval/{workout.index}"),
            "xesam:title": ("s", harmless(workout.doing)),
            "xesam:artist": ("as", [f"{told} · {harmless(workout.routine)}"]),
            "xesam:album": ("s", harmless(workout.routine)),
        }
        if workout.length is not None:
            metadata["mpris:length"] = ("x", _micro(workout.length))
        return metadata

    def _elapsed(self, now: Seconds) -> Seconds:
        workout = self._workout
        runs = workout.playback is Playback.PLAYING
        elapsed = workout.elapsed + (max(0.0, now - workout.at) if runs else 0.0)
        return elapsed if workout.length is None else min(elapsed, workout.length)

    def _left(self, now: Seconds) -> Seconds | None:
        length = self._workout.length
        return None if length is None else length - self._elapsed(now)

    def _signal(self, interface: str, name: str, signature: str, body: tuple[Any, ...]) -> None:
        self._bus.send(new_signal(DBusAddress(OBJECT, interface=interface), name, signature, body))


def _in_steps(left: Seconds) -> Seconds:
    return math.ceil(left / TOLD_EVERY - 1e-6) * TOLD_EVERY


def _micro(seconds: Seconds) -> int:
    return round(seconds * 1_000_000)
