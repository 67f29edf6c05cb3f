"""The session as it is seen: what to do, how long still, what comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.timer import Timer

from voice_coach.core.figures.figure import Figure as Drawing
from voice_coach.core.model.session_view import SessionView
from voice_coach.core.units import Seconds
from voice_coach.screen.art.palettes import Depth
from voice_coach.screen.options import Ground, Moving
from voice_coach.screen.tui import big_digits, big_letters
from voice_coach.screen.tui.figure import FigureWidget
from voice_coach.screen.tui.figure_model import showing
from voice_coach.screen.tui.session_model import SIGNS, ActivityState, Look, look
from voice_coach.screen.tui.text_widget import Lines, spread

_SOONEST: Seconds = 0.1
"""No redrawing by the clock is sooner than this after another."""

_PICTURES = 10
"""A second, while a figure moves."""

_HIGHEST = {46: 9, 34: 9, 26: 4}
"""Rows of the highest name, by the least rows of the screen: 9 for one on two lines, 4 for one on
one line. The digits give way."""

_OUTLINED = (ActivityState.REST, ActivityState.PREPARE)
"""Their digits are drawn hollow, so that work stands out without any colour."""


class _LargeText(Lines):
    """Shows a part of a look, in letters as big as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = ("", "")

    def say(self, left: str, right: str = "") -> None:
        """Show these at its two ends from now on."""
        if (left, right) != self._texts:
            self._texts = (left, right)
            self.refresh()

    def drawn(self, columns: int, rows: int) -> Content:
        """Big letters in four rows and more, a line of text in fewer."""
        left, right = self._texts
        big = big_letters.drawn(left, columns - len(right), rows) if rows >= 4 else ()
        if not big:
            return Content(spread(left, right, columns))
        return Content("\n".join((*big[:-1], spread(big[-1], right, columns))))


class Band(_LargeText):
    """The state, from edge to edge: its sign and word, the title, the time left of the whole."""


class Name(_LargeText):
    """The exercise under way, or the next one; on a high screen as high as its letters need."""

    def say(self, left: str, right: str = "") -> None:
        """Show these from now on, in as much room as they take."""
        if (left, right) != self._texts:
            self._texts = (left, right)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The rows it needs."""
        left, right = self._texts
        rows = next((high for least, high in _HIGHEST.items() if viewport.height >= least), 1)
        return len(big_letters.drawn(left, width - len(right), rows)) or 1


class About(_LargeText):
    """The dose of the exercise."""


class Next(_LargeText):
    """The exercise after it."""


class Digits(Lines):
    """The seconds left, as large as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._outlined = "", False

    def say(self, text: str, *, outlined: bool) -> None:
        """Show these figures from now on."""
        if (text, outlined) != (self._text, self._outlined):
            self._text, self._outlined = text, outlined
            self.refresh()

    def drawn(self, columns: int, rows: int) -> Content:
        """The figures; as mere text where there is no room for more."""
        if not self._text:
            return Content("")
        big = big_digits.drawn(self._text, columns, rows, outlined=self._outlined)
        return Content("\n".join(big) or self._text)


class _Bar(Lines):
    done, left = "█", "░"

    def __init__(self) -> None:
        super().__init__()
        self._share: float | None = 0.0
        self._text = ""

    def say(self, share: float | None, text: str) -> None:
        """Show this share as done from now on, or no bar, and a text beside it."""
        if (share, text) != (self._share, self._text):
            self._share, self._text = share, text
            self.refresh()

    def drawn(self, columns: int, rows: int) -> Content:
        """The bar, and the text at its right end."""
        text = f"  {self._text}" if self._text else ""
        room = max(0, columns - len(text))
        filled = 0 if self._share is None else round(room * self._share)
        empty = " " if self._share is None else self.left
        bar = self.done * filled + empty * (room - filled)
        return Content("\n".join([bar + text, *[bar] * (rows - 1)]))


class IntervalBar(_Bar):
    """The share of this interval that is over."""


class WholeBar(_Bar):
    """The share of the whole that is over."""

    done, left = "━", "─"


class Clock(Container):
    """The digits and the figure: side by side, or one above the other where it is narrow."""

    def on_resize(self) -> None:
        """Choose. A cell is about twice as high as wide."""
        self.set_class(self.size.width < 2 * self.size.height, "upright")


class SessionSight(Vertical):
    """All of it. Between two views from the coach it goes on by the clock."""

    def __init__(
        self, now: Callable[[], Seconds], ground: Ground, depth: Depth, moving: Moving
    ) -> None:
        super().__init__(id="session")
        self._now = now
        self._figure = FigureWidget(ground, depth, moving)
        self._view: SessionView | None = None
        self._at: Seconds = 0.0
        self._timer: Timer | None = None
        self._pictures: Timer | None = None

    def compose(self) -> ComposeResult:
        """From top to bottom, in the order of what matters from afar."""
        yield Band()
        yield Name()
        yield About()
        with Clock():
            yield Digits()
            yield self._figure
        yield IntervalBar()
        yield Next()
        yield WholeBar()

    def on_mount(self) -> None:
        """Have the figure move."""
        self._pictures = self.set_interval(1 / _PICTURES, self._move, pause=True)

    def know(self, figures: Mapping[str, Drawing]) -> None:
        """From now on these figures are known, by the slugs of their exercises."""
        self._figure.know(figures)
        self._tick()

    def take(self, view: SessionView, at: Seconds) -> None:
        """Show what was so at `at`."""
        self._view, self._at = view, at
        self._tick()

    def _tick(self) -> None:
        if self._view is None:
            return
        seen = look(self._view, self._now() - self._at)
        self._draw(self._view, seen)
        self._move()
        if self._timer is not None:
            self._timer.stop()
        if seen.flips_in is not None:
            self._timer = self.set_timer(max(_SOONEST, seen.flips_in + 0.005), self._tick)

    def _move(self) -> None:
        if self._view is None or self._pictures is None:
            return
        if self._figure.show(showing(self._view, self._now() - self._at)):
            self._pictures.resume()
        else:
            self._pictures.pause()

    def _draw(self, view: SessionView, seen: Look) -> None:
        self.set_classes(seen.state.value)
        self.query_one(Band).say(f"{SIGNS[seen.state]} {seen.word}", view.title)
        self.query_one(Name).say(seen.name or view.title, seen.where)
        self.query_one(About).say(seen.about)
        self.query_one(Digits).say(seen.digits, outlined=seen.state in _OUTLINED)
        self.query_one(IntervalBar).say(seen.share, seen.time)
        self.query_one(Next).say(f"next: {seen.next}" if seen.next else "")
        left = f"{seen.whole_left} left in all" if seen.whole_left else ""
        self.query_one(WholeBar).say(seen.whole, left)
