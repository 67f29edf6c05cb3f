from __future__ import annotations

import itertools
import random

import pytest

from voice_coach.audio.clip import RATE, Clip
from voice_coach.audio.port import Began
from voice_coach.audio.stream import SoundStream
from voice_coach.core.units import Seconds

PERIOD = 960
BUFFER = 4 * PERIOD
BEEP = Clip(b"\x01\x00" * 2400)


class Device:
    """A sound card with a clock of its own, which asks late at random, as a real one does.

    `heard` has the time at which each beep reached the ear, less the constant buffer.
    """

    def __init__(self, stream: SoundStream, ppm: float = 0.0, jitter: Seconds = 0.001) -> None:
        self.stream = stream
        self.card = 1 + ppm / 1e6
        self.jitter = jitter
        self.random = random.Random(1)  # noqa: S311 # a machine's jitter, no secret
        self.asked = 0
        self.stood: Seconds = 0.0
        self.heard: list[Seconds] = []
        self.was_loud = False

    def run(self, until: Seconds) -> None:
        while (due := self._due()) < until:
            late = self.random.expovariate(1 / self.jitter) if self.jitter else 0.0
            pcm = self.stream.read(PERIOD, due + late)
            for first in range(0, len(pcm), 2):
                loud = pcm[first] != 0
                if loud and not self.was_loud:
                    self.heard.append(due + first / 2 / RATE / self.card)
                self.was_loud = loud
            self.asked += PERIOD

    def slip(self, by: Seconds) -> None:
        """Run dry: all that comes is late by so much."""
        self.stood += by

    def _due(self) -> Seconds:
        """When the buffer has room for the next period: at once until it is full."""
        return self.stood + max(0, self.asked - BUFFER) / RATE / self.card


def began(_: Began) -> None:
    """Nobody asks."""


@pytest.fixture
def stream() -> SoundStream:
    return SoundStream(0.0, began)


def place(stream: SoundStream, times: list[Seconds]) -> list[Seconds]:
    for sound, at in enumerate(times):
        stream.place(sound, at, BEEP)
    return times


def errors(device: Device, schedule: list[Seconds]) -> list[Seconds]:
    assert len(device.heard) == len(schedule)
    return [heard - at for heard, at in zip(device.heard, schedule, strict=True)]


def spread(of: list[Seconds]) -> Seconds:
    return max(of) - min(of)


def test_late_requests_do_not_move_a_cue(stream: SoundStream) -> None:
    schedule = place(stream, [1 + 0.73 * n for n in range(80)])
    device = Device(stream, jitter=0.004)
    device.run(until=62)

    assert spread(errors(device, schedule)) < 1 / RATE + 1e-9


def test_a_card_that_is_off_by_100_ppm_stays_with_the_clock_for_ten_minutes() -> None:
    for ppm in (-100, 100):
        stream = SoundStream(0.0, began)
        schedule = place(stream, [1 + 2.9 * n for n in range(206)])
        device = Device(stream, ppm)
        device.run(until=600)

        wrong = errors(device, schedule)
        assert max(map(abs, wrong)) < 0.005
        assert max(abs(b - a) for a, b in itertools.pairwise(wrong)) < 0.004


def test_a_stream_that_ran_dry_is_in_time_again_after_the_next_silence(stream: SoundStream) -> None:
    schedule = place(stream, [1.0, 3.0, 5.0, 7.0])
    device = Device(stream)
    device.run(until=2)
    device.slip(0.3)
    device.run(until=8)

    wrong = errors(device, schedule)
    assert abs(wrong[1] - wrong[0]) < 0.001
    assert spread(wrong) < 0.001


def test_a_stream_that_ran_dry_after_minutes_is_in_time_again_and_stays_so() -> None:
    for slip in (0.02, 0.3):
        stream = SoundStream(0.0, began)
        schedule = place(stream, [1 + 0.73 * n for n in range(100)])
        device = Device(stream)
        device.run(until=40)
        device.slip(slip)
        device.run(until=75)

        in_time = [
            late
            for at, late in zip(schedule, errors(device, schedule), strict=True)
            if not 39 < at < 42
        ]
        assert spread(in_time) < 0.001


def test_a_slip_while_sound_goes_on_is_made_up_for_in_the_gaps(stream: SoundStream) -> None:
    schedule = place(stream, [1 + 0.1 * n for n in range(200)])
    device = Device(stream)
    device.run(until=2)
    device.slip(0.3)
    device.run(until=22)

    wrong = errors(device, schedule)
    assert wrong[11] == pytest.approx(0.3, abs=0.03)
    assert wrong[30] < 0.1
    assert abs(wrong[-1] - wrong[0]) < 0.003


def test_the_first_seconds_are_in_time_though_the_buffer_is_filled_at_once(
    stream: SoundStream,
) -> None:
    schedule = place(stream, [0.2, 0.5, 1.0, 15.0])
    device = Device(stream)
    device.run(until=16)

    assert spread(errors(device, schedule)) < 0.002


def test_a_stream_that_is_filled_with_sound_is_in_time_from_the_first_silence_on(
    stream: SoundStream,
) -> None:
    stream.place(0, 0.0, Clip(b"\x01\x00" * RATE))
    place(stream, [2.0, 3.0, 15.0])
    device = Device(stream)
    device.run(until=16)

    assert device.heard[1:] == pytest.approx([2.0, 3.0, 15.0], abs=0.002)


def test_what_was_due_in_a_standstill_begins_unheard_and_the_rest_in_time() -> None:
    reports: list[Began] = []
    stream = SoundStream(0.0, reports.append)
    place(stream, [1.0, 3.0, 3600.0, 7202.5])
    device = Device(stream)
    device.run(until=2)
    device.slip(7200)
    device.run(until=7203)

    assert [report.sound for report in reports] == [0, 1, 2, 3]
    assert device.heard == pytest.approx([1.0, 7202.5], abs=0.002)


def test_a_beginning_is_reported_when_it_was_due_and_not_when_it_was_asked_for() -> None:
    reports: list[Began] = []
    stream = SoundStream(0.0, reports.append)
    place(stream, [1.0, 2.0])
    Device(stream, jitter=0.01).run(until=3)

    assert [report.at for report in reports] == pytest.approx([1.0, 2.0], abs=1 / RATE)


def test_a_beginning_that_is_late_is_reported_as_late() -> None:
    reports: list[Began] = []
    stream = SoundStream(0.0, reports.append)
    stream.place(0, 1.0, Clip(b"\x01\x00" * RATE))
    place(stream, [1.999])
    device = Device(stream)
    device.run(until=1.1)
    device.slip(0.3)
    device.run(until=8)

    assert [report.at for report in reports] == pytest.approx([1.0, 2.3], abs=0.001)
