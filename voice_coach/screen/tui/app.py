"""The full screen: shows frames, and tells what was pressed."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event as Signal

from textual.app import App, ComposeResult
from textual.containers import Container
from textual.events import Key
from textual.screen import Screen

from voice_coach.core.exercise import Seconds
from voice_coach.core.sight import Option
from voice_coach.core.view import View
from voice_coach.screen.choices import Ground
from voice_coach.screen.frame import Frame
from voice_coach.screen.tui.foot import Captions, Ear, Keys, options_of
from voice_coach.screen.tui.palette import theme
from voice_coach.screen.tui.session import SessionSight

_NAMED = {"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "enter": "\r"}
"""Keys by what a terminal sends for them."""

SUSPEND = "\x1a"
"""Ctrl-Z."""

_HELP = Option("?", "all keys")


class _Whole(Screen[None], inherit_bindings=False):
    """The one screen; no key is its own."""


class CoachApp(App[None], inherit_bindings=False):
    """Shows frames as they come. Every key goes out, but those that move about in the help."""

    CSS_PATH = "coach.tcss"
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as its base declares it
        (0, "-low"),
        (22, "-middle"),
        (36, "-high"),
    ]

    def __init__(
        self,
        press: Callable[[str], None],
        now: Callable[[], Seconds],
        ground: Ground,
        *,
        opened: Callable[[], None] = lambda: None,
    ) -> None:
        """`press` takes each key, as a terminal sends it. `opened` is called once it shows."""
        self._colours = theme(ground)
        super().__init__()
        self._press = press
        self._now = now
        self._opened = opened
        self._frame = Frame()
        self.register_theme(self._colours)
        self.theme = self._colours.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names that the style sheet has for colours."""
        return self._colours.variables

    def get_default_screen(self) -> Screen[None]:
        """The one screen."""
        return _Whole(id="_default")

    def compose(self) -> ComposeResult:
        """The sight, and below it what every sight has."""
        with Container(id="stage"):
            yield SessionSight(self._now)
        yield Captions()
        yield Ear()
        yield Keys()

    def on_ready(self) -> None:
        """Tell that frames can come."""
        self._opened()

    def take(self, frame: Frame) -> None:
        """Show this from now on."""
        self._frame = frame
        if isinstance(frame.sight, View):
            self.query_one(SessionSight).take(frame.sight, frame.at)
        self.query_one(Captions).say(frame.captions)
        news = frame.notices[-1] if frame.notices else frame.heard
        self.query_one(Ear).say(frame.ear, news)
        self.query_one(Keys).say((_HELP, *options_of(frame.keys)))

    def stand_aside(self, over: Signal, stood: Callable[[], None]) -> None:
        """Leave the terminal to others until `over`; `stood` is called when it is theirs."""
        with self.suspend():
            stood()
            over.wait()

    def on_key(self, event: Key) -> None:
        """Pass a key on."""
        key = _NAMED.get(event.key, event.character)
        if key is not None:
            self._press(key)

    def on_keys_pressed(self, message: Keys.Pressed) -> None:
        """A click on a key is that key."""
        self._press(message.key)
