"""The one loop: waits, hands what happened to the act under way, and does what that asks.

An act is the safety prompt or a session. The same loop runs live, where waiting takes time,
and for a recording, where it does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from voice_coach.audio.clip import Clip
from voice_coach.audio.output import Began, DeviceFound, DeviceLost, Output, Report
from voice_coach.audio.tones import tone
from voice_coach.core.command import Command
from voice_coach.core.effect import (
    Cancel,
    Effect,
    Event,
    Notice,
    Record,
    SetRate,
    SetVolume,
    Silence,
    Sound,
    Want,
)
from voice_coach.core.exercise import Seconds
from voice_coach.core.session import Session
from voice_coach.eventlog import EventLog
from voice_coach.screen.port import Screen
from voice_coach.speech.reports import ClipsNotKept, SpeechFound, SpeechLost, SpeechReport

OPENING_PATIENCE: Seconds = 3.0
"""How long a start waits for its first words to be rendered before it goes on without them."""

_LENGTH_TOLERANCE: Seconds = 0.001
"""A clip may be longer than its place by what rounding makes of it."""

Incoming = Event | Report | SpeechReport


class Wait(Protocol):
    """Time, and what happens meanwhile."""

    def now(self) -> Seconds:
        """The moment."""

    def wait(self, until: Seconds | None) -> Incoming | None:
        """The next thing that happens, or None at `until`."""


class Act(Protocol):
    """What the loop runs: `core.session.Session` and `core.gate.Gate`."""

    @property
    def opening(self) -> tuple[str, ...]:
        """What is said first, to have rendered before it starts."""

    @property
    def done(self) -> bool:
        """Whether the loop should leave it."""

    @property
    def deadline(self) -> Seconds | None:
        """When it wants to be called again at the latest."""

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Begin."""

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take an event, or the passing of `deadline`."""


class Voice(Protocol):
    """Where clips come from: `speech.speaker.Speech`."""

    def want(self, texts: Iterable[str]) -> None:
        """Have these rendered, in this order."""

    def wait_ready(self, texts: Iterable[str], timeout: Seconds) -> bool:
        """Wait until these are rendered, or cannot be."""

    def clip(self, text: str) -> Clip | None:
        """The clip of a text, if there is one."""

    def set_rate(self, rate: int) -> None:
        """Words a minute from now on."""


class Coach:
    """Runs acts: the only place where values become sound, text and log lines."""

    def __init__(
        self, wait: Wait, output: Output, voice: Voice, screen: Screen, log: EventLog
    ) -> None:
        self._wait = wait
        self._output = output
        self._voice = voice
        self._screen = screen
        self._log = log
        self._wanted: tuple[str, ...] = ()
        self._sounds: dict[int, tuple[Sound, bool]] = {}
        """What was placed and has not begun, and whether there was anything to be heard."""
        self._last_sound = 0
        self._deaf = False
        """Whether the last thing heard of the sound device was its loss."""
        self._keys = ""
        self._shown_at: Seconds = 0.0

    def play(self, act: Act, keys: str = "") -> None:
        """Run an act to its end. `keys`: what to show when the athlete asks for help."""
        self._keys = keys
        self._want(act.opening)
        self._voice.wait_ready(act.opening, OPENING_PATIENCE)
        self._do(act.start(self._wait.now()))
        self._run(act)

    def go_on(self, session: Session, command: Command, keys: str) -> None:
        """Run a session on from where it stood, with the command that moves it."""
        self._keys = keys
        self._do(session.handle(command, self._wait.now()))
        self._run(session)

    def _run(self, act: Act) -> None:
        self._show(act)
        while not act.done:
            incoming = self._wait.wait(self._next_moment(act))
            event = self._take(incoming)
            self._do(act.handle(event, self._wait.now()))
            if not isinstance(incoming, Began):
                self._show(act)

    def _next_moment(self, act: Act) -> Seconds | None:
        refresh = None if self._screen.every is None else self._shown_at + self._screen.every
        moments = (act.deadline, refresh)
        return min((moment for moment in moments if moment is not None), default=None)

    def _show(self, act: Act) -> None:
        self._shown_at = self._wait.now()
        if isinstance(act, Session):
            self._screen.show(act.view(self._shown_at))

    # --- what comes in ------------------------------------------------------------------

    def _take(self, incoming: Incoming | None) -> Event | None:
        """Deal with what is the coach's own, and pass on what is the act's."""
        match incoming:
            case Began():
                self._began(incoming)
            case DeviceLost(reason):
                self._note("device lost", reason=reason)
                self._deaf = True
                self._screen.notice(
                    f"No sound: {_sentence(reason)} Going on in text, at the same times."
                )
            case DeviceFound(name):
                self._note("device found", name=name)
                if self._deaf:
                    self._screen.notice(f"Sound is back: {name}.")
                self._deaf = False
            case SpeechLost(reason):
                self._note("speech lost", reason=reason)
                self._screen.notice(f"No speech: {_sentence(reason)} Going on with tones and text.")
            case SpeechFound():
                self._note("speech found")
                self._screen.notice("Speech is back.")
            case ClipsNotKept(reason):
                self._screen.notice(f"Speech is not kept for the next time: {_sentence(reason)}")
            case Command.HELP:
                self._screen.notice(self._keys)
            case _:
                return incoming
        return None

    def _began(self, report: Began) -> None:
        sound, heard = self._sounds.pop(report.sound, (None, False))
        if sound is None:
            return
        if sound.text:
            self._screen.said(sound.text)
        what = {"text": sound.text} if sound.text else {"tone": sound.tone}
        self._log.write("cue", sound.at, report.at, **what, length=sound.length, heard=heard)

    def _note(self, event: str, **fields: str) -> None:
        """Log what nobody scheduled."""
        now = self._wait.now()
        self._log.write(event, now, now, **fields)

    # --- what goes out ------------------------------------------------------------------

    def _do(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            match effect:
                case Sound():
                    self._place(effect)
                case Cancel(after):
                    self._output.cancel(after)
                case Silence():
                    self._output.silence()
                case SetVolume(volume):
                    self._output.set_volume(volume / 100)
                case SetRate(rate):
                    self._voice.set_rate(rate)
                case Want(texts):
                    self._want(texts)
                case Notice(text):
                    self._screen.notice(text)
                case Record(event, at, fields):
                    self._log.write(event, at, self._wait.now(), **fields)

    def _place(self, sound: Sound) -> None:
        clip = tone(sound.tone) if sound.tone else self._voice.clip(sound.text)
        if clip is not None and clip.length > sound.length + _LENGTH_TOLERANCE:
            clip = None
        self._last_sound += 1
        self._sounds[self._last_sound] = (sound, clip is not None)
        self._output.place(self._last_sound, sound.at, clip)

    def _want(self, texts: tuple[str, ...]) -> None:
        """The newest wishes come first; those before them are not forgotten."""
        self._wanted = tuple(dict.fromkeys((*texts, *self._wanted)))
        self._voice.want(self._wanted)


def _sentence(reason: str) -> str:
    return reason if reason.endswith(".") else f"{reason}."
