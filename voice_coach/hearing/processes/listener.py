"""The client of the listener process, which it keeps alive."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from voice_coach.audio.port import Played
from voice_coach.core.events.messages import VoiceBegan, VoiceOver
from voice_coach.hearing.ports.messages import (
    LISTENER_ORDERS,
    LISTENER_REPORTS,
    ArmPhrases,
    HearingMessage,
    ListenerOrder,
)
from voice_coach.hearing.ports.reports import (
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
)
from voice_coach.ipc.supervisor import RETRY_EVERY, Orders, WorkerProcess

# -P: a `queue.py` in the folder the user happens to be in must not take the place of Python's.
LISTENER_COMMAND = (sys.executable, "-P", "-m", "voice_coach.hearing.processes.listener_worker")

_FROZEN_AFTER = 6
"""Checks without a sign of life, 3 s in all: on a busy machine the listener has been seen to stand
still for one second."""


class LiveListener:
    """Listens to the system's microphone through a listener process.

    Nothing here waits for it. If it dies or freezes it is replaced, and armed again.
    """

    def __init__(
        self,
        report: Callable[[HearingMessage], None],
        engine: str,
        model: Path | None = None,
        *,
        own_voice: Path | None = None,
        keep: Path | None = None,
        voiceprints: bool = False,
        levels: bool = False,
        worker: tuple[str, ...] = LISTENER_COMMAND,
    ) -> None:
        """`report` is called from a thread of this object. `engine` and `model` as in
        `hearing.recognisers.registry.make`. `own_voice`: the file with the athlete's own.
        `keep`: a folder for the sound of recognised phrases. `voiceprints`: report them, too.
        `levels`: report the level ten times a second. `worker` is the command to start."""
        self._report_to = report
        self._turn = threading.Lock()
        """Held while the fields below are changed."""
        self._phrases: tuple[str, ...] | None = None
        self._orders: Orders[ListenerOrder] | None = None
        """The input of the present listener process."""
        self._voice = False
        """Somebody speaks, as last reported."""
        self._microphone: bool | None = None
        self._recogniser: bool | None = None
        """A recogniser works, as last reported; None before the first report."""
        command = (*worker, engine)
        command += ("--model", str(model)) if model else ()
        command += ("--own-voice", str(own_voice)) if own_voice else ()
        command += ("--keep", str(keep)) if keep else ()
        command += ("--voiceprints",) if voiceprints else ()
        command += ("--levels",) if levels else ()
        self._process: WorkerProcess[ListenerOrder, HearingMessage] = WorkerProcess(
            command,
            (LISTENER_ORDERS, LISTENER_REPORTS),
            self._begin,
            self._report,
            self._ended,
            frozen_after=_FROZEN_AFTER,
        )
        self._process.start()

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these, each with and without the wake word, and nothing else, from the next
        speech on."""
        with self._turn:
            self._phrases = phrases
            if self._orders:
                self._orders.send(ArmPhrases(phrases))

    def played(self, block: Played) -> None:
        """Note sound that the athlete is about to hear from the coach. From any thread."""
        with self._turn:
            if self._orders:
                self._orders.send(block)

    def close(self) -> None:
        """Stop listening; in less than a second, whatever state the process is in."""
        self._process.close()

    def _begin(self, orders: Orders[ListenerOrder]) -> None:
        with self._turn:
            self._orders = orders
            if self._phrases is not None:
                orders.send(ArmPhrases(self._phrases))

    def _ended(self, reason: str, at_once: bool) -> None:
        with self._turn:
            self._orders = None
        if self._voice:
            self._report(VoiceOver())
        self._report(MicrophoneLost(f"the process that listens does not run ({reason})"))
        if at_once:
            self._process.closing.wait(RETRY_EVERY)

    def _report(self, told: HearingMessage) -> None:
        """Report everything new."""
        match told:
            case VoiceBegan() | VoiceOver():
                self._voice = isinstance(told, VoiceBegan)
            case MicrophoneFound() | MicrophoneLost():
                known, self._microphone = self._microphone, isinstance(told, MicrophoneFound)
                if known is self._microphone:
                    return
            case RecogniserFound() | RecogniserLost():
                known, self._recogniser = self._recogniser, isinstance(told, RecogniserFound)
                if known is self._recogniser:
                    return
        self._report_to(told)
