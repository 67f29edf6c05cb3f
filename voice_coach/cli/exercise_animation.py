"""`show --moving`: an exercise demonstrated in the terminal."""

from __future__ import annotations

import contextlib
import shutil
import string
import sys
import threading

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked
from voice_coach.screen.art.animation import Redrawn, Replay
from voice_coach.screen.art.ansi import Canvas
from voice_coach.screen.art.block_art import fitted
from voice_coach.system import clock
from voice_coach.system.keyboard import Keyboard

_FRAME = 1 / 8
"""Seconds between pictures: they flow, and take less than a twentieth of a core."""

_AWAY = 1.0
"""Seconds without a picture after which somebody else has had the terminal: the shell, while this
was suspended."""

_ANY_KEY: dict[str, Asked] = dict.fromkeys((*string.printable, "\x1b", "\x7f"), Command.QUIT)


def play(replay: Replay, canvas: Canvas, columns: int, rows: int) -> None:
    """Show it once, or until a key is pressed."""
    ended = threading.Event()
    with Keyboard(lambda _: ended.set()) as keyboard, contextlib.suppress(KeyboardInterrupt):
        keyboard.use(_ANY_KEY)
        _draw(replay, canvas, (columns, rows), ended)


def _draw(replay: Replay, canvas: Canvas, room: tuple[int, int], ended: threading.Event) -> None:
    extent, redrawn, began = replay.extent(), Redrawn(sys.stdout), clock.now()
    size, moment = shutil.get_terminal_size(), 0.0
    while moment < replay.length:
        columns, rows = fitted(extent, min(room[0], size.columns), min(room[1], size.lines - 2))
        picture = canvas.lines(replay.picture(moment), extent, columns, rows)
        redrawn.draw((*picture, replay.side(moment).center(columns)))
        if ended.wait(began + moment + _FRAME - clock.now()):
            return
        before, moment = moment, clock.now() - began
        was, size = size, shutil.get_terminal_size()
        if size != was or moment - before > _AWAY:
            redrawn.anew()
