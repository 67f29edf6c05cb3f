"""Stands in for the process that draws: `stand_in.py MANNER READ WRITE GROUND`. Of each frame it
tells the last caption, as a key; or all captions and notices, where it is to "tell all"."""

from __future__ import annotations

import os
import pickle
import sys
import threading

from voice_coach.ipc import framing

manner, read, write = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
orders, reports = os.fdopen(read, "rb"), os.fdopen(write, "wb")


def report(**fields: str) -> None:
    framing.send(reports, fields)


report(report="loaded")
while message := framing.receive(orders):
    match message[0]["do"]:
        case "open":
            if manner == "die":
                os._exit(1)
            if manner == "press":
                report(report="key", key="n")
            if manner == "suspend":
                report(report="key", key="\x1a")
            if manner == "hang":
                report(report="key", key="hanging")
                threading.Event().wait()
            report(report="ready")
        case "frame":
            frame = pickle.loads(message[1])  # noqa: S301 - the test's own
            if manner == "tell all":
                report(report="key", key=f"{' '.join(frame.captions)}|{' '.join(frame.notices)}")
            elif frame.captions:
                report(report="key", key=frame.captions[-1])
            if manner == "draw slowly":
                threading.Event().wait(0.3)
            report(report="ready")
        case other:
            report(report="key", key=f"asked to {other}")
