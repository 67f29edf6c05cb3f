"""The terminal as it was: kept, and put back, when somebody else has used it and died."""

from __future__ import annotations

import contextlib
import os
import select
import sys
from typing import TextIO

if sys.platform != "win32":
    import termios

_LEFT = (
    "\x1b[<u"  # Kitty's keyboard protocol, which must go before the alternate screen does.
    "\x1b[?1049l"
    "\x1b[?25h"
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"  # The mouse.
    "\x1b[?2004l\x1b[?1004l\x1b[?2048l\x1b[?2026l"  # Pasting, focus, size, synchronised drawing.
    "\x1b[?7h\x1b[0m"
)
"""Undoes all that a full screen sets, in a terminal of xterm's kind."""


class Kept:
    """The settings of a terminal, to be restored."""

    def __init__(self, terminal: int) -> None:
        """`terminal`: its file descriptor."""
        self._terminal = terminal
        self._modes = None
        if sys.platform != "win32":
            with contextlib.suppress(termios.error):
                self._modes = termios.tcgetattr(terminal)

    def put_back(self, screen: int) -> None:
        """Set it as it was, and have it show what it showed. `screen`: where it is drawn on. One
        that is gone is left alone."""
        if sys.platform != "win32" and self._modes is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._terminal, termios.TCSANOW, self._modes)
        with contextlib.suppress(OSError):
            os.write(screen, _LEFT.encode())


def takes(stream: TextIO) -> bool:
    """True if something can be written there now without waiting."""
    try:
        return bool(select.select([], [stream], [], 0)[1])
    except (OSError, ValueError):
        return False


def in_foreground(terminal: int) -> bool:
    """True if the terminal is ours to use now, and not the shell's or another job's."""
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
