"""`show --moving`: an exercise demonstrated in the terminal."""

from __future__ import annotations

import string
import sys
import threading

from voice_coach import clock
from voice_coach.core.command import Command
from voice_coach.core.effect import Asked
from voice_coach.keyboard import Keyboard
from voice_coach.screen.ansi import Canvas
from voice_coach.screen.cells import fitted
from voice_coach.screen.moving import Redrawn, Replay

_FRAME = 1 / 8
"""Seconds between pictures: they flow, and take less than a twentieth of a core."""

_ANY_KEY: dict[str, Asked] = dict.fromkeys((*string.printable, "\x1b", "\x7f"), Command.QUIT)


def play(replay: Replay, canvas: Canvas, columns: int, rows: int) -> None:
    """Show it once, or until a key is pressed."""
    ended = threading.Event()
    with Keyboard(lambda _: ended.set()) as keyboard:
        keyboard.use(_ANY_KEY)
        _draw(replay, canvas, (columns, rows), ended)


def _draw(replay: Replay, canvas: Canvas, room: tuple[int, int], ended: threading.Event) -> None:
    extent = replay.extent()
    columns, rows = fitted(extent, *room)
    redrawn, began = Redrawn(sys.stdout), clock.now()
    moment = 0.0
    try:
        while moment < replay.length:
            picture = canvas.lines(replay.picture(moment), extent, columns, rows)
            redrawn.draw((*picture, replay.side(moment).center(columns)))
            if ended.wait(began + moment + _FRAME - clock.now()):
                return
            moment = clock.now() - began
    except KeyboardInterrupt:
        # An ordinary way to say that one has seen enough.
        return
    finally:
        redrawn.close()
