"""Listening to the test set by exactly the way that sound takes in a session."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.hearing import own_voice, rooms, sound
from benchmarks.hearing.trial import Trial, Understood, armed_for

from voice_coach.audio.clip import RATE as FAR_RATE
from voice_coach.core.events.messages import VoiceBegan, VoiceOver
from voice_coach.hearing.capture import echo_canceller
from voice_coach.hearing.capture.echo_canceller import FAR_BYTES, NEAR_BYTES
from voice_coach.hearing.capture.pipeline import HearingPipeline
from voice_coach.hearing.capture.vad import silero
from voice_coach.hearing.ports.recogniser import BLOCK, RATE, RecognisedPhrase
from voice_coach.hearing.recognisers import registry

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.hearing.manifest import Entry

    from voice_coach.hearing.ports.recogniser import Recogniser

FRAME = 0.010
"""Seconds that go into the path at a time."""

_UNIT = int(np.lcm(BLOCK, int(FRAME * RATE)))
"""Samples after which frames and blocks end together."""

_SILENCE = RATE // 2
"""Samples after each file, in which what was under way comes to its end."""

_HUSHED_AFTER = 0.060
"""Seconds from noticing a voice until the coach is silent: two processes and a fade."""

_FADE = FAR_RATE // 50


def hear(
    entries: tuple[Entry, ...], folder: Path, engine: str, model: Path | None
) -> tuple[Trial, ...]:
    """What comes of some files, one after the other, with one recogniser as in one session. All
    must have the same phrases armed."""
    recogniser = registry.make(engine, model)
    recogniser.arm(armed_for(entries[0]))
    heard_before = 0.0
    trials = []
    for entry in entries:
        listening = _Listening(entry, folder, recogniser, heard_before)
        trials.append(listening.trial())
        heard_before += listening.length
    recogniser.close()
    return tuple(trials)


class _Scene:
    """What the microphone hears, of an athlete and of a coach who may fall silent."""

    def __init__(self, entry: Entry, folder: Path) -> None:
        self.near = _whole(sound.read(folder / entry.file))
        self.far = self._said = np.zeros(0, np.float32)
        self._athlete = self._response = self.far
        if entry.far:
            length = len(self.near) * FAR_RATE // RATE
            self._said = _fitted(sound.read(folder / entry.far), length)
            self.far = self._said.copy()
        if entry.athlete:
            self._athlete = _fitted(sound.read(folder / entry.athlete), len(self.near))
            self._response = rooms.load_response(folder / entry.echo)

    def hush(self, at: float) -> None:
        """The coach falls silent from second `at` on. One who is alone in the room does not: if
        it goes on whatever is taken for a voice, there is most to be taken for a command."""
        if not len(self._athlete):
            return
        begin = round(at * FAR_RATE)
        fade = self.far[begin : begin + _FADE]
        fade *= np.linspace(1, 0, len(fade), dtype=np.float32)
        self.far[begin + len(fade) :] = 0
        self._play()

    def go_on(self, at: float) -> None:
        """The coach speaks again from second `at` on."""
        if not len(self._athlete):
            return
        begin = round(at * FAR_RATE)
        self.far[begin:] = self._said[begin:]
        self._play()

    def _play(self) -> None:
        self.near = self._athlete + own_voice.echo(self.far, self._response)


class _Listening:
    """Listening to one file."""

    def __init__(
        self, entry: Entry, folder: Path, recogniser: Recogniser, heard_before: float
    ) -> None:
        self._entry = entry
        self._scene = _Scene(entry, folder)
        self._path = HearingPipeline(recogniser, silero(), echo_canceller.webrtc())
        self._heard_before = heard_before
        self._busy = 0.0
        """Seconds of processor time so far."""
        self._free = 0.0
        """Second of the file at which the machine is done with what it was given."""
        self._understood: list[Understood] = []
        self._voices: list[float] = []

    @property
    def length(self) -> float:
        """Seconds that go through the path."""
        return len(self._scene.near) / RATE

    def trial(self) -> Trial:
        """Listen to it."""
        for number in range(len(self._scene.near) * 2 // NEAR_BYTES):
            self._take(number)
        return Trial(self._entry, tuple(self._understood), self._busy, tuple(self._voices))

    def _take(self, number: int) -> None:
        """The next frame: given when it has been heard, and when the one before is done with."""
        near = _frame(self._scene.near, number, NEAR_BYTES)
        far = _frame(self._scene.far, number, FAR_BYTES) if len(self._scene.far) else None
        heard = (number + 1) * FRAME
        before = time.process_time()
        happened = self._path.push(near, far)
        # Not the time on a clock: other processes are no part of it.
        took = time.process_time() - before
        self._busy += took
        self._free = max(heard, self._free) + took
        for one in happened:
            match one:
                case VoiceBegan():
                    self._voices.append(heard)
                    self._scene.hush(heard + _HUSHED_AFTER)
                case VoiceOver():
                    self._scene.go_on(heard + _HUSHED_AFTER)
                case RecognisedPhrase():
                    self._understood.append(self._of_file(one))

    def _of_file(self, spoken: RecognisedPhrase) -> Understood:
        return Understood(
            spoken.phrase,
            spoken.score,
            spoken.began - self._heard_before,
            spoken.ended - self._heard_before,
            self._free,
            spoken.wake,
            spoken.over_coach,
        )


def _frame(samples: sound.Sound, number: int, size: int) -> bytes:
    begin = number * size // 2
    return sound.pcm16(samples[begin : begin + size // 2])


def _whole(near: sound.Sound) -> sound.Sound:
    """With silence at the end, so that it is whole frames and whole blocks."""
    return _fitted(near, -(-(len(near) + _SILENCE) // _UNIT) * _UNIT)


def _fitted(samples: sound.Sound, length: int) -> sound.Sound:
    return np.pad(samples[:length], (0, max(0, length - len(samples))))
