"""Questions and advice, before and after: the words in full, and how to answer."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from voice_coach.core.model.views import AnnouncementView, QuestionView
from voice_coach.screen.tui import big_letters
from voice_coach.screen.tui.key_hints import Boxes
from voice_coach.screen.tui.text_widget import Lines

_MARGIN = 2
"""Columns beside the words, as in the style sheet."""

_QUESTION, _ADVICE = "? YOUR ANSWER, PLEASE", "! PLEASE READ"


class Heading(Lines):
    """The kind of text, from edge to edge."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def say(self, text: str) -> None:
        """Show this from now on."""
        if text != self._text:
            self._text = text
            self.refresh()

    def drawn(self, columns: int, rows: int) -> Content:  # noqa: ARG002 - always one line
        """The text, as much of it as fits."""
        return Content(self._text[:columns])


class _Words(VerticalScroll):
    """The words, which scroll where there is no room for all."""

    def __init__(self, resized: Callable[[], None]) -> None:
        super().__init__(can_focus=False)
        self._resized = resized

    def on_resize(self) -> None:
        """Tell that there is another room."""
        self._resized()


class WordsSight(Vertical):
    """A question with its answers, or advice."""

    def __init__(self) -> None:
        super().__init__(id="words")
        self._view: QuestionView | AnnouncementView | None = None
        self._said = ""

    def compose(self) -> ComposeResult:
        """The words scroll where there is no room for all; the answers stay."""
        yield Heading()
        with _Words(self._draw):
            yield Static()
        yield Boxes()

    def take(self, view: QuestionView | AnnouncementView, said: str) -> None:
        """Show this; of several sentences the one that is being `said` stands out."""
        self.query_one(Heading).say(_QUESTION if isinstance(view, QuestionView) else _ADVICE)
        self.query_one(Boxes).say(view.options)
        if (view, said) == (self._view, self._said):
            return
        news = self._view is None or view.texts != self._view.texts
        self._view, self._said = view, said
        if news:
            self.query_one(VerticalScroll).scroll_home(animate=False)
        self._draw()

    def move(self, lines: int) -> None:
        """Move the words by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _draw(self) -> None:
        if self._view is None:
            return
        texts = self._view.texts
        alone = self._said not in texts
        paragraphs = (
            Content.styled(drawn, "bold" if alone or text == self._said else "")
            for text, drawn in zip(texts, self._largest(texts), strict=True)
        )
        self.query_one(Static).update(Content("\n\n").join(paragraphs))

    def _largest(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """The texts of a question, the first ones in big letters as far as there is room; of
        advice, as they are."""
        room = self.query_one(VerticalScroll).size
        columns, rows = max(1, room.width - 2 * _MARGIN), room.height
        drawn = texts
        for place, text in enumerate(texts if isinstance(self._view, QuestionView) else ()):
            large = "\n".join(big_letters.paragraph(text, columns, rows))
            larger = (*drawn[:place], large, *drawn[place + 1 :])
            if large and _rows(larger, columns) <= rows:
                drawn = larger
        return drawn


def _rows(texts: tuple[str, ...], columns: int) -> int:
    """The rows of texts with an empty one between them."""
    lines = (line for text in texts for line in text.split("\n"))
    return sum(max(1, len(wrap(line, columns))) for line in lines) + len(texts) - 1
