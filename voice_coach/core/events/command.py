"""Commands: what the athlete can ask for, by key or by voice."""

from __future__ import annotations

from enum import StrEnum


class Command(StrEnum):
    """What the athlete asked. The value is what the event log and the screen call it."""

    PAUSE = "pause"
    RESUME = "resume"
    TOGGLE = "pause or resume"
    """One key for both, because a foot can find it."""
    NEXT = "next"
    BACK = "back"
    UNDO = "undo"
    """Takes back the last command that moved the session, to the very second."""
    REPEAT = "repeat"
    MORE_TIME = "more time"
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
    """Pauses at once; ends when confirmed, or when nothing more is said."""
    QUIT = "quit"
    """Ends at once: Ctrl-C, a closed terminal."""
    YES = "yes"
    NO = "no"
    UNSURE = "not sure"
    HELP = "help"
    PAIN = "pain"
    """Something hurts: stops at once, then asks."""
    LEAVE_OUT = "leave out"
    """After pain: go on without this exercise and all that load the same part."""
