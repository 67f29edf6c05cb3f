"""A status line: lines scroll by as they are said, and the last line tells the time left."""

from __future__ import annotations

from typing import TextIO

from voice_coach.core.model.session_view import SessionPhase, SessionView
from voice_coach.core.model.timeline import IntervalKind
from voice_coach.core.model.views import View
from voice_coach.core.units import Seconds, clock_time
from voice_coach.core.wording import phrasebook
from voice_coach.core.wording.harmless_text import harmless
from voice_coach.screen.line_screen import LineScreen, heading, place

_SIGNS = {
    IntervalKind.PREPARE: "◇",
    IntervalKind.WORK: "▶",
    IntervalKind.REST: "○",
    IntervalKind.SELF_PACED: "▶",
}
"""A shape for each kind of interval, so that none is told by colour alone."""

_STANDING = {
    SessionPhase.CONFIRM_STOP: "‖ STOP?  y stops · n goes on",
    SessionPhase.CONFIRM_PAIN: "‖ DOES SOMETHING HURT?  p yes · space goes on",
    SessionPhase.HURT: "‖ STOPPED",
    SessionPhase.FINISHED: "",
    SessionPhase.STOPPED: "",
}
"""The whole line of a phase in which the clock does not matter."""

_CLEAR = "\r\x1b[2K"
_BAR = 18


class StatusScreen(LineScreen):
    """Plain lines above, and a last line that is redrawn: what is done, how much is left of it
    and of the whole, what comes next."""

    every: Seconds | None = 0.25

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._status = ""

    def show(self, view: View, now: Seconds) -> None:
        """Redraw the last line; a line above for each interval that begins."""
        super().show(view, now)
        if not isinstance(view, SessionView):
            return
        status = _status(view)[: self._columns() - 1]
        if status != self._status:
            self._status = status
            self._put(f"{_CLEAR}{status}")

    def close(self) -> None:
        """Leave the terminal with an empty last line."""
        self._put(_CLEAR)
        super().close()

    def _write(self, line: str) -> None:
        self._put(f"{_CLEAR}{self._folded(harmless(line), strictly=True)}\n{self._status}")


def _status(view: SessionView) -> str:
    interval = view.interval
    if view.phase is SessionPhase.PAUSED:
        return f"‖ PAUSED  {heading(interval, view.next_work)}  · space goes on"
    if view.phase in _STANDING:
        return _STANDING[view.phase]
    if view.phase in (SessionPhase.OPENING, SessionPhase.CLOSING):
        return view.title
    left = "at your pace" if view.left is None else _countdown(view.left)
    parts = [
        f"{_SIGNS[interval.kind]} {left}",
        doing(view),
        place(interval),
        _bar(view.elapsed, interval.expected),
        f"{clock_time(view.total_left)} left in all",
    ]
    if interval.is_work and view.next_work is not None and view.next_work.exercise is not None:
        parts.append(f"next: {phrasebook.named(view.next_work.exercise, view.next_work.side)}")
    return "  ".join(part for part in parts if part)


def doing(view: SessionView) -> str:
    """The exercise or rest under way, in a few words."""
    if view.station is not None:
        return phrasebook.station(view.station)
    return heading(view.interval, view.next_work)


def _countdown(left: Seconds) -> str:
    """The time left, rounded up: it shows 1 until the very end."""
    return clock_time(left + 0.499)


def _bar(elapsed: Seconds, length: Seconds) -> str:
    filled = round(_BAR * min(1.0, elapsed / length)) if length > 0 else _BAR
    return "█" * filled + "░" * (_BAR - filled)
