"""Stands in for the process that draws: `stand_in.py MANNER GROUND MOTION READ WRITE`. Of each
frame it tells the last caption, as a key; or all captions and notices, where it is to "tell all".
"""

from __future__ import annotations

import os
import pickle
import sys
import threading

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
    TakeTerminal,
)

manner, read, write = sys.argv[1], int(sys.argv[4]), int(sys.argv[5])
orders, reports = os.fdopen(read, "rb"), os.fdopen(write, "wb")


def report(what: ScreenReport) -> None:
    REPORTS.send(reports, what)


report(ScreenLoaded())
while order := ORDERS.receive(orders):
    match order:
        case TakeTerminal():
            if manner == "die":
                os._exit(1)
            if manner == "press":
                report(KeyPressed("n"))
            if manner == "suspend":
                report(KeyPressed("\x1a"))
            if manner == "hang":
                report(KeyPressed("hanging"))
                threading.Event().wait()
            if manner == "start slowly":
                threading.Event().wait(3.0)
            report(FrameWanted())
        case ShowFrame(pickled):
            frame = pickle.loads(pickled)  # noqa: S301 - the test's own
            if manner == "tell all":
                report(KeyPressed(f"{' '.join(frame.captions)}|{' '.join(frame.notices)}"))
            elif frame.captions:
                report(KeyPressed(frame.captions[-1]))
            if manner == "draw once":
                threading.Event().wait()
            if manner == "draw slowly":
                threading.Event().wait(0.3)
            report(FrameWanted())
        case StandAside():
            report(KeyPressed("asked to stand aside"))
        case ComeBack():
            report(KeyPressed("asked to come back"))
