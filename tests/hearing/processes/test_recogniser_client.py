"""A recogniser process kept alive, with one that takes every piece of speech for the phrase that
it was told first."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING

import pytest

from voice_coach.hearing.ports.recogniser import BLOCK, BLOCK_LENGTH, AudioBlock, RecognisedPhrase
from voice_coach.hearing.ports.reports import RecogniserFound, RecogniserLost
from voice_coach.hearing.processes.recogniser_client import Recognition

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_PHRASE = (sys.executable, "-P", str(Path(__file__).parents[1] / "fake_recogniser.py"))

_UNABLE = """
from voice_coach.errors import CoachError
from voice_coach.hearing.processes.recogniser_worker import serve
def make():
    raise CoachError("There is no model.")
serve(make)
"""
UNABLE = (sys.executable, "-P", "-c", _UNABLE)

_TROUBLED = """
from voice_coach.errors import CoachError
from voice_coach.hearing.ports.recogniser import RecognisedPhrase
from voice_coach.hearing.processes.recogniser_worker import serve
class Troubled:
    blocks = 0
    def arm(self, phrases):
        pass
    def hear(self, block):
        self.blocks += 1
        if self.blocks < 3:
            raise CoachError("The net is out of reach.")
        return (RecognisedPhrase("pause", 1.0, 0.0, 1.0),)
    def close(self):
        pass
serve(Troubled)
"""
TROUBLED = (sys.executable, "-P", "-c", _TROUBLED)

CRASHING = (sys.executable, "-c", "raise SystemExit(7)")

QUIET = AudioBlock(bytes(2 * BLOCK), 0.0)
VOICE = AudioBlock(b"\x10\x27" * BLOCK, 1.0)

Report = RecogniserFound | RecogniserLost


class Reports:
    """Records reports, and waits for the next."""

    def __init__(self) -> None:
        self._queue: Queue[Report] = Queue()

    def __call__(self, report: Report) -> None:
        self._queue.put(report)

    def next(self) -> Report:
        return self._queue.get(timeout=40)

    @property
    def empty(self) -> bool:
        return self._queue.empty()


@pytest.fixture
def reports() -> Reports:
    return Reports()


Start = Callable[[tuple[str, ...]], Recognition]


@pytest.fixture
def start(reports: Reports) -> Iterator[Start]:
    """Start recognitions that are closed after the test."""
    started: list[Recognition] = []

    def start(command: tuple[str, ...]) -> Recognition:
        started.append(Recognition(command, reports))
        return started[-1]

    yield start
    for one in started:
        one.close()


def process(recognition: Recognition) -> subprocess.Popen[bytes]:
    assert recognition._worker._link
    return recognition._worker._link._process


def says(recognition: Recognition) -> tuple[RecognisedPhrase, int]:
    """Have somebody speak for ten blocks; what was understood, and the blocks of it all."""
    blocks = [*[QUIET] * 20, *[VOICE] * 10, *[QUIET] * 10]
    for block in blocks:
        assert recognition.hear(block) == ()
    pause = threading.Event()
    for more in range(400):
        if understood := recognition.hear(QUIET):
            return understood[0], len(blocks) + more + 1
        pause.wait(0.05)
    raise AssertionError("nothing was understood")


def test_what_is_said_is_understood(start: Start, reports: Reports) -> None:
    recognition = start(FIRST_PHRASE)
    recognition.arm(("stop", "pause"))
    assert reports.next() == RecogniserFound()

    spoken, _ = says(recognition)
    assert spoken.phrase == "stop"
    assert spoken.began == pytest.approx(20 * BLOCK_LENGTH)
    assert spoken.ended == pytest.approx(30 * BLOCK_LENGTH)


def test_from_the_next_speech_on_it_understands_what_is_armed_then(
    start: Start, reports: Reports
) -> None:
    recognition = start(FIRST_PHRASE)
    recognition.arm(("stop",))
    reports.next()
    recognition.arm(("yes", "no"))

    assert says(recognition)[0].phrase == "yes"


def test_one_that_is_killed_is_replaced_armed_again_and_told_of_once(
    start: Start, reports: Reports
) -> None:
    recognition = start(FIRST_PHRASE)
    recognition.arm(("stop",))
    reports.next()
    _, before = says(recognition)
    process(recognition).kill()

    assert isinstance(reports.next(), RecogniserLost)
    assert reports.next() == RecogniserFound()
    spoken, _ = says(recognition)
    assert spoken.phrase == "stop"
    assert spoken.began == pytest.approx((before + 20) * BLOCK_LENGTH)
    assert reports.empty


def test_one_that_freezes_is_replaced(start: Start, reports: Reports) -> None:
    recognition = start(FIRST_PHRASE)
    recognition.arm(("stop",))
    reports.next()
    says(recognition)
    process(recognition).send_signal(signal.SIGSTOP)
    recognition.hear(VOICE)

    assert isinstance(reports.next(), RecogniserLost)
    assert reports.next() == RecogniserFound()
    assert says(recognition)[0].phrase == "stop"


def test_what_is_said_while_there_is_none_is_not_understood_later(
    start: Start, reports: Reports
) -> None:
    recognition = start(FIRST_PHRASE)
    recognition.arm(("stop",))
    for block in [*[QUIET] * 20, *[VOICE] * 10, *[QUIET] * 10]:
        recognition.hear(block)
    reports.next()

    spoken, _ = says(recognition)
    assert spoken.began == pytest.approx((40 + 20) * BLOCK_LENGTH)


def test_one_that_is_unable_says_why_and_is_not_started_again(
    start: Start, reports: Reports
) -> None:
    recognition = start(UNABLE)
    assert reports.next() == RecogniserLost("There is no model.")
    first = process(recognition)
    threading.Event().wait(1.5)

    assert process(recognition) is first
    assert recognition.hear(VOICE) == ()
    assert reports.empty


def test_one_in_trouble_says_so_once_and_that_it_is_over(start: Start, reports: Reports) -> None:
    """It goes on trying: what is out of reach now may be there again."""
    recognition = start(TROUBLED)
    assert reports.next() == RecogniserFound()
    for _ in range(3):
        recognition.hear(QUIET)
    assert reports.next() == RecogniserLost("The net is out of reach.")
    assert reports.next() == RecogniserFound()
    assert reports.empty


@pytest.mark.parametrize("command", [CRASHING, ("/no/such/program",)])
def test_one_that_does_not_run_is_told_of_once(
    start: Start, reports: Reports, command: tuple[str, ...]
) -> None:
    start(command)
    lost = reports.next()
    threading.Event().wait(2.5)

    assert isinstance(lost, RecogniserLost)
    assert reports.empty


def test_closing_ends_it(start: Start, reports: Reports) -> None:
    recognition = start(FIRST_PHRASE)
    reports.next()
    recogniser = process(recognition)
    recognition.close()

    assert recogniser.returncode == 0
