"""A worker process kept alive, with workers of a few lines each."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import Queue
from typing import TYPE_CHECKING

import pytest

from voice_coach.ipc.supervisor import Orders, WorkerProcess
from voice_coach.ipc.wire import Alive, Wire

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Word:
    """Both an order and a report of the workers here."""

    text: str
    payload: bytes = b""


WORDS: Wire[Word] = Wire(Word)
REPORTS: Wire[Word | Alive] = Wire(Word, Alive)

ECHO = """
import os
while data := os.read(0, 65536):
    os.write(1, data)
"""
"""Answers what it is told, and gives no other sign of life."""

ALIVE = """
import sys, threading
from voice_coach.ipc.wire import Alive, Wire
threading.Thread(target=sys.stdin.buffer.read, daemon=True).start()
while True:
    Wire(Alive).send(sys.stdout.buffer, Alive())
    threading.Event().wait(0.2)
"""
"""Lives on when its input has ended."""


class Keeper:
    """Records what comes of a worker, and greets every process."""

    def __init__(self) -> None:
        self.happened: Queue[tuple[object, ...]] = Queue()

    def begin(self, orders: Orders[Word]) -> None:
        self.orders = orders
        orders.send(Word("greet", b"\x07"))

    def hear(self, report: Word) -> None:
        self.happened.put(("heard", report.text, report.payload))

    def ended(self, reason: str, at_once: bool) -> None:
        self.happened.put(("ended", reason, at_once))

    def next(self) -> tuple[object, ...]:
        return self.happened.get(timeout=30)


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


Start = Callable[[str], WorkerProcess[Word, Word]]


@pytest.fixture
def start(keeper: Keeper) -> Iterator[Start]:
    """Start workers that are closed after the test."""
    workers: list[WorkerProcess[Word, Word]] = []

    def start(source: str) -> WorkerProcess[Word, Word]:
        command = (sys.executable, "-P", "-c", source)
        worker: WorkerProcess[Word, Word] = WorkerProcess(
            command, (WORDS, REPORTS), keeper.begin, keeper.hear, keeper.ended, frozen_after=3
        )
        workers.append(worker)
        worker.start()
        return worker

    yield start
    for worker in workers:
        worker.close()


def process(worker: WorkerProcess[Word, Word]) -> subprocess.Popen[bytes]:
    pause = threading.Event()
    while worker._link is None:
        pause.wait(0.01)
    return worker._link._process


def test_every_process_is_greeted_and_heard(start: Start, keeper: Keeper) -> None:
    worker = start(ECHO)
    assert keeper.next() == ("heard", "greet", b"\x07")
    keeper.orders.send(Word("more"))
    assert keeper.next() == ("heard", "more", b"")
    process(worker).kill()
    assert keeper.next()[0] == "ended"
    assert keeper.next() == ("heard", "greet", b"\x07")


def test_one_that_crashes_at_once_is_told_with_its_exit_code(start: Start, keeper: Keeper) -> None:
    start("raise SystemExit(7)")
    assert keeper.next() == ("ended", "exit code 7", True)


def test_one_that_freezes_is_replaced(start: Start, keeper: Keeper) -> None:
    worker = start(ALIVE)
    first = process(worker)
    pause = threading.Event()
    while worker._link is None or not worker._link._spoke.is_set():
        pause.wait(0.01)
    first.send_signal(signal.SIGSTOP)
    assert keeper.next() == ("ended", f"exit code {-signal.SIGKILL}", False)


def test_closing_ends_one_that_does_not_end_by_itself(start: Start, keeper: Keeper) -> None:
    worker = start(ALIVE)
    alive = process(worker)
    worker.close()

    assert alive.returncode == -signal.SIGKILL
    assert keeper.happened.empty()


def test_closing_does_not_wait_for_a_retry(keeper: Keeper) -> None:
    def ended(reason: str, at_once: bool) -> None:
        keeper.ended(reason, at_once)
        worker.closing.wait()

    worker: WorkerProcess[Word, Word] = WorkerProcess(
        ("/no/such/program",), (WORDS, REPORTS), keeper.begin, keeper.hear, ended
    )
    worker.start()
    assert keeper.next()[2] is True
    worker.close()
    assert not any(thread.is_alive() for thread in worker._threads)
