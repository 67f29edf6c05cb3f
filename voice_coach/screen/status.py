"""A status line: lines scroll by as they are said, and the last line tells the time left."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from textwrap import wrap
from typing import TextIO

from voice_coach.core import phrasebook
from voice_coach.core.exercise import Seconds
from voice_coach.core.sight import Sight
from voice_coach.core.timeline import Kind
from voice_coach.core.view import Phase, View
from voice_coach.screen.lines import LineScreen, heading, minutes, place

_SIGNS = {Kind.PREPARE: "◇", Kind.WORK: "▶", Kind.REST: "○", Kind.SELF_PACED: "▶"}
"""A shape for each kind of interval, so that none is told by colour alone."""

_STANDING = {
    Phase.CONFIRM_STOP: "‖ STOP?  q stops · space goes on",
    Phase.CONFIRM_PAIN: "‖ DOES SOMETHING HURT?  p yes · space goes on",
    Phase.HURT: "‖ STOPPED",
    Phase.FINISHED: "",
    Phase.STOPPED: "",
}
"""The whole line of a phase in which the clock does not matter."""

_CLEAR = "\r\x1b[2K"
_BAR = 18
_NARROWEST = 20
"""Columns below which no line is cut any shorter: nobody could read it."""


class StatusScreen(LineScreen):
    """Plain lines above, and a last line that is redrawn: what is done, how much is left of it
    and of the whole, what comes next."""

    every: Seconds | None = 0.25

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._status = ""

    def show(self, sight: Sight, now: Seconds) -> None:
        """Redraw the last line; a line above for each interval that begins."""
        super().show(sight, now)
        if not isinstance(sight, View):
            return
        status = _status(sight)[: self._columns() - 1]
        if status != self._status:
            self._status = status
            self._draw(f"{_CLEAR}{status}")

    def close(self) -> None:
        """Leave the terminal with an empty last line."""
        self._draw(_CLEAR)

    def _write(self, line: str) -> None:
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        text = "\n".join(wrap(line, self._columns() - 1, subsequent_indent=indent))
        self._draw(f"{_CLEAR}{text}\n{self._status}")

    def _columns(self) -> int:
        """Of the terminal that is written to, which need not be that of standard output."""
        columns = 0
        with suppress(OSError, ValueError):
            if self._stream is not None:
                columns = os.get_terminal_size(self._stream.fileno()).columns
        return max(_NARROWEST, columns or shutil.get_terminal_size().columns)

    def _draw(self, text: str) -> None:
        if self._stream is None:
            return
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            self._stream = None


def _status(view: View) -> str:
    interval = view.interval
    if view.phase is Phase.PAUSED:
        return f"‖ PAUSED  {heading(interval, view.next_work)}  · space goes on"
    if view.phase in _STANDING:
        return _STANDING[view.phase]
    if view.phase in (Phase.OPENING, Phase.CLOSING):
        return view.title
    left = "at your pace" if view.left is None else _countdown(view.left)
    parts = [
        f"{_SIGNS[interval.kind]} {left}",
        _doing(view),
        place(interval),
        _bar(view.elapsed, interval.expected),
        f"{minutes(view.total_left)} of the whole",
    ]
    if interval.is_work and view.next_work is not None and view.next_work.exercise is not None:
        parts.append(f"next: {phrasebook.named(view.next_work.exercise, view.next_work.side)}")
    return "  ".join(part for part in parts if part)


def _doing(view: View) -> str:
    if view.station is not None:
        return phrasebook.station(view.station)
    return heading(view.interval, view.next_work)


def _countdown(left: Seconds) -> str:
    """What is left, rounded up: it shows 1 until the very end."""
    return minutes(left + 0.499)


def _bar(elapsed: Seconds, length: Seconds) -> str:
    filled = round(_BAR * min(1.0, elapsed / length)) if length > 0 else _BAR
    return "█" * filled + "░" * (_BAR - filled)
