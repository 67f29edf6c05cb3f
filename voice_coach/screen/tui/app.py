"""The full screen: shows frames, and tells what was pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from threading import Event as Signal

from textual.app import App, ComposeResult
from textual.events import Key
from textual.screen import Screen
from textual.widgets import ContentSwitcher

from voice_coach.core.figures.figure import Figure
from voice_coach.core.model.session_view import SessionView
from voice_coach.core.model.views import (
    AnnouncementView,
    MenuView,
    Option,
    QuestionView,
    SessionSummary,
)
from voice_coach.core.units import Seconds
from voice_coach.screen.art.palettes import Depth
from voice_coach.screen.frame import ScreenFrame
from voice_coach.screen.options import Ground, Moving
from voice_coach.screen.tui.footer import Captions, ListeningLine, options_of
from voice_coach.screen.tui.help import HelpOverlay
from voice_coach.screen.tui.key_hints import KeyHints, Pressed
from voice_coach.screen.tui.menu import MenuSight
from voice_coach.screen.tui.prompt import WordsSight
from voice_coach.screen.tui.session import SessionSight
from voice_coach.screen.tui.summary import SummarySight
from voice_coach.screen.tui.theme import theme

_NAMED = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "enter": "\r",
    "backspace": "\x7f",
    "ctrl+j": "\n",
    "ctrl+c": "\x03",
    "ctrl+z": "\x1a",
}
"""Sequences that a terminal sends for keys that are no characters, by their names."""

_HELP = Option("?", "all keys")


class _MainScreen(Screen[None], inherit_bindings=False):
    """The one screen; no key is its own."""


class CoachApp(App[None], inherit_bindings=False):
    """Shows frames as they come. Every key goes out, but those that move about in the help."""

    CSS_PATH = "coach.tcss"
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as its base declares it
        (0, "-low"),
        (22, "-middle"),
        (26, "-tall"),
        (46, "-high"),
    ]

    def __init__(
        self,
        press: Callable[[str], None],
        now: Callable[[], Seconds],
        ground: Ground,
        moving: Moving = Moving.FULL,
        *,
        today: date,
        depth: Depth = Depth.FULL,
        opened: Callable[[], None] = lambda: None,
    ) -> None:
        """`press` takes each key, as a terminal sends it. `opened` is called once it shows."""
        self._colours = theme(ground, depth)
        # Said at once: with it are chosen the filters that all colours go through.
        super().__init__(ansi_color=self._colours.ansi)
        self._press = press
        self._now = now
        self._ground, self._depth, self._moving = ground, depth, moving
        self._today = today
        self._opened = opened
        self._frame = ScreenFrame()
        self._figures: Mapping[str, Figure] = {}
        self.register_theme(self._colours)
        self.theme = self._colours.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names that the style sheet has for colours."""
        return self._colours.variables

    def get_default_screen(self) -> Screen[None]:
        """The one screen."""
        return _MainScreen(id="_default")

    def compose(self) -> ComposeResult:
        """The sights, of which one is shown, and below them what each has."""
        with ContentSwitcher(id="stage", initial="session"):
            yield SessionSight(self._now, self._ground, self._depth, self._moving)
            yield WordsSight()
            yield MenuSight(self._today)
            yield SummarySight()
        yield Captions()
        yield ListeningLine()
        yield KeyHints()
        yield HelpOverlay()

    def on_ready(self) -> None:
        """Tell that frames can come."""
        self._opened()

    def know(self, figures: Mapping[str, Figure]) -> None:
        """From now on these figures are known, by the slugs of their exercises."""
        self._figures = figures
        self._know()

    def _know(self) -> None:
        self.query_one(SessionSight).know({**self._figures, **self._frame.figures})

    def take(self, frame: ScreenFrame) -> None:
        """Show this from now on."""
        before, self._frame = self._frame, frame
        if frame.figures != before.figures:
            self._know()
        if frame.view is not None:
            self.query_one(ContentSwitcher).current = self._show(frame)
        in_full = (
            frame.view.texts if isinstance(frame.view, QuestionView | AnnouncementView) else ()
        )
        captions = tuple(text for text in frame.captions if text not in in_full)
        self.query_one(Captions).say(captions)
        self.query_one(ListeningLine).say(
            frame.listening, frame.notices[-1] if frame.notices else frame.heard
        )
        shown = self.query_one(KeyHints)
        shown.display = isinstance(frame.view, SessionView)
        shown.say((_HELP, *options_of(frame.keys)))
        if frame.help is not None and frame.help != before.help:
            self.query_one(HelpOverlay).open(options_of(frame.keys), frame.help.phrases)

    def _show(self, frame: ScreenFrame) -> str:
        """Have what there is to see shown where it belongs, and say where that is."""
        match frame.view:
            case QuestionView() | AnnouncementView() as words:
                said = frame.captions[-1] if frame.captions else ""
                self.query_one(WordsSight).take(words, said)
                return "words"
            case MenuView() as menu:
                self.query_one(MenuSight).take(menu)
                return "menu"
            case SessionSummary() as summary:
                self.query_one(SummarySight).take(summary)
                return "summary"
            case SessionView() as view:
                self.query_one(SessionSight).take(view, frame.at)
        return "session"

    def stand_aside(self, over: Signal, stood: Callable[[], None]) -> None:
        """Leave the terminal to others until `over`; `stood` is called when it is theirs."""
        with self.suspend():
            stood()
            over.wait()

    def on_key(self, event: Key) -> None:
        """Pass a key on; but what closes the help only closes it, and the way through long words
        is ours."""
        key = _NAMED.get(event.key, event.character)
        overlay = self.query_one(HelpOverlay)
        if overlay.display:
            if event.key in ("up", "down"):
                overlay.scroll_relative(y=1 if event.key == "down" else -1, animate=False)
                return
            overlay.display = False
            if key == "?" or event.key == "escape":
                return
        if isinstance(self._frame.view, QuestionView | AnnouncementView) and event.key in (
            "up",
            "down",
        ):
            self.query_one(WordsSight).move(1 if event.key == "down" else -1)
        elif key is not None:
            self._press(key)

    def on_pressed(self, message: Pressed) -> None:
        """A click on a key is that key."""
        for key in message.keys:
            self._press(key)
