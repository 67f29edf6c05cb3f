"""A coach with an output, a voice and a screen that record what they are asked, and acts for it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from fakes import EXERCISES, PLANK, SCRIPT, hold, length_of, step, timeline
from jumping_clock import START, JumpingClock

from voice_coach.app.coach import Coach
from voice_coach.app.ports import Incoming
from voice_coach.audio.clip import RATE, WIDTH, Clip
from voice_coach.audio.port import Began
from voice_coach.core.events.keys import SCREENING_KEYS, Keys
from voice_coach.core.events.messages import Asked, Effect, Event, Sound
from voice_coach.core.events.playback import Cancel, Silence
from voice_coach.core.model.session_view import SessionView
from voice_coach.core.model.views import AnnouncementView, ListeningState, View
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.voice_commands.arbiter import HearingMode
from voice_coach.hearing.ports.reports import Understood
from voice_coach.system.event_log import EventLog


@dataclass
class RecordingOutput:
    """Records what is asked of it, and reports that everything begins on time."""

    clock: JumpingClock
    placed: list[tuple[int, float, Clip | None]] = field(default_factory=list)
    spoken: list[bool] = field(default_factory=list)
    asked: list[tuple[str, float | None]] = field(default_factory=list)

    def place(self, sound: int, at: float, clip: Clip | None, spoken: bool = False) -> None:
        self.placed.append((sound, at, clip))
        self.spoken.append(spoken)
        self.clock.happens(at, Began(sound, at))

    def hush(self, on: bool) -> None:
        self.asked.append(("hush", float(on)))

    def cancel(self, after: float) -> None:
        self.asked.append(("cancel", after))

    def silence(self) -> None:
        self.asked.append(("silence", None))

    def set_volume(self, volume: float) -> None:
        self.asked.append(("volume", volume))

    def close(self) -> None:
        self.asked.append(("close", None))


@dataclass
class RecordingVoice:
    """Has clips of the lengths it is told, and records what it is asked."""

    lengths: dict[str, float] = field(default_factory=dict)
    wanted: list[tuple[str, ...]] = field(default_factory=list)
    waited: list[tuple[tuple[str, ...], float]] = field(default_factory=list)
    rates: list[int] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)

    def want(self, texts: Iterable[str]) -> None:
        self.wanted.append(tuple(texts))

    def pass_over(self, text: str) -> None:
        self.passed_over.append(text)

    def wait_ready(self, texts: Iterable[str], timeout: float) -> bool:
        self.waited.append((tuple(texts), timeout))
        return True

    def clip(self, text: str) -> Clip | None:
        length = self.lengths.get(text)
        return None if length is None else Clip(bytes(round(length * RATE) * WIDTH))

    def set_rate(self, rate: int) -> None:
        self.rates.append(rate)


@dataclass
class RecordingScreen:
    """Records what it is given to show."""

    every: float | None = None
    full: bool = False
    shown: list[SessionView] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    sights: list[tuple[float, View]] = field(default_factory=list)
    made_of_it: list[str] = field(default_factory=list)
    listening: list[ListeningState] = field(default_factory=list)
    keys_shown: list[str] = field(default_factory=list)
    helped: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def show(self, view: View, now: float) -> None:
        self.sights.append((now, view))
        if isinstance(view, SessionView):
            self.shown.append(view)

    def said(self, text: str, *, heard: bool = True) -> None:  # noqa: ARG002 - the port's
        self.captions.append(text)

    def notice(self, text: str) -> None:
        self.notices.append(text)

    def heard(self, text: str) -> None:
        self.made_of_it.append(text)

    def listens(self, listening: ListeningState) -> None:
        self.listening.append(listening)

    def keys(self, keys: str) -> None:
        self.keys_shown.append(keys)

    def help(self, phrases: tuple[str, ...]) -> None:
        self.helped.append((self.keys_shown[-1], phrases))

    def close(self) -> None:
        """Nothing to undo."""


@dataclass
class RecordingKeyboard:
    """Records what its keys are to mean."""

    used: list[Keys] = field(default_factory=list)

    def use(self, keys: Keys) -> None:
        self.used.append(keys)


@dataclass
class RecordingListener:
    """Records what it is to understand."""

    armed: list[tuple[str, ...]] = field(default_factory=list)

    closed: bool = False

    def arm(self, phrases: tuple[str, ...]) -> None:
        self.armed.append(phrases)

    def close(self) -> None:
        self.closed = True


@dataclass
class RecordingDesktop:
    """Records what it is told of."""

    shown: list[View] = field(default_factory=list)
    told: list[tuple[float, float] | Cancel | Silence] = field(default_factory=list)

    def show(self, view: View, now: float) -> None:  # noqa: ARG002 - the port's
        self.shown.append(view)

    def speaks(self, at: float, until: float) -> None:
        self.told.append((at, until))

    def call_off(self, what: Cancel | Silence) -> None:
        self.told.append(what)


class ScriptedAct:
    """An act that asks for `effects` at its start, and is over after `length`."""

    def __init__(
        self,
        *effects: Effect,
        opening: tuple[str, ...] = (),
        length: float = 10.0,
        armed: tuple[Asked, ...] = (),
        asking: bool = False,
    ) -> None:
        self.keys = SCREENING_KEYS
        self.opening = opening
        self.armed = armed
        self.asking = asking
        self.events: list[Event] = []
        self.done = False
        self._effects = effects
        self._end = START + length

    @property
    def deadline(self) -> float:
        return self._end

    def view(self, _now: float) -> View:
        return AnnouncementView(self.opening, ())

    def start(self, now: float) -> tuple[Effect, ...]:
        assert now == START
        return self._effects

    def handle(self, event: Event | None, now: float) -> tuple[Effect, ...]:
        if event is not None:
            self.events.append(event)
        self.done = now >= self._end
        return ()


class Stage:
    """A coach with everything around it recording."""

    def __init__(
        self,
        *happenings: tuple[float, Incoming],
        keyboard: RecordingKeyboard | None = None,
        listener: RecordingListener | None = None,
        mode: HearingMode = HearingMode.OPEN,
    ) -> None:
        self.clock = JumpingClock(*happenings)
        self.output = RecordingOutput(self.clock)
        self.voice = RecordingVoice()
        self.screen = RecordingScreen()
        self.desktop = RecordingDesktop()
        self._log = io.StringIO()
        self.coach = Coach(
            self.clock,
            self.output,
            self.voice,
            self.screen,
            EventLog(self._log, START),
            keyboard=keyboard,
            listener=listener,
            mode=mode,
            desktop=self.desktop,
        )

    @property
    def logged(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self._log.getvalue().splitlines()]


def understood(phrase: str, score: float = 3.0, **changes: bool) -> Understood:
    how = {"wake": False, "over_coach": False, **changes}
    return Understood(phrase, score, began=0.0, ended=0.6, latency=0.3, **how)


def said(text: str, at: float = 1.0, room: float = 2.0) -> Sound:
    return Sound(START + at, room, text=text)


def plank_session() -> Session:
    return Session(timeline(step(PLANK, hold(20))), length_of, EXERCISES.get, CoachingStyle(SCRIPT))
