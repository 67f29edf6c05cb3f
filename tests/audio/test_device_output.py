"""The player process and what keeps it alive. The players here have no sound server: what is
heard is the rig's business (tests/rig), what is reported is tested here."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from queue import Queue
from typing import TYPE_CHECKING

import pytest

from voice_coach.audio.clip import Clip
from voice_coach.audio.device_output import PLAYER, DeviceOutput
from voice_coach.audio.player_messages import ORDERS, REPORTS, PlaceSound
from voice_coach.audio.port import Began, DeviceLost, Report
from voice_coach.system import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

BEEP = Clip(b"\x01\x00" * 480)

DEAF = ("env", "PULSE_SERVER=unix:/nowhere", *PLAYER)
"""The real player, without a sound server."""

CRASHING = (sys.executable, "-c", "raise SystemExit(7)")

STUBBORN = (sys.executable, "-c", "import threading; threading.Event().wait(60)")
"""Neither speaks nor listens nor ends."""


class Ear:
    """Records reports, and waits for those that are expected."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self._queue: Queue[Report] = Queue()

    def __call__(self, report: Report) -> None:
        self._queue.put(report)

    def wait_for(self, *sounds: int) -> None:
        """Return when all these sounds have begun."""
        while not {*sounds} <= {*self.began}:
            self.reports.append(self._queue.get(timeout=20))

    def wait_for_loss(self) -> None:
        while not any(isinstance(report, DeviceLost) for report in self.reports):
            self.reports.append(self._queue.get(timeout=20))

    @property
    def began(self) -> list[int]:
        return [report.sound for report in self.reports if isinstance(report, Began)]

    @property
    def losses(self) -> list[str]:
        return [report.reason for report in self.reports if isinstance(report, DeviceLost)]

    @property
    def rest(self) -> list[Report]:
        """What has come and was not waited for."""
        rest = []
        while not self._queue.empty():
            rest.append(self._queue.get())
        return rest


@pytest.fixture
def ear() -> Ear:
    return Ear()


Start = Callable[[tuple[str, ...]], DeviceOutput]


@pytest.fixture
def start(ear: Ear) -> Iterator[Start]:
    """Start outputs that are closed after the test."""
    outputs: list[DeviceOutput] = []

    def start(player: tuple[str, ...]) -> DeviceOutput:
        outputs.append(DeviceOutput(ear, player))
        return outputs[-1]

    yield start
    for output in outputs:
        output.close()


def process(output: DeviceOutput) -> subprocess.Popen[bytes]:
    """The player's process, once it runs."""
    pause = threading.Event()
    while output._player._link is None:
        pause.wait(0.01)
    return output._player._link._process


@pytest.mark.parametrize("player", [DEAF, CRASHING, ("/no/such/program",)])
def test_without_a_device_every_beginning_is_reported_and_the_loss_once(
    start: Start, ear: Ear, player: tuple[str, ...]
) -> None:
    output = start(player)
    # Later than Python starts on a busy machine: what comes late is heard late.
    begin = clock.now() + 3.0
    for sound in range(20):
        output.place(sound, begin + 0.2 * sound, BEEP if sound % 2 else None)
    ear.wait_for(*range(20))

    assert ear.began == list(range(20))
    assert len(ear.losses) == 1
    due = [report.at - begin for report in ear.reports if isinstance(report, Began)]
    assert due == pytest.approx([0.2 * sound for sound in range(20)], abs=1e-4)


def test_what_is_cancelled_never_begins(start: Start, ear: Ear) -> None:
    output = start(DEAF)
    now = clock.now()
    output.place(1, now + 0.6, BEEP)
    output.place(2, now + 0.7, BEEP)
    output.cancel(after=now + 0.65)
    output.place(3, now + 0.8, BEEP)
    ear.wait_for(3)

    assert ear.began == [1, 3]


def test_what_is_silenced_never_begins(start: Start, ear: Ear) -> None:
    output = start(DEAF)
    now = clock.now()
    output.place(1, now + 0.6, BEEP)
    output.silence()
    output.place(2, now + 0.8, BEEP)
    ear.wait_for(2)

    assert ear.began == [2]


def test_a_killed_player_is_replaced_and_told_again_what_it_had_not_begun(
    start: Start, ear: Ear
) -> None:
    output = start(DEAF)
    output.place(1, clock.now(), BEEP)
    output.place(2, clock.now() + 2.0, BEEP)
    ear.wait_for(1)
    first = process(output)
    first.kill()
    first.wait()
    output.place(3, clock.now() + 2.5, BEEP)
    ear.wait_for(2, 3)

    assert ear.began == [1, 2, 3]
    assert process(output).pid != first.pid


def test_a_frozen_player_is_replaced(start: Start, ear: Ear) -> None:
    output = start(DEAF)
    output.place(1, clock.now(), BEEP)
    ear.wait_for(1)
    first = process(output)
    first.send_signal(signal.SIGSTOP)
    for sound in range(2, 60):
        output.place(sound, clock.now() + 0.1 * sound, Clip(bytes(100_000)))
    ear.wait_for(*range(2, 60))

    assert ear.began == list(range(1, 60))
    assert process(output).pid != first.pid


def test_closing_ends_a_player(start: Start, ear: Ear) -> None:
    output = start(DEAF)
    player = process(output)
    # One that is still importing Python's modules is killed instead.
    ear.wait_for_loss()
    output.close()

    assert player.returncode == 0


def test_closing_ends_a_player_that_does_not_listen(start: Start) -> None:
    output = start(STUBBORN)
    player = process(output)
    output.close()

    assert player.returncode == -signal.SIGKILL


def test_closing_twice_is_closing_once(start: Start, ear: Ear) -> None:
    output = start(DEAF)
    output.place(1, clock.now() + 60, BEEP)
    ear.wait_for_loss()
    output.close()
    output.close()

    assert ear.rest == []


class TestPlayer:
    """The player by itself."""

    @pytest.fixture
    def player(self) -> Iterator[subprocess.Popen[bytes]]:
        with subprocess.Popen(DEAF, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            yield process
            process.kill()

    def test_it_ends_when_nobody_is_left_to_play_for(self, player: subprocess.Popen[bytes]) -> None:
        player.communicate(timeout=20)

        assert player.returncode == 0

    def test_ctrl_c_is_not_for_it(self, player: subprocess.Popen[bytes]) -> None:
        assert player.stdin
        assert player.stdout
        assert REPORTS.receive(player.stdout)
        player.send_signal(signal.SIGINT)
        ORDERS.send(player.stdin, PlaceSound(1, 0.0, spoken=False, pcm=BEEP.pcm))

        while (report := REPORTS.receive(player.stdout)) and not isinstance(report, Began):
            pass
        assert report

    def test_what_a_library_prints_does_not_get_between_its_reports(self) -> None:
        noisy = (
            "import os, threading\n"
            "from voice_coach.audio import player_worker\n"
            "threading.Timer(0.5, lambda: (os.write(1, b'ALSA'), print('noise'))).start()\n"
            "player_worker.main()\n"
        )
        with subprocess.Popen(
            [*DEAF[:2], sys.executable, "-c", noisy],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdin
            assert process.stdout
            at = clock.now() + 1.5
            ORDERS.send(process.stdin, PlaceSound(1, at, spoken=False, pcm=BEEP.pcm))
            while (report := REPORTS.receive(process.stdout)) and not isinstance(report, Began):
                pass
            _, stderr = process.communicate()

        assert report
        assert b"ALSA" in stderr
