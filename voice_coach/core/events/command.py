"""Commands: the athlete's requests, by key or by voice."""

from __future__ import annotations

from enum import StrEnum


class Command(StrEnum):
    """A request by the athlete. The value is its name in the event log and on the screen."""

    PAUSE = "pause"
    RESUME = "resume"
    TOGGLE = "pause or resume"
    """One key for both, because a foot can find it."""
    NEXT = "next"
    BACK = "back"
    UNDO = "undo"
    """Undo the last command that moved the session, to the very second."""
    REPEAT = "repeat"
    MORE_TIME = "more time"
    MORE_REPS = "more reps"
    TIME_LEFT = "time left"
    WHATS_NEXT = "what's next"
    LOUDER = "louder"
    QUIETER = "quieter"
    FASTER = "faster"
    SLOWER = "slower"
    DONE = "done"
    EASIER = "easier"
    HARDER = "harder"
    STOP = "stop"
    """Pause at once; end if confirmed, or if nothing more is said."""
    QUIT = "quit"
    """End at once: Ctrl-C, a closed terminal."""
    YES = "yes"
    NO = "no"
    UNSURE = "not sure"
    HELP = "help"
    PAIN = "pain"
    """Something hurts: stop at once, then ask."""
    NOTHING_HURTS = "nothing hurts"
    LEAVE_OUT = "leave out"
    """After pain: leave out this exercise and all that load the same part."""
