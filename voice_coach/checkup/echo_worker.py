"""The process that plays into the room and hears what comes back: `python -m
voice_coach.checkup.echo_worker`, started by `echo.py`.

It is a process of its own because it holds sound devices and libraries that may never let go of
who called them. It takes one `TryLoop`, answers with one `Loop` or `LoopFailed`, and ends. What it
heard is kept nowhere.
"""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, NoReturn

from voice_coach.audio import clip
from voice_coach.audio.clip import Clip
from voice_coach.audio.device_output import DeviceOutput
from voice_coach.audio.port import DeviceFound, DeviceLost, Played, Report
from voice_coach.audio.tones import tone
from voice_coach.checkup.delay import delay_between
from voice_coach.core.model.tone import Tone
from voice_coach.core.units import Seconds
from voice_coach.core.voice_commands.grammar import LANGUAGES, phrases_of
from voice_coach.errors import CoachError
from voice_coach.hearing.capture import pipeline
from voice_coach.hearing.capture.echo_canceller import webrtc
from voice_coach.hearing.capture.stream_alignment import Frames
from voice_coach.hearing.capture.vad import silero
from voice_coach.hearing.ports.recogniser import RATE, WIDTH, AudioBlock, RecognisedPhrase
from voice_coach.hearing.ports.reports import RecogniserFound, RecogniserLost
from voice_coach.hearing.processes.recogniser_client import RECOGNISER, Recognition
from voice_coach.ipc.child import claim_stdout
from voice_coach.ipc.wire import Wire
from voice_coach.library.catalogue.paths import expanded
from voice_coach.system import clock
from voice_coach.system.mailbox import Mailbox

if TYPE_CHECKING:
    from voice_coach.hearing.capture.microphone import Microphone

_OPEN_WITHIN: Seconds = 5.0
"""The limit for everything to be ready."""

_QUIET: Seconds = 0.6
"""The quiet before the first sound, in which the room's noise is measured."""

_GAP: Seconds = 0.35
"""The gap after each sound, in which the end of a phrase is found."""

_UNDERSTOOD_WITHIN: Seconds = 1.5
"""The time after the last sound."""

_WATCH: Seconds = 0.05


@dataclass(frozen=True, slots=True)
class TryLoop:
    """Play the phrase into the room and hear what comes back."""

    phrase: str
    volume: int
    """0 to 100."""
    engine: str
    """The recogniser."""
    model: str | None
    pcm: bytes = field(repr=False)
    """The phrase as sound."""


@dataclass(frozen=True, slots=True)
class Loop:
    """The result of the test. Unknown values are None."""

    delay: Seconds | None
    """From a sound's being taken by the speaker to its being given by the microphone; None where
    that does not hear it."""
    heard: float | None
    """The microphone's level while something was played, in dBFS."""
    left: float | None
    """The level after the canceller."""
    room: float | None
    """The level while nothing is played."""
    cancelled: bool
    """True if there is a canceller."""
    score: float | None
    """The best score of the phrase; None: not recognised."""
    lacking: str | None = None
    """The reason why no speech can be understood."""


@dataclass(frozen=True, slots=True)
class LoopFailed:
    """The test can't be made."""

    reason: str


REQUEST: Wire[TryLoop] = Wire(TryLoop)
ANSWER: Wire[Loop | LoopFailed] = Wire(Loop, LoopFailed)


@dataclass(frozen=True, slots=True)
class _Given:
    """The microphone gave this."""

    pcm: bytes
    at: Seconds


_Come = Report | Played | _Given | RecogniserFound | RecogniserLost


class _EchoTest:
    """Plays and listens at the same time."""

    def __init__(self, phrase: str, engine: str, model: Path | None) -> None:
        self._phrase = phrase
        self._come: Mailbox[_Come] = Mailbox()
        self._frames = Frames()
        self._played = _TimedStream(clip.RATE)
        self._heard = _TimedStream(RATE)
        self._opened: set[str] = set()
        self._why = "the devices do not open"
        self._lacking: str | None = None
        self._scores: list[float] = []
        command = (*RECOGNISER, engine, *(("--model", str(model)) if model else ()))
        self._recognition = Recognition(command, self._come.put)
        self._recognition.arm(tuple(phrases_of(LANGUAGES["en"])))
        self._canceller = webrtc()
        # One way to know what the canceller leaves of the coach; and one without it, because
        # here it is the coach that is to be understood.
        self._without_echo = pipeline.HearingPipeline(_Deaf(), _Deaf(), self._canceller)
        self._with_echo = pipeline.HearingPipeline(self._recognition, silero(), None)
        self._output = DeviceOutput(self._come.put, reference=self._come.put)
        threading.Thread(target=self._watch, args=(self._microphone(),), daemon=True).start()

    def play(self, sounds: tuple[Clip, ...], volume: int) -> None:
        """Play the sounds one after the other, and listen until the last one has been understood.
        Raises CoachError if there is no output or no microphone."""
        self._listen(_OPEN_WITHIN, {"speaker", "microphone"})
        if not self._opened >= {"speaker", "microphone"}:
            raise CoachError(self._why)
        self._output.set_volume(volume / 100)
        at = clock.now() + _QUIET
        for number, sound in enumerate(sounds):
            self._output.place(number, at, sound)
            at += sound.length + _GAP
        self._listen(at - clock.now())
        self._listen(_UNDERSTOOD_WITHIN, {"understood"})

    def close(self) -> None:
        """Stop the sound."""
        self._output.close()
        self._recognition.close()

    @property
    def loop(self) -> Loop:
        """Return the result."""
        began = max(self._played.origin, self._heard.origin)
        played, heard = self._played.since(began), self._heard.since(began)
        level = self._without_echo.echo.last
        return Loop(
            delay=delay_between(played, heard, clip.RATE, RATE),
            heard=None if level is None else level.heard,
            left=None if level is None else level.left,
            room=None if level is None else level.ambient,
            cancelled=self._canceller is not None,
            score=max(self._scores, default=None),
            lacking=self._lacking,
        )

    def _listen(self, length: Seconds, until: set[str] | None = None) -> None:
        """Receive sound for this long, or until all of these events have happened."""
        deadline = clock.now() + length
        while (left := deadline - clock.now()) > 0 and not (until and self._opened >= until):
            try:
                self._take(self._come.get(timeout=left))
            except Empty:
                return

    def _take(self, come: _Come) -> None:
        match come:
            case Played():
                self._frames.play(come)
                self._played.take(come.pcm or bytes(come.samples * clip.WIDTH), come.at, late=False)
            case _Given(pcm, at):
                self._frames.hear(pcm, at)
                self._heard.take(pcm, at, late=True)
                self._judge()
            case DeviceFound():
                self._opened.add("speaker")
            case DeviceLost(reason):
                self._why = reason
            case RecogniserLost(reason):
                self._lacking = reason
                self._opened.add("understood")

    def _judge(self) -> None:
        for frame in self._frames:
            self._without_echo.push(frame.near, frame.far)
            for happened in self._with_echo.push(frame.near):
                if isinstance(happened, RecognisedPhrase) and happened.phrase == self._phrase:
                    self._scores.append(happened.score)
                    self._opened.add("understood")

    def _microphone(self) -> Microphone:
        # Without numpy, which miniaudio imports for a use we do not make of it.
        sys.modules["numpy"] = None  # type: ignore[assignment] # how an import is made to fail
        from voice_coach.hearing.capture.microphone import Microphone  # noqa: PLC0415 # after that line

        return Microphone(
            lambda pcm, at: self._come.put(_Given(pcm, at)),
            found=lambda _: self._opened.add("microphone"),
            lost=self._lose,
        )

    def _lose(self, reason: str) -> None:
        self._why = reason

    def _watch(self, microphone: Microphone) -> NoReturn:
        while True:
            microphone.watch(_WATCH)


class _TimedStream:
    """Sound that came in pieces, and when its first sample was due."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._pcm = bytearray()
        self.origin = float("inf")

    def take(self, pcm: bytes, at: Seconds, *, late: bool) -> None:
        """The next piece, of which at `at` the first sample was due, or `late` the last had
        been. None comes early, so that the earliest origin is the true one."""
        before = len(self._pcm)
        self._pcm += pcm
        samples = (len(self._pcm) if late else before) // WIDTH
        self.origin = min(self.origin, at - samples / self._rate)

    def since(self, moment: Seconds) -> bytes:
        """Return the sound from a moment on."""
        return bytes(self._pcm[round((moment - self.origin) * self._rate) * WIDTH :])


class _Deaf:
    """A stand-in that hears neither a voice nor a word."""

    def likelihood(self, pcm: bytes) -> float:  # noqa: ARG002 - the port's.
        return 0.0

    def arm(self, phrases: tuple[str, ...]) -> None:
        pass

    def hear(self, block: AudioBlock) -> tuple[RecognisedPhrase, ...]:  # noqa: ARG002 - the port's.
        return ()

    def close(self) -> None:
        pass


def try_loop(phrase: str, spoken: Clip, volume: int, engine: str, model: Path | None) -> Loop:
    """Play a tone and the phrase twice, and measure the echo. Raises CoachError."""
    try:
        room = _EchoTest(phrase, engine, model)
    except ImportError as error:
        raise CoachError(f"{error.name} is not installed") from error
    try:
        room.play((tone(Tone.START), spoken, spoken), volume)
        return room.loop
    finally:
        room.close()


def main() -> NoReturn:
    """Answer one message, and end."""
    asker = claim_stdout()
    if asked := REQUEST.receive(sys.stdin.buffer):
        model = expanded(asked.model) if asked.model else None
        answer: Loop | LoopFailed
        try:
            answer = try_loop(asked.phrase, Clip(asked.pcm), asked.volume, asked.engine, model)
        except CoachError as error:
            answer = LoopFailed(error.what)
        ANSWER.send(asker, answer)
    # Not sys.exit: threads held up by a frozen sound server would never be joined.
    os._exit(0)


if __name__ == "__main__":
    main()
