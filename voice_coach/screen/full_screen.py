"""The full screen, from the coach's side.

It makes frames of what is shown, said and told; `drawing_process` has them drawn. Where that ends,
lines take over.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import TextIO

from voice_coach.core.figures.figure import Figure
from voice_coach.core.model.views import (
    AnnouncementView,
    ListeningState,
    MenuView,
    QuestionView,
    SessionSummary,
    View,
)
from voice_coach.core.units import Seconds
from voice_coach.core.wording.harmless_text import harmless
from voice_coach.screen.drawing_process import FROZEN, STARTS_WITHIN, DrawingProcess, KeySource
from voice_coach.screen.frame import KEPT, HelpContent, ScreenFrame
from voice_coach.screen.port import Screen

LOST = "The full screen has ended. Going on with lines."

SMALLEST = (60, 18)
"""Columns and rows below which lines are more readable."""


def fits(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """True if a full screen can be drawn there: on a terminal that can be drawn on, of some size.
    On Windows there is none yet."""
    if sys.platform == "win32" or environment.get("TERM", "") in ("", "dumb", "unknown"):
        return False
    try:
        size = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return False
    return size.columns >= SMALLEST[0] and size.lines >= SMALLEST[1]


class FullScreen:
    """Has frames drawn by a process of its own, once the first sound is out."""

    def __init__(
        self,
        stream: TextIO,
        keys: KeySource,
        lines: Screen,
        choices: tuple[str, ...],
        program: tuple[str, ...] = (
            *(sys.executable, "-P", "-m", "voice_coach.screen.tui.program"),
        ),
        *,
        frozen: int = FROZEN,
        starts_within: int = STARTS_WITHIN,
    ) -> None:
        """`lines`: what takes over when the full screen is lost. `choices`: what to paint on and
        how figures move, as in `voice_coach.screen.options`."""
        self._lines = lines
        self._drawing = DrawingProcess(
            stream, keys, (*program, *choices), frozen=frozen, starts_within=starts_within
        )
        self._frame = ScreenFrame()
        self._left_behind: tuple[str, ...] = ()
        self._told = False
        """The loss was told."""

    @property
    def every(self) -> Seconds | None:
        """Often enough that what goes on by the clock there does not go astray."""
        return self._lines.every if self._drawing.lost else 1.0

    @property
    def full(self) -> bool:
        """Until it is lost."""
        return not self._drawing.lost

    def show(self, view: View, now: Seconds) -> None:
        """Show what there is to see at `now`."""
        if self._to_lines():
            self._lines.show(view, now)
            return
        frame = self._frame
        if _begins(view, frame.view):
            frame = replace(frame, captions=(), notices=())
        self._left_behind = _left_behind(view) or self._left_behind
        self._change(replace(frame, view=view, at=now))

    def said(self, text: str, *, heard: bool = True) -> None:
        """A caption."""
        self._drawing.begin()
        if self._to_lines():
            self._lines.said(text, heard=heard)
            return
        captions = (*self._frame.captions, text)[-KEPT:]
        self._change(replace(self._frame, captions=captions))

    def heard(self, text: str) -> None:
        """Show the result of recognising what the athlete said; empty: no more of the last."""
        if self._to_lines():
            self._lines.heard(text)
            return
        notices = () if text else self._frame.notices
        self._change(replace(self._frame, heard=text, notices=notices))

    def listens(self, listening: ListeningState) -> None:
        """The microphone is in this state from now on."""
        self._lines.listens(listening)
        self._change(replace(self._frame, listening=listening))

    def notice(self, text: str) -> None:
        """Something to read."""
        if self._to_lines():
            self._lines.notice(text)
            return
        notices = (*self._frame.notices, harmless(text))[-KEPT:]
        self._change(replace(self._frame, notices=notices))

    def keys(self, keys: str) -> None:
        """From now on, these keys mean something."""
        self._lines.keys(keys)
        self._change(replace(self._frame, keys=keys))

    def figures(self, own: Mapping[str, Figure]) -> None:
        """These exercises, by their slugs, look like this."""
        self._change(replace(self._frame, figures=dict(own)))

    def help(self, phrases: tuple[str, ...]) -> None:
        """Show all of them."""
        if self._to_lines():
            self._lines.help(phrases)
            return
        before = self._frame.help
        number = 1 if before is None else before.number + 1
        self._change(replace(self._frame, help=HelpContent(phrases, number)))

    def stopping(self) -> bool:
        """Somebody wants the coach to be stopped: whether the terminal is as the shell needs it.
        If not, that is seen to, and the coach is asked again to stop. Returns at once."""
        return self._drawing.stopping()

    def resumed(self) -> None:
        """It was stopped, and goes on."""
        self._drawing.resumed()

    def close(self) -> None:
        """Leave the terminal as it was, with what is worth keeping written on it."""
        self._drawing.close()
        if not self._drawing.lost:
            for text in self._left_behind:
                self._lines.notice(text)
        self._lines.close()

    def _to_lines(self) -> bool:
        """True if the full screen is lost; the first time, tell it, and what is being asked."""
        lost = self._drawing.lost
        if lost and not self._told:
            self._told = True
            self._lines.notice(LOST)
            for text in _asked(self._frame.view):
                self._lines.notice(text)
        return lost

    def _change(self, frame: ScreenFrame) -> None:
        if frame != self._frame:
            self._frame = frame
            self._drawing.show(frame)


def _begins(view: View, before: View | None) -> bool:
    """True for another kind of view, or another question. What was told just before it is
    its own words and keys, which it shows itself."""
    match view, before:
        case (QuestionView(texts), QuestionView(others)) | (
            AnnouncementView(texts),
            AnnouncementView(others),
        ):
            return texts != others
        case _:
            return type(view) is not type(before)


def _asked(view: View | None) -> tuple[str, ...]:
    """The question of a view in lines, with the offers of a menu."""
    match view:
        case QuestionView() | AnnouncementView():
            return view.texts
        case MenuView():
            numbers = view.numbers or range(1, len(view.offers) + 1)
            offers = zip(numbers, view.offers, strict=True)
            return (view.question, *(f"{number:2}  {one.name}" for number, one in offers))
    return ()


def _left_behind(view: View) -> tuple[str, ...]:
    """The lines that stay on the terminal when the screen is closed."""
    match view:
        case AnnouncementView(texts):
            return texts
        case SessionSummary(words=words):
            return words
        case _:
            return ()
