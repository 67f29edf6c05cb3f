"""The ports of the coach: what it runs, and what it runs with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from voice_coach.audio.clip import Clip
from voice_coach.audio.port import Report
from voice_coach.core.events.facts import Fact
from voice_coach.core.events.keys import Keys
from voice_coach.core.events.messages import Asked, Effect, Event
from voice_coach.core.events.playback import Cancel, Silence
from voice_coach.core.model.views import View
from voice_coach.core.units import Seconds
from voice_coach.hearing.ports.reports import HearingReport
from voice_coach.journal.reports import JournalChanged
from voice_coach.speech.reports import SpeechReport

Incoming = Event | Report | SpeechReport | HearingReport | JournalChanged


class Wait(Protocol):
    """The port of time and events."""

    def now(self) -> Seconds:
        """The current time."""

    def wait(self, until: Seconds | None) -> Incoming | None:
        """The next event, or None at `until`."""


class Act(Protocol):
    """An activity that the loop runs: `core.session.Session`, `core.dialogues.ScreeningDialogue`
    and others like them."""

    @property
    def opening(self) -> tuple[str, ...]:
        """The first words, to be rendered before it starts."""

    @property
    def done(self) -> bool:
        """True if the loop should leave it."""

    @property
    def keys(self) -> Keys:
        """The meaning of each key meanwhile."""

    @property
    def armed(self) -> tuple[Asked, ...]:
        """The commands that have a meaning now."""

    @property
    def asking(self) -> bool:
        """True if it has asked a question, and waits for the answer."""

    @property
    def deadline(self) -> Seconds | None:
        """The latest time at which to call it again."""

    def view(self, now: Seconds) -> View:
        """The view of it at `now`."""

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Begin."""

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take an event, or the passing of `deadline`."""


class SpeechSource(Protocol):
    """The source of clips: `speech.speech.Speech`."""

    def want(self, texts: Iterable[str]) -> None:
        """Render these, in this order."""

    def pass_over(self, text: str) -> None:
        """Render others first: its time has passed."""

    def wait_ready(self, texts: Iterable[str], timeout: Seconds) -> bool:
        """Wait until these are rendered, or cannot be."""

    def clip(self, text: str) -> Clip | None:
        """The clip of a text; None if there is none."""

    def set_rate(self, rate: int) -> None:
        """Set the rate in words a minute."""


class Listener(Protocol):
    """Recognises speech, and reports it as `hearing.ports.reports`."""

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these, each with and without the wake word, from the next speech on."""

    def close(self) -> None:
        """Stop listening; in less than a second."""


class KeyboardPort(Protocol):
    """Reads keys: `system.keyboard.Keyboard`."""

    def use(self, keys: Keys) -> None:
        """Let keys mean this from now on."""


class Journal(Protocol):
    """Keeps the record of a workout: `journal.writer.JournalWriter`."""

    def take(self, fact: Fact) -> None:
        """Keep a fact. Returns at once."""


class Desktop(Protocol):
    """The desktop around the terminal: `desktop.link.Desktop`."""

    def show(self, view: View, now: Seconds) -> None:
        """Show what there is to see at `now`."""

    def speaks(self, at: Seconds, until: Seconds) -> None:
        """The coach will speak from `at` to `until`."""

    def call_off(self, what: Cancel | Silence) -> None:
        """Some of what it was about to say will not be said."""
