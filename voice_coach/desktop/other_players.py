"""Other players on the desktop: lowered or paused while the coach speaks, and given back.

What was done to them is on disk before it is done, so that the next process can give it back if
this one is killed. What the user has changed meanwhile is left as it is.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection

from voice_coach.core.model.other_players import OtherPlayers
from voice_coach.desktop.session_bus import BUS, ask
from voice_coach.system.atomic_write import write_whole
from voice_coach.system.bounded_read import LARGEST, read_regular

PREFIX = "org.mpris.MediaPlayer2."
OWN_NAME = f"{PREFIX}voice_coach"
OBJECT = "/org/mpris/MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"

_LOWER_BY = 0.3
"""A lowered player keeps this share of its volume: about 10 dB less where the scale is linear."""

_SAME_WITHIN = 0.03
"""Players round volumes, some to whole percents."""


@dataclass(frozen=True, slots=True)
class Lowered:
    """One player as it was and as we have made it. Of a paused one, both volumes are None."""

    before: float | None = None
    now: float | None = None


_KEPT = msgspec.json.Decoder(dict[str, Lowered])


class PlayerControl:
    """Lowers or pauses the players on a bus, and gives back."""

    def __init__(self, bus: DBusConnection, how: OtherPlayers, kept: Path) -> None:
        """`kept`: the file in which is what must be given back."""
        self._bus = bus
        self._how = how
        self._kept = kept
        self._lowered: dict[str, Lowered] = {}
        with suppress(OSError, msgspec.MsgspecError):
            self._lowered = _KEPT.decode(read_regular(kept, LARGEST))

    def lower(self) -> None:
        """Lower or pause every player that plays. Raises OSError when the bus is gone."""
        if self._how is OtherPlayers.LEAVE:
            return
        names = ask(self._bus, {"": new_method_call(BUS, "ListNames")}).get("") or ()
        others = [name for name in names if name.startswith(PREFIX) and name != OWN_NAME]
        states = ask(self._bus, {name: _properties(name).get_all() for name in others})
        orders = {}
        for name, state in states.items():
            if name in self._lowered or _value(state, "PlaybackStatus") != "Playing":
                continue
            volume = _value(state, "Volume")
            if self._how is OtherPlayers.PAUSE:
                self._lowered[name] = Lowered()
                orders[name] = new_method_call(_address(name), "Pause")
            elif isinstance(volume, float) and volume > 0:
                self._lowered[name] = Lowered(volume, volume * _LOWER_BY)
                orders[name] = _properties(name).set("Volume", "d", volume * _LOWER_BY)
        if orders:
            self._keep()
            ask(self._bus, orders)

    def give_back(self) -> None:
        """Give back what was lowered or paused; those that don't answer are tried again the next
        time. Raises OSError when the bus is gone."""
        if not self._lowered:
            return
        states = ask(self._bus, {name: _properties(name).get_all() for name in self._lowered})
        orders = {}
        for name, state in states.items():
            was, volume = self._lowered[name], _value(state, "Volume")
            if was.before is None or was.now is None:
                if _value(state, "PlaybackStatus") == "Paused":
                    orders[name] = new_method_call(_address(name), "Play")
            elif isinstance(volume, float) and abs(volume - was.now) < _SAME_WITHIN:
                orders[name] = _properties(name).set("Volume", "d", was.before)
        ask(self._bus, orders)
        self._lowered = {name: one for name, one in self._lowered.items() if name not in states}
        self._keep()

    def _keep(self) -> None:
        with suppress(OSError):
            if self._lowered:
                write_whole(self._kept, msgspec.json.encode(self._lowered))
            else:
                self._kept.unlink(missing_ok=True)


def _address(name: str) -> DBusAddress:
    return DBusAddress(OBJECT, bus_name=name, interface=PLAYER)


def _properties(name: str) -> Properties:
    return Properties(_address(name))


def _value(state: dict[str, tuple[str, Any]] | None, name: str) -> Any:
    return (state or {}).get(name, ("", None))[1]
