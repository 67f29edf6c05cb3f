"""The desktop process: `python -m voice_coach.desktop.worker OTHERS FILE`, kept alive by
`voice_coach.desktop.link`.

It is a process of its own so that no bus holds up the beat, and so that it outlives a coach that
is killed: when its input ends, it gives back what it has lowered, and exits.
"""

from __future__ import annotations

import os
import selectors
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import BinaryIO, NoReturn

from jeepney.io.blocking import DBusConnection

from voice_coach.core.model.other_players import OtherPlayers
from voice_coach.core.units import Seconds
from voice_coach.desktop.messages import ORDERS, REPORTS, DesktopOrder, Pressed, ShowWorkout
from voice_coach.desktop.mpris import WorkoutPlayer
from voice_coach.desktop.other_players import PlayerControl
from voice_coach.desktop.session_bus import connect
from voice_coach.desktop.speaking_times import SpeakingTimes
from voice_coach.ipc.child import claim_stdout, tell
from voice_coach.system import clock
from voice_coach.system.mailbox import Mailbox


class _Ducking:
    """Lowers other players while the coach speaks, in a thread: they may answer late."""

    def __init__(self, control: PlayerControl) -> None:
        self._control = control
        self._orders: Mailbox[DesktopOrder | None] = Mailbox()
        self._thread = threading.Thread(target=self._run, name="other players", daemon=True)
        self._thread.start()

    def take(self, order: DesktopOrder) -> None:
        """Take an order."""
        self._orders.put(order)

    def end(self) -> None:
        """Give everything back."""
        self._orders.put(None)
        self._thread.join()

    def _run(self) -> None:
        # A bus that is gone has taken the players with it.
        with suppress(OSError):
            self._lower_in_time()

    def _lower_in_time(self) -> None:
        times = SpeakingTimes()
        # What a process before this one could not give back.
        self._control.give_back()
        lower = False
        while True:
            change = times.next_change(clock.now())
            timeout = None if change is None else max(0.0, change - clock.now())
            with suppress(Empty):
                order = self._orders.get(timeout)
                if order is None:
                    self._control.give_back()
                    return
                times.take(order, clock.now())
            was, lower = lower, times.is_lower(clock.now())
            if lower and not was:
                self._control.lower()
            elif was and not lower:
                self._control.give_back()


def _serve(
    orders: BinaryIO, bus: DBusConnection, reports: Mailbox[Pressed], ducking: _Ducking
) -> None:
    """Obey until there are no more orders. Raises OSError when the bus is gone."""
    player = WorkoutPlayer(bus, lambda button: reports.put(Pressed(button)))
    change: Seconds | None = None
    with selectors.DefaultSelector() as ready:
        ready.register(orders, selectors.EVENT_READ)
        ready.register(bus.sock, selectors.EVENT_READ)
        while True:
            timeout = None if change is None else max(0.0, change - clock.now())
            order = None
            if any(key.fileobj is orders for key, _ in ready.select(timeout)):
                order = ORDERS.receive(orders)
                if order is None:
                    return
                ducking.take(order)
            change = _attend(player, order)


def _attend(player: WorkoutPlayer, order: DesktopOrder | None) -> Seconds | None:
    """See to the desktop's side. Returns the time at which to do so again."""
    if isinstance(order, ShowWorkout):
        player.show(order)
    player.serve(clock.now())
    player.refresh(clock.now())
    return player.next_change(clock.now())


def main() -> NoReturn:
    """Serve the coach at the other end of the pipes until it closes them."""
    coach = claim_stdout()
    how, kept = OtherPlayers(sys.argv[1]), Path(sys.argv[2])
    reports: Mailbox[Pressed] = Mailbox()
    threading.Thread(target=tell, args=(reports, REPORTS, coach), daemon=True).start()
    # Unbuffered, so that what has come shows in the descriptor.
    with os.fdopen(0, "rb", buffering=0) as orders:
        served, asked = connect(), connect()
        if served is not None and asked is not None:
            ducking = _Ducking(PlayerControl(asked, how, kept))
            with suppress(OSError):
                _serve(orders, served, reports, ducking)
            ducking.end()
        # Without a bus there is nothing to do, and nothing that another process could do better.
        while ORDERS.receive(orders) is not None:
            pass
    os._exit(0)


if __name__ == "__main__":
    main()
