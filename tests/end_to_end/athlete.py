"""An athlete who speaks into the microphone of a running workout.

    athlete = Athlete(server, coach, words)
    athlete.says("pause", command="pause")

The voice is another one than the coach's. What is not obeyed is said again, as people do: a
machine that stands still for a moment swallows words.
"""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

from hearing.mouth import say

from voice_coach.hearing.ports.recogniser import RATE, WIDTH
from voice_coach.speech.natural.packages import missing_packages
from voice_coach.system import clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from end_to_end.program import Event, Program
    from rig.pulse import SoundServer

LISTENING = ("--listen", "--voice", "en-gb")
"""How a coach is started who is spoken to: by an American."""

_TIMES = 4
"""How often something is said at most."""

_AGAIN_AFTER = 5.0
"""Seconds after which what was said is said again."""


class Words:
    """Sound files of what the athlete says."""

    def __init__(self, folder: Path, phrases: Iterable[str], *, natural: bool = False) -> None:
        """`natural`: said by a natural voice, where that is installed."""
        self._folder = folder
        is_natural = natural and not missing_packages()
        voice = ("am_michael", "natural") if is_natural else ("en-us", "system")
        for phrase, pcm in say(phrases, *voice).items():
            with wave.open(str(self.of(phrase)), "wb") as file:
                file.setparams((1, WIDTH, RATE, 0, "NONE", ""))
                file.writeframes(pcm)

    def of(self, phrase: str) -> Path:
        """The file of a phrase."""
        return self._folder / f"{phrase}.wav"


class Athlete:
    """Says things, and waits for what comes of them."""

    def __init__(self, server: SoundServer, coach: Program, words: Words) -> None:
        self._server = server
        self._coach = coach
        self._words = words

    def says(self, phrase: str, event: str = "command", **fields: object) -> Event:
        """Say something until such an event comes."""
        before = len(self._coach.events.of(event, **fields))
        for _ in range(_TIMES):
            self.says_once(phrase)
            until = clock.now() + _AGAIN_AFTER
            while clock.now() < until:
                if len(self._coach.events.of(event, **fields)) > before:
                    return self._coach.events.wait_for(event, **fields)
                self._coach.let_pass(0.1)
        came = "\n".join(map(str, self._coach.events.all))
        raise AssertionError(f"“{phrase}” came to no {event!r} {fields}, but to\n{came}")

    def says_once(self, phrase: str) -> None:
        """Say something, whatever comes of it."""
        self._server.say(self._words.of(phrase))
