"""The client of the recogniser process, which it keeps alive."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from queue import Empty

from voice_coach.hearing.ports.messages import (
    RECOGNISER_ORDERS,
    RECOGNISER_REPORTS,
    ArmPhrases,
    RecogniserOrder,
    RecogniserReport,
)
from voice_coach.hearing.ports.recogniser import BLOCK_LENGTH, AudioBlock, RecognisedPhrase
from voice_coach.hearing.ports.reports import RecogniserFound, RecogniserLost
from voice_coach.ipc.supervisor import RETRY_EVERY, Orders, WorkerProcess
from voice_coach.system.mailbox import Mailbox

# -P: a `queue.py` in the folder the user happens to be in must not take the place of Python's.
RECOGNISER = (sys.executable, "-P", "-m", "voice_coach.hearing.processes.recogniser_worker")

_FROZEN_AFTER = 10
"""Checks without a sign of life, 5 s in all: an engine may hold the interpreter for a second
and more on a busy machine."""

_START_LOOKS = 60
"""Checks before the first sign of life: models are read from disk."""


class Recognition:
    """Recognises through a recogniser process. Nothing here waits for it: its results come with
    later blocks. If it dies or freezes it is replaced, and armed again."""

    def __init__(
        self,
        command: tuple[str, ...],
        report: Callable[[RecogniserFound | RecogniserLost], None],
    ) -> None:
        """`command` is the process to start. `report` is called from a thread of this object."""
        self._report_to = report
        self._turn = threading.Lock()
        """Held while the fields below are changed."""
        self._phrases: tuple[str, ...] | None = None
        self._blocks = 0
        self._orders: Orders[RecogniserOrder] | None = None
        """The input of the present process."""
        self._ready = False
        """It takes blocks."""
        self._present: bool | None = None
        """Speech can be recognised, as last reported; None before the first report."""
        self._base = 0
        """Blocks that had passed when it began to take them."""
        self._spoken: Mailbox[RecognisedPhrase] = Mailbox()
        self._worker: WorkerProcess[RecogniserOrder, RecogniserReport] = WorkerProcess(
            command,
            (RECOGNISER_ORDERS, RECOGNISER_REPORTS),
            self._begin,
            self._hear,
            self._ended,
            frozen_after=_FROZEN_AFTER,
            start_within=_START_LOOKS,
        )
        self._worker.start()

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these and the wake word, and nothing else, from the next speech on."""
        with self._turn:
            self._phrases = phrases
            if self._orders:
                self._orders.send(ArmPhrases(phrases))

    def hear(self, block: AudioBlock) -> tuple[RecognisedPhrase, ...]:
        """Take the next block; return the phrases recognised since the last."""
        with self._turn:
            self._blocks += 1
            if self._orders and self._ready:
                self._orders.send(block)
        return tuple(iter(self._next, None))

    def close(self) -> None:
        """End the process; in less than a second, whatever state it is in."""
        self._worker.close()

    def _next(self) -> RecognisedPhrase | None:
        try:
            return self._spoken.get_nowait()
        except Empty:
            return None

    def _begin(self, orders: Orders[RecogniserOrder]) -> None:
        with self._turn:
            self._orders = orders
            if self._phrases is not None:
                orders.send(ArmPhrases(self._phrases))

    def _hear(self, report: RecogniserReport) -> None:
        match report:
            case RecognisedPhrase(began=began, ended=ended):
                before = self._base * BLOCK_LENGTH
                self._spoken.put(replace(report, began=before + began, ended=before + ended))
                self._report(RecogniserFound())
            case RecogniserFound():
                with self._turn:
                    self._ready, self._base = True, self._blocks
                self._report(report)
            case RecogniserLost():
                self._report(report)

    def _ended(self, reason: str, at_once: bool) -> None:
        with self._turn:
            self._ready = False
        self._report(RecogniserLost(f"the recogniser does not run ({reason})"))
        if at_once:
            self._worker.closing.wait(RETRY_EVERY)

    def _report(self, report: RecogniserFound | RecogniserLost) -> None:
        present = isinstance(report, RecogniserFound)
        known, self._present = self._present, present
        if known is not present:
            self._report_to(report)
