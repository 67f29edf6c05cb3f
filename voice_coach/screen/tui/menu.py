"""The menu: what there is to choose, a line each."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.style import Style
from textual.widgets import Static

from voice_coach.core.model.views import MenuItem, MenuView
from voice_coach.core.wording import phrasebook
from voice_coach.screen.columns import columns_of, cut, padded
from voice_coach.screen.tui.key_hints import Pressed
from voice_coach.screen.tui.prompt import Heading
from voice_coach.screen.tui.text_widget import Lines

_HOW = "↑ ↓ and Enter, or number, or letters · q leaves"

_QUESTION = "Which routine?"

_SHORT = 40
"""Characters of a question that fits into the heading of any screen."""

_DOWN, _UP, _ENTER = "\x1b[B", "\x1b[A", "\r"


class Offers(Lines):
    """The routines, and the one that Enter would take."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._menu = MenuView("", (), None, "")

    def say(self, menu: MenuView) -> None:
        """Show this menu from now on."""
        if menu != self._menu:
            self._menu = menu
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """A line each."""
        return len(self._menu.offers)

    def drawn(self, columns: int, rows: int) -> Content:  # noqa: ARG002 - as many as it asked for
        """Number, name, level, time, what is trained, when it was last done."""
        lines = []
        for place, offer in enumerate(self._menu.offers):
            here = place == self._menu.at
            sign = "▶" if here else " "
            number = self._menu.numbers[place] if self._menu.numbers else place + 1
            line = padded(f"{sign}{number:3}  {self._offer(offer, columns - 6)}", columns)
            style = "reverse bold" if here else ""
            meta = Style.from_meta({"place": place})
            lines.append(Content.styled(cut(line, columns), style).stylize(meta))
        return Content("\n").join(lines)

    def _offer(self, offer: MenuItem, columns: int) -> str:
        dated = any(one.last for one in self._menu.offers)
        ago = "" if offer.last is None else phrasebook.ago(offer.last, self._today)
        ago = f"{ago:13}" if dated else ""
        line = f"{padded(cut(offer.name, 23), 23)} {offer.level:13}{offer.time:>10}  {ago}"
        for place, group in enumerate(offer.groups):
            # Those that do not fit are left out, from the least trained on.
            more = f"{', ' if place else ''}{group.value}"
            if columns_of(line + more) > columns:
                break
            line += more
        return line

    def on_click(self, event: Click) -> None:
        """Go to the line that was clicked, and take it."""
        place = event.style.meta.get("place")
        if place is None:
            return
        here = -1 if self._menu.at is None else self._menu.at
        steps = [_DOWN] * (place - here) if place >= here else [_UP] * (here - place)
        # With nothing chosen yet, the first step is to the first line.
        self.post_message(Pressed(*steps, _ENTER))


class MenuSight(Vertical):
    """The question and what there is."""

    def __init__(self, today: date) -> None:
        super().__init__(id="menu")
        self._today = today

    def compose(self) -> ComposeResult:
        """The routines scroll where there is no room for all."""
        yield Heading()
        with VerticalScroll(can_focus=False):
            yield Offers(self._today)
        yield Static(_HOW)

    def take(self, menu: MenuView) -> None:
        """Show this."""
        typed = f"  {menu.typed}…" if menu.typed else ""
        # A longer one is said, and so among the captions.
        question = menu.question if len(menu.question) <= _SHORT else _QUESTION
        self.query_one(Heading).say(f"? {question.upper()}{typed}")
        self.query_one(Offers).say(menu)
        if menu.at is not None:
            line = Region(0, menu.at, 1, 1)
            self.query_one(VerticalScroll).scroll_to_region(line, animate=False)
