"""The ear process and what keeps it alive. The ears here have no sound server: what is heard is
the rig's business (tests/rig), what is reported is tested here."""

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

from voice_coach.audio.port import Played
from voice_coach.core.events.messages import VoiceBegan, VoiceOver
from voice_coach.hearing.ports.messages import LISTENER_REPORTS, HearingMessage
from voice_coach.hearing.ports.reports import (
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
)
from voice_coach.hearing.processes.listener import LISTENER_COMMAND, LiveListener
from voice_coach.system import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

FAKE_RECOGNISER = str(Path(__file__).parents[1] / "fake_recogniser.py")

_DEAF = f"""
import sys
from voice_coach.hearing.processes.listener_worker import serve
serve((sys.executable, "-P", {FAKE_RECOGNISER!r}), levels=False)
"""
DEAF = ("env", "PULSE_SERVER=unix:/nowhere", sys.executable, "-P", "-c", _DEAF)
"""The real ear without a sound server, with a recogniser of the tests'."""

_TALKING = """
import sys
from voice_coach.core.events.messages import VoiceBegan
from voice_coach.hearing.ports.messages import LISTENER_ORDERS, LISTENER_REPORTS
from voice_coach.hearing.ports.reports import MicrophoneFound, RecogniserFound
while order := LISTENER_ORDERS.receive(sys.stdin.buffer):
    report = {"stop": VoiceBegan(), "pause": RecogniserFound()}[order.phrases[0]]
    LISTENER_REPORTS.send(sys.stdout.buffer, report)
    LISTENER_REPORTS.send(sys.stdout.buffer, MicrophoneFound("fake"))
"""
TALKING = (sys.executable, "-P", "-c", _TALKING)
"""Begins to hear a voice, or finds its recogniser, when it is armed."""

CRASHING = (sys.executable, "-c", "raise SystemExit(7)")

STUBBORN = (sys.executable, "-c", "import threading; threading.Event().wait(60)")
"""Neither speaks nor listens nor ends."""


class Reports:
    """Records reports, and waits for the kind that is expected."""

    def __init__(self) -> None:
        self.all: list[HearingMessage] = []
        self._queue: Queue[HearingMessage] = Queue()

    def __call__(self, told: HearingMessage) -> None:
        self._queue.put(told)

    def next(self, kind: type[HearingMessage]) -> HearingMessage:
        """The next report of this kind."""
        while True:
            self.all.append(self._queue.get(timeout=40))
            if isinstance(self.all[-1], kind):
                return self.all[-1]

    def wait_for(self, *kinds: type[HearingMessage]) -> None:
        """Wait until one of each kind has come, in whatever order."""
        while not {type(one) for one in self.all}.issuperset(kinds):
            self.all.append(self._queue.get(timeout=40))

    def count(self, kind: type[HearingMessage]) -> int:
        """How many of this kind have come."""
        while not self._queue.empty():
            self.all.append(self._queue.get())
        return sum(isinstance(one, kind) for one in self.all)


@pytest.fixture
def reports() -> Reports:
    return Reports()


Start = Callable[[tuple[str, ...]], LiveListener]


@pytest.fixture
def start(reports: Reports) -> Iterator[Start]:
    """Start ears that are closed after the test."""
    started: list[LiveListener] = []

    def start(ear: tuple[str, ...]) -> LiveListener:
        started.append(LiveListener(reports, "none", worker=ear))
        return started[-1]

    yield start
    for one in started:
        one.close()


def process(ears: LiveListener) -> subprocess.Popen[bytes]:
    """The ear's process, once it runs."""
    pause = threading.Event()
    while ears._process._link is None:
        pause.wait(0.01)
    return ears._process._link._process


def test_without_a_microphone_that_is_said_once(start: Start, reports: Reports) -> None:
    start(DEAF)
    reports.wait_for(MicrophoneLost, RecogniserFound)
    threading.Event().wait(4.5)

    assert reports.count(MicrophoneLost) == 1


@pytest.mark.parametrize("ear", [CRASHING, ("/no/such/program",)])
def test_an_ear_that_does_not_run_is_told_of_once(
    start: Start, reports: Reports, ear: tuple[str, ...]
) -> None:
    start(ear)
    reports.next(MicrophoneLost)
    threading.Event().wait(2.5)

    assert reports.count(MicrophoneLost) == 1


def test_an_ear_that_is_killed_is_replaced_and_armed_again(start: Start, reports: Reports) -> None:
    ears = start(TALKING)
    ears.arm(("pause",))
    reports.next(MicrophoneFound)
    process(ears).kill()

    reports.next(MicrophoneLost)
    reports.next(MicrophoneFound)
    assert reports.count(RecogniserFound) == 1


def test_with_an_ear_that_is_killed_the_voice_it_heard_is_over(
    start: Start, reports: Reports
) -> None:
    ears = start(TALKING)
    ears.arm(("stop",))
    reports.next(VoiceBegan)
    reports.next(MicrophoneFound)
    process(ears).kill()

    reports.next(VoiceOver)
    reports.next(MicrophoneLost)
    reports.next(VoiceBegan)


def test_an_ear_that_freezes_is_replaced(start: Start, reports: Reports) -> None:
    ears = start(DEAF)
    reports.next(RecogniserFound)
    first = process(ears)
    threading.Event().wait(1.0)
    first.send_signal(signal.SIGSTOP)
    pause = threading.Event()
    for number in range(400):
        ears.played(Played(clock.now(), 9600 * number, 9600, bytes(19_200)))
        pause.wait(0.05)
        if process(ears) is not first:
            break

    assert first.wait(10) == -signal.SIGKILL
    assert process(ears).pid != first.pid


def test_closing_ends_the_ear_and_its_recogniser(start: Start, reports: Reports) -> None:
    ears = start(DEAF)
    reports.next(RecogniserFound)
    ear = process(ears)
    (recogniser,) = children(ear.pid)
    ears.close()

    assert ear.returncode == 0
    assert gone(recogniser)


def test_closing_ends_an_ear_that_does_not_listen(start: Start) -> None:
    ears = start(STUBBORN)
    ear = process(ears)
    ears.close()

    assert ear.returncode == -signal.SIGKILL


def test_an_ear_ends_when_nobody_is_left_to_listen_for() -> None:
    with subprocess.Popen(DEAF, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as ear:
        ear.communicate(timeout=20)

        assert ear.returncode == 0


def test_ctrl_c_is_not_for_the_ear() -> None:
    with subprocess.Popen(DEAF, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as ear:
        assert ear.stdout
        assert LISTENER_REPORTS.receive(ear.stdout)
        ear.send_signal(signal.SIGINT)
        for _ in range(3):
            assert LISTENER_REPORTS.receive(ear.stdout)
        ear.communicate(timeout=20)

        assert ear.returncode == 0


def test_an_engine_that_is_not_known_is_nothing_to_understand_with() -> None:
    """The real ear and the real recogniser process, to the last word."""
    reports = Reports()
    ears = LiveListener(
        reports, "no-such", worker=("env", "PULSE_SERVER=unix:/nowhere", *LISTENER_COMMAND)
    )
    lost = reports.next(RecogniserLost)
    ears.close()

    assert isinstance(lost, RecogniserLost)
    assert "no-such" in lost.reason


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


def gone(pid: int) -> bool:
    """Whether a process ends, if it has not."""
    pause = threading.Event()
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        pause.wait(0.05)
    return False
