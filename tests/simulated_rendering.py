"""A workout in simulated time: the coach, the session and its head start are the real ones; of the
worker there is only the time that it takes for each clip.

    heard = led(routine, Simulated(pace=lambda now: 0.3))
"""

from __future__ import annotations

import io
import json
from collections import deque
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from voice_coach.app.coach import Coach
from voice_coach.app.head_start import give_head_start
from voice_coach.app.live_runtime import LiveRuntime
from voice_coach.audio.clip import RATE, WIDTH, Clip
from voice_coach.audio.port import Began
from voice_coach.core.events.messages import ClipsArrived
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.lead_in import with_lead_in
from voice_coach.core.model.timeline import by_the_clock
from voice_coach.core.model.unroll import unroll
from voice_coach.core.session.agenda import OVERHEAD, pace_of
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.wording import phrasebook
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.scripts import load_script
from voice_coach.screen.port import Blank
from voice_coach.speech.render_queue import Wishes
from voice_coach.system.event_log import EventLog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from voice_coach.app.ports import Incoming
    from voice_coach.core.model.routine import Routine
    from voice_coach.core.units import Seconds

WORDS_A_MINUTE = 165

OWN = """\
version: 1
name: Wednesday with Grandmother
level: beginner
description: Twenty minutes that nobody has ever heard.
defaults: {rest: 20s, prepare: 5s}
warm_up:
  - walk-in-place: 60s
    cues: ["Swing your arms like a soldier in a toy box.", "The kettle is on, so keep walking."]
main:
  - circuit: 3
    rest_between: 45s
    steps:
      - plank: 30s
        cues: ["Think of a long straight plank of wood.", "Breathe as quietly as you can."]
      - side-plank: 20s
        cues: ["Push the floor away with your elbow.", "Look at the photograph on the wall."]
      - bird-dog: 40s
        cues: ["Reach for the far corner of the room.", "A cup of tea stands on your back."]
      - glute-bridge: 40s
        cues: ["Lift the hips as though someone pulled a string.", "Feet heavy, like in wet sand."]
      - dead-bug: 40s
        cues: ["Slower than you think, much slower.", "Press your back into the carpet."]
cool_down:
  - hip-flexor-stretch: 30s
    cues: ["Smile at the cat, she is watching you."]
"""
"""A routine of 20 minutes with words of its own."""

_SYSTEMS_PACE = 0.02


def usual_length(text: str) -> Seconds:
    """A length that a clip may turn out to have: by chance, 12 % to either side of what is usual,
    which the estimate exceeds by 15 %."""
    chance = sha256(text.encode()).digest()[0] / 255
    return estimated_length(text, WORDS_A_MINUTE) / 1.15 * (0.88 + 0.24 * chance)


@dataclass
class Simulated:
    """Speech, sound output and clock in one."""

    pace: Callable[[Seconds], float]
    """Seconds that a second of speech takes, for a clip that is begun at a time."""
    start: Seconds = 1.0
    """Time that the worker takes to start."""
    ready: Callable[[str], bool] = lambda _text: False
    """Whether a text comes ready-made."""
    real_length: Callable[[str], Seconds] = usual_length
    replaced: list[str] = field(default_factory=list)
    """Reasons to take the system's voice."""

    def __post_init__(self) -> None:
        self._now = 0.0
        self._wishes = Wishes()
        self._wanted: tuple[str, ...] = ()
        self._in_hand: tuple[Seconds, str] | None = None
        """Until when the worker is at it, and the text."""
        self._free = self.start
        self._rendered: set[str] = set()
        self._took: deque[tuple[Seconds, Seconds]] = deque(maxlen=4)
        self._coming: list[tuple[Seconds, Incoming]] = []

    # --- speech -------------------------------------------------------------------------

    def want(self, texts: Iterable[str]) -> None:
        self._wanted = tuple(dict.fromkeys(texts))
        self._wishes.replace(self.missing(self._wanted))
        self._free = max(self._free, self._now)
        self._work(self._now)

    def pass_over(self, text: str) -> None:
        self._wishes.pass_over(text)

    def length(self, text: str) -> Seconds:
        is_known = not self.missing((text,))
        return self.real_length(text) if is_known else estimated_length(text, WORDS_A_MINUTE)

    def clip(self, text: str) -> Clip | None:
        samples = round(self.real_length(text) * RATE)
        return None if self.missing((text,)) else Clip(bytes(samples * WIDTH))

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        self._work(self._now)
        return tuple(one for one in texts if one not in self._rendered and not self.ready(one))

    def wait_pace(self, timeout: Seconds) -> float | None:
        self._wait_for(lambda: bool(self._took), timeout)
        return pace_of(self._took) if self._took else None

    def wait_ready(self, texts: Iterable[str], timeout: Seconds) -> bool:
        awaited = tuple(texts)
        self._wait_for(lambda: not self.missing(awaited), timeout)
        return not self.missing(awaited)

    def replace_voice(self, reason: str) -> bool:
        self.replaced.append(reason)
        if len(self.replaced) > 1:
            return False
        # What the other voice has said is of no use, and a new worker starts.
        self.pace, self.ready = (lambda _now: _SYSTEMS_PACE), (lambda _text: False)
        self._took.clear()
        self._rendered.clear()
        self._in_hand, self._free = None, self._now + self.start
        self._wishes.replace(self._wanted)
        return True

    def set_rate(self, rate: int) -> None:
        raise AssertionError(f"nobody asks for {rate} words a minute")

    # --- sound output -------------------------------------------------------------------

    def place(self, sound: int, at: Seconds, _clip: Clip | None, spoken: bool = False) -> None:
        del spoken
        self._happens(max(at, self._now), Began(sound, at))

    def cancel(self, after: Seconds) -> None:
        self._coming = [
            (at, one) for at, one in self._coming if not (isinstance(one, Began) and at >= after)
        ]

    def silence(self) -> None:
        self.cancel(self._now)

    def hush(self, on: bool) -> None:
        raise AssertionError(f"nobody speaks over it ({on})")

    def set_volume(self, volume: float) -> None:
        del volume

    # --- time ---------------------------------------------------------------------------

    def now(self) -> Seconds:
        return self._now

    def wait(self, until: Seconds | None) -> Incoming | None:
        self._work(self._now)
        while self._next_clip is not None and self._next_clip <= self._next_time(until):
            self._work(self._next_clip)
        if self._coming and (until is None or self._coming[0][0] <= until):
            at, incoming = self._coming.pop(0)
            self._now = max(self._now, at)
            return incoming
        assert until is not None, "the coach waits for ever"
        self._now = max(self._now, until)
        return None

    def _next_time(self, until: Seconds | None) -> Seconds:
        times = [at for at, _ in self._coming[:1]] + ([] if until is None else [until])
        return min(times, default=0.0)

    def _wait_for(self, happened: Callable[[], bool], timeout: Seconds) -> None:
        end = self._now + timeout
        while not happened():
            if self._next_clip is None or self._next_clip > end:
                self._now = end
                return
            self._now = self._next_clip
            self._work(self._now)

    def _happens(self, at: Seconds, incoming: Incoming) -> None:
        self._coming.append((at, incoming))
        self._coming.sort(key=lambda one: one[0])

    # --- the worker ---------------------------------------------------------------------

    @property
    def _next_clip(self) -> Seconds | None:
        """When something will have changed with the worker; None while it has nothing to do."""
        if self._in_hand is not None:
            return self._in_hand[0]
        return max(self._free, self._now) if self._wishes else None

    def _work(self, until: Seconds) -> None:
        """Render up to `until`."""
        while True:
            if self._in_hand is None:
                if self._free > until or (text := self._wishes.take()) is None:
                    return
                takes = self.pace(self._free) * (self.real_length(text) + OVERHEAD)
                self._in_hand = self._free + takes, text
                self._took_now = takes
            done, text = self._in_hand
            if done > until:
                return
            self._rendered.add(text)
            self._took.append((self._took_now, self.real_length(text)))
            self._free, self._in_hand = done, None
            self._wishes.done()
            self._happens(done, ClipsArrived())


@dataclass
class Led:
    """What came of a workout."""

    waited: Seconds
    """Seconds from the start to the first word."""
    said: list[str]
    late: list[str]
    """The words that were not there in time, and were only shown."""


def led(routine: Routine, simulated: Simulated) -> Led:
    """Lead a workout in which nobody interferes."""
    timeline = with_lead_in(by_the_clock(unroll(routine, WORDS_A_MINUTE)), WORDS_A_MINUTE)
    style = CoachingStyle(load_script(), notices=(phrasebook.FIT_NOTICE,), attended=False)
    session = Session(timeline, simulated.length, load_catalogue().get, style)
    log = io.StringIO()
    world: Any = simulated
    coach = Coach(world, world, world, Blank(), EventLog(log, 0.0))
    nothing = cast("Any", None)
    room = LiveRuntime(coach, world, Blank(), None, False, nothing, nothing, nothing)
    give_head_start(room, session)
    coach.play(session)
    events = [json.loads(line) for line in log.getvalue().splitlines()]
    cues = [event for event in events if event["event"] == "cue" and "text" in event]
    late = [cue["text"] for cue in cues if not cue["heard"]]
    return Led(cues[0]["actual"], [cue["text"] for cue in cues], late)
