"""The process that draws: `python -m voice_coach.screen.tui.program GROUND MOTION READ WRITE`,
started by `voice_coach.screen.drawing_process`.

Its terminal is on standard input and output. It reads orders from the pipe READ and reports on the
pipe WRITE, both file descriptors: `voice_coach.screen.messages` has both. When its input
ends, it leaves the terminal as it was and exits: it never outlives the coach.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
from typing import BinaryIO, NoReturn

from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError
from voice_coach.screen.art.palettes import depth_of
from voice_coach.screen.messages import (
    ORDERS,
    REPORTS,
    ComeBack,
    FrameWanted,
    KeyPressed,
    ScreenLoaded,
    ScreenReport,
    ShowFrame,
    StandAside,
    StoodAside,
)
from voice_coach.screen.options import Ground, Moving
from voice_coach.screen.tui.app import CoachApp
from voice_coach.system import clock

_EXIT_WITHIN: Seconds = 1.0
"""Most time for leaving the terminal; a terminal that takes longer is given up."""


class _Program:
    """Reads orders in a thread, and draws in the main one."""

    def __init__(self, orders: BinaryIO, reports: BinaryIO, ground: Ground, moving: Moving) -> None:
        self._orders = orders
        self._reports = reports
        self._turn = threading.Lock()
        """Held while a report is written."""
        self._app = CoachApp(
            self._pressed,
            clock.now,
            ground,
            moving,
            today=clock.today(),
            depth=depth_of(os.environ),
            opened=self._opened,
        )

    def run(self) -> None:
        """Draw until the coach hangs up."""
        self._report(ScreenLoaded())
        if ORDERS.receive(self._orders) is not None:
            self._app.run()

    def _opened(self) -> None:
        # The coach is who is stopped; we stand aside when told, whoever sends this.
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        threading.Thread(target=self._obey, name="orders", daemon=True).start()

    def _obey(self) -> None:
        self._report(FrameWanted())
        threading.Thread(target=self._learn, name="figures", daemon=True).start()
        while (order := ORDERS.receive(self._orders)) is not None:
            match order:
                case ShowFrame(pickled):
                    self._show(pickled)
                case StandAside():
                    self._stand_aside()
        threading.Timer(_EXIT_WITHIN, os._exit, (1,)).start()
        self._app.call_from_thread(self._app.exit)

    def _learn(self) -> None:
        """Read the figures, while there is something to see already."""
        # Imported here: not before the first picture.
        from voice_coach.library.catalogue.figures import load_figures  # noqa: PLC0415

        with contextlib.suppress(CoachError):
            self._app.call_from_thread(self._app.know, load_figures())

    def _show(self, pickled: bytes) -> None:
        # The coach alone can write into this pipe.
        frame = pickle.loads(pickled)  # noqa: S301
        self._app.call_from_thread(self._app.take, frame)
        self._report(FrameWanted())

    def _stand_aside(self) -> None:
        """Leave the terminal to others; what comes meanwhile is shown afterwards."""
        back = threading.Event()
        order = (self._app.stand_aside, back, lambda: self._report(StoodAside()))
        standing = threading.Thread(target=self._app.call_from_thread, args=order, daemon=True)
        standing.start()
        frame = b""
        while (told := ORDERS.receive(self._orders)) and not isinstance(told, ComeBack):
            frame = told.pickled if isinstance(told, ShowFrame) else frame
        back.set()
        standing.join()
        if frame:
            self._show(frame)

    def _pressed(self, key: str) -> None:
        self._report(KeyPressed(key))

    def _report(self, report: ScreenReport) -> None:
        try:
            with self._turn:
                REPORTS.send(self._reports, report)
        except (OSError, ValueError):
            # That nobody listens any more is noticed where orders are read.
            return


def main() -> NoReturn:
    """Serve the coach at the other end of the pipes until it closes them."""
    # The terminal sends these to us too; they are meant for the coach, who then hangs up.
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    # The terminal tells its size when it changes; what the shell has noted of it would stay.
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    # Its libraries take even an empty wish for one: https://no-color.org.
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)
    # Textual draws on standard error, and what else is written there must not get between.
    sys.__stderr__ = sys.__stdout__  # type: ignore[misc] # there is no other way to tell it
    ground, moving, read, write = sys.argv[1:]
    with os.fdopen(int(read), "rb") as orders, os.fdopen(int(write), "wb") as reports:
        _Program(orders, reports, Ground(ground), Moving(moving)).run()
        os._exit(0)


if __name__ == "__main__":
    main()
