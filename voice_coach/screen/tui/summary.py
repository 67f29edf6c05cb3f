"""The summary: what was done, what was skipped, and which muscles had how much of it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from voice_coach.core.model.history import Ending
from voice_coach.core.model.views import SessionSummary
from voice_coach.core.units import clock_time
from voice_coach.screen.tui.key_hints import Boxes
from voice_coach.screen.tui.prompt import Heading
from voice_coach.screen.tui.session_model import SIGNS, ActivityState
from voice_coach.screen.tui.text_widget import Lines


class Groups(Lines):
    """A bar for each muscle group, as long as it was worked."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[tuple[str, float], ...] = ()

    def say(self, groups: tuple[tuple[str, float], ...]) -> None:
        """Show these from now on."""
        if groups != self._groups:
            self._groups = groups
            self.refresh()

    def drawn(self, columns: int, rows: int) -> Content:
        """The longest bar is as wide as there is room for."""
        longest = max((seconds for _, seconds in self._groups), default=0.0)
        names = max((len(name) for name, _ in self._groups), default=0)
        room = max(1, columns - names - 8)
        lines = []
        for name, seconds in self._groups[:rows]:
            bar = "█" * max(1, round(room * seconds / longest)) if longest else ""
            lines.append(f"{name:{names}} {bar} {clock_time(seconds)}")
        return Content("\n".join(lines))


class SummarySight(Vertical):
    """All of it."""

    def __init__(self) -> None:
        super().__init__(id="summary")

    def compose(self) -> ComposeResult:
        """In words above, in a picture below."""
        yield Heading()
        yield Static(id="goodbye")
        with Horizontal():
            with VerticalScroll(can_focus=False):
                yield Static(id="exercises")
            yield Groups()
        yield Boxes()

    def take(self, summary: SessionSummary) -> None:
        """Show this."""
        sign = (
            "✓" if summary.ending is Ending.FINISHED else f"{SIGNS[ActivityState.ALARM]} STOPPED ·"
        )
        self.query_one(Heading).say(f"{sign} {summary.title.upper()} · {clock_time(summary.spent)}")
        self.query_one("#goodbye", Static).update(Content(" ".join(summary.words)))
        done = [Content.styled("Done", "bold $ink")] if summary.done else []
        done += [Content(f"✓ {name}") for name in summary.done]
        skipped = [Content.styled("Not done", "bold $ink")] if summary.skipped else []
        skipped += [Content.styled(f"· {name}", "$faint") for name in summary.skipped]
        self.query_one("#exercises", Static).update(Content("\n").join((*done, *skipped)))
        groups = tuple((group.value, seconds) for group, seconds in summary.groups)
        self.query_one(Groups).say(groups)
        self.query_one(Boxes).say(summary.options)
