"""Plain lines: each thing once, in order, nothing redrawn. For pipes, where each is whole, and for
screen readers."""

from __future__ import annotations

import os
import shutil
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from voice_coach.core.model.session_view import SessionPhase, SessionView
from voice_coach.core.model.timeline import Interval, IntervalKind
from voice_coach.core.model.views import ListeningState, View
from voice_coach.core.units import Seconds, clock_time
from voice_coach.core.wording import phrasebook
from voice_coach.core.wording.harmless_text import harmless
from voice_coach.core.wording.numbers import number_word
from voice_coach.screen.wrap import folded
from voice_coach.system.line_writer import LineWriter

if TYPE_CHECKING:
    from voice_coach.core.figures.figure import Figure

_COUNTED = frozenset(map(number_word, range(1, 101)))
"""Numbers that are counted aloud. A screen reader would talk over them, and be late."""

_NARROWEST = 20
"""Columns below which no line is cut any shorter: nobody could read it."""


def heading(interval: Interval, next_work: Interval | None) -> str:
    """An interval in a few words."""
    if interval.exercise is None:
        word = "Rest" if interval.kind is IntervalKind.REST else "Get ready"
        if next_work is None or next_work.exercise is None:
            return word
        return f"{word}, then {phrasebook.named(next_work.exercise, next_work.side)}"
    name = phrasebook.named(interval.exercise, interval.side)
    return f"{name}, {phrasebook.dose(interval)}"


def place(interval: Interval) -> str:
    """Which set and round it is, where there are several."""
    parts = []
    if interval.set.of > 1:
        parts.append(f"set {interval.set.number} of {interval.set.of}")
    if interval.round.of > 1:
        parts.append(f"round {interval.round.number} of {interval.round.of}")
    return ", ".join(parts)


class LineScreen:
    """Writes lines. A stream that breaks, or takes nothing, is not waited for: sound goes on
    without it."""

    every: Seconds | None = None
    full = False

    def __init__(self, stream: TextIO, *, counts: bool = True) -> None:
        """`counts`: numbers that are counted aloud have lines, too."""
        self._stream = stream
        self._counts = counts
        self._writer = LineWriter(stream)
        self._folds = stream.isatty()
        self._shown: tuple[SessionPhase, int] | None = None
        self._keys = ""
        self._noticed: set[str] = set()
        self._last_said: deque[str] = deque(maxlen=4)

    def show(self, view: View, now: Seconds) -> None:  # noqa: ARG002 - a line stays as it is
        """A line for each interval, and one for each pause. What is asked or told comes as
        notices."""
        if isinstance(view, SessionView):
            self._follow(view)

    def _follow(self, view: SessionView) -> None:
        now = (view.phase, view.index)
        if now == self._shown:
            return
        self._shown = now
        if view.phase is SessionPhase.RUNNING:
            where = place(view.interval)
            what = heading(view.interval, view.next_work)
            left = "" if view.left is None else clock_time(view.left)
            in_all = f"{clock_time(view.total_left)} left in all"
            self._write("  ".join(part for part in ("▸", left, what, where, in_all) if part))
        elif view.phase is SessionPhase.PAUSED:
            self._write("‖ paused")
        elif view.phase is SessionPhase.HURT:
            self._write("‖ stopped")

    def said(self, text: str, *, heard: bool = True) -> None:
        """A caption; not of what was shown in full before it was said."""
        if heard and not self._counts and text in _COUNTED:
            return
        self._last_said.append(text)
        if text not in self._noticed:
            self._write(f"    “{text}”")

    def notice(self, text: str) -> None:
        """Something to read, unless it has just been said."""
        self._noticed.add(text)
        if text not in self._last_said:
            self._write(f"  · {text}")

    def heard(self, text: str) -> None:
        """A line like any other, which stays."""
        if text:
            self.notice(text)

    def listens(self, listening: ListeningState) -> None:
        """Nothing: that it can't is a notice."""

    def keys(self, keys: str) -> None:
        """Nothing: they are a line of their own when somebody asks for help."""
        self._keys = keys

    def figures(self, own: Mapping[str, Figure]) -> None:
        """Nothing: lines have no drawings."""

    def help(self, phrases: tuple[str, ...]) -> None:
        """A line of keys, and one of phrases."""
        self.notice(self._keys)
        if phrases:
            self.notice(f"Say {' · '.join(phrases)}")

    def close(self) -> None:
        """Have the last of it written."""
        self._writer.close()

    def _write(self, line: str) -> None:
        line = harmless(line)
        self._put(f"{self._folded(line) if self._folds else line}\n")

    def _folded(self, line: str, *, strictly: bool = False) -> str:
        """Fold a line; its continuation is indented a little further."""
        hang = len(line) - len(line.lstrip()) + 2
        return folded(line, hang, self._columns(), strictly=strictly)

    def _columns(self) -> int:
        """Columns of the terminal that is written to, which need not be that of standard output."""
        columns = 0
        with suppress(OSError, ValueError):
            columns = os.get_terminal_size(self._stream.fileno()).columns
        return max(_NARROWEST, columns or shutil.get_terminal_size().columns)

    def _put(self, text: str) -> None:
        self._writer.write(text)
