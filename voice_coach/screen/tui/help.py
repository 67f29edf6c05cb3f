"""Help: all the keys, and what can be said, over everything else."""

from __future__ import annotations

from itertools import zip_longest

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from voice_coach.core.model.views import Option
from voice_coach.screen.tui.key_hints import NAMES


class HelpOverlay(VerticalScroll, can_focus=False):
    """Shown over the view until it is closed; the session goes on."""

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static()

    def open(self, options: tuple[Option, ...], phrases: tuple[str, ...]) -> None:
        """Show these."""
        parts = [Content.styled("Keys", "bold")]
        # In two columns, so that all are seen at once on a small terminal, too.
        rows = (len(options) + 1) // 2
        for left, right in zip_longest(options[:rows], options[rows:]):
            parts.append(_key(left) + (_key(right) if right else ""))
        if phrases:
            parts += [Content(""), Content.styled("You can say", "bold")]
            parts.append(Content("  " + " · ".join(phrases)))
        parts += [Content(""), Content("? or Esc closes this.")]
        self.query_one(Static).update(Content("\n").join(parts))
        self.scroll_home(animate=False)
        self.display = True

    def on_click(self, _event: Click) -> None:
        """A click closes it."""
        self.display = False


def _key(option: Option) -> Content:
    label = option.label.ljust(18)
    return Content.styled(f"{NAMES.get(option.key, option.key):>6}", "bold $ink") + f"  {label}"
