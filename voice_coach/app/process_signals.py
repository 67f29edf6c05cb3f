"""Signals of the process, as what happens to the workout.

Ctrl-C, a closed terminal and `kill` end the session in order, goodbye and all. They come more than
once: Ctrl-C is pressed again, and a window that is closed sends SIGHUP from the terminal and from
the shell. So the handlers stay when the workout is over, until the process is: closing is done
once, and nothing interrupts it.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import WasStopped

if TYPE_CHECKING:
    from voice_coach.app.inbox import Inbox
    from voice_coach.screen.full_screen import FullScreen
    from voice_coach.system.keyboard import Keyboard

_LEAVING = ("SIGINT", "SIGTERM", "SIGHUP")


def leave_by_signal(inbox: Inbox) -> None:
    """From now on, these signals ask the coach to leave."""
    for name in _LEAVING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: inbox.put(Command.QUIT))


def pause_by_signal(inbox: Inbox, keyboard: Keyboard | None) -> None:
    """From now on, a stop of the process pauses the session when it goes on."""
    if not hasattr(signal, "SIGCONT"):
        return

    def goes_on(*_: object) -> None:
        # A shell that suspended us has set the terminal to its own liking since.
        if keyboard is not None:
            keyboard.take_back()
        inbox.put(WasStopped())

    signal.signal(signal.SIGCONT, goes_on)


def stop_by_signal(screen: FullScreen) -> None:
    """From now on, be stopped by SIGTSTP, as Ctrl-Z does, once the screen has left the terminal."""

    def stop(*_: object) -> None:
        if screen.stopping():
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, stop)
            screen.resumed()

    signal.signal(signal.SIGTSTP, stop)
