"""Questions and advice, before and after: the words in full, and how to answer."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from voice_coach.core.model.views import AnnouncementView, QuestionView
from voice_coach.screen.tui.key_hints import Boxes
from voice_coach.screen.tui.text_widget import Lines

_QUESTION, _ADVICE = "? YOUR ANSWER, PLEASE", "! PLEASE READ"


class Heading(Lines):
    """What this is, from edge to edge."""

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


class WordsSight(Vertical):
    """A question with its answers, or advice."""

    def __init__(self) -> None:
        super().__init__(id="words")
        self._shown: tuple[tuple[str, ...], str] = ((), "")

    def compose(self) -> ComposeResult:
        """The words scroll where there is no room for all; the answers stay."""
        yield Heading()
        with VerticalScroll(can_focus=False):
            yield Static()
        yield Boxes()

    def take(self, sight: QuestionView | AnnouncementView, said: str) -> None:
        """Show this; of several sentences the one that is being `said` stands out."""
        self.query_one(Heading).say(_QUESTION if isinstance(sight, QuestionView) else _ADVICE)
        self.query_one(Boxes).say(sight.options)
        if (sight.texts, said) == self._shown:
            return
        news = sight.texts != self._shown[0]
        self._shown = (sight.texts, said)
        alone = said not in sight.texts
        paragraphs = (
            Content.styled(text, "bold" if alone or text == said else "") for text in sight.texts
        )
        self.query_one(Static).update(Content("\n\n").join(paragraphs))
        if news:
            self.query_one(VerticalScroll).scroll_home(animate=False)

    def move(self, lines: int) -> None:
        """Move the words by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
