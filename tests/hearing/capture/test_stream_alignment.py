"""Two streams side by side. The samples of what is played count up, so that it can be told which
of them has come out beside what was heard."""

from __future__ import annotations

import random

import numpy as np
import pytest

from voice_coach.audio import clip
from voice_coach.audio.port import Played
from voice_coach.core.units import Seconds
from voice_coach.hearing.capture.stream_alignment import AlignedFrame, Frames
from voice_coach.hearing.ports.recogniser import RATE

PERIOD = 960
"""Samples that a speaker takes at a time, 20 ms."""

ROUND = 30_000
"""The samples count up to this, and begin again at 1."""

AHEAD = 2880
"""Samples by which what was played is older than what is heard beside it, 60 ms: less than a
device has in store."""


class Room:
    """A speaker and a microphone, whose pieces come late at random."""

    def __init__(self, jitter: Seconds = 0.0) -> None:
        self.frames = Frames()
        self.dice = random.Random(1)  # noqa: S311 # a machine's jitter, no secret
        self.jitter = jitter
        self.played = 0
        self.heard = 0
        self.told = True
        """Whether what is played is told of."""
        self.held: list[Played] | None = None
        """What is told later, if it is."""
        self.stood: Seconds = 0.0
        """How long the speaker has stood still."""
        self.passed: list[AlignedFrame] = []

    def run(self, length: Seconds) -> list[AlignedFrame]:
        """Let time pass; the frames that come of it."""
        passed: list[AlignedFrame] = []
        for _ in range(round(length * 100)):
            self._play(until=self.heard / RATE)
            self.heard += 160
            self.frames.hear(bytes(320), self.heard / RATE + self._late())
            passed += self.frames
        return passed

    def _play(self, until: Seconds) -> None:
        while (due := self.played / clip.RATE + self.stood) <= until:
            count = np.arange(self.played, self.played + PERIOD) % ROUND + 1
            pcm = count.astype("<i2").tobytes()
            played = Played(due + self._late(), self.played, PERIOD, pcm)
            if self.held is not None:
                self.held.append(played)
            elif self.told:
                self.frames.play(played)
            self.played += PERIOD

    def _late(self) -> Seconds:
        return self.dice.expovariate(1 / self.jitter) if self.jitter else 0.0


def ages(frames: list[AlignedFrame], first: int) -> list[int]:
    """How many samples older what was played is than each frame, of which `first` is the number
    of the first."""
    return [
        (number * 480 - (int(np.frombuffer(frame.far or b"", "<i2")[0]) - 1)) % ROUND
        for number, frame in enumerate(frames, start=first)
    ]


def test_what_is_played_lies_beside_what_is_heard_a_little_later() -> None:
    room = Room()
    room.run(1.0)

    assert set(ages(room.run(1.0), first=100)) == {AHEAD}


def test_pieces_that_come_late_move_nothing() -> None:
    room = Room(jitter=0.008)
    room.run(2.0)
    passed = room.run(20.0)

    assert not any(frame.moved for frame in passed)
    assert len(set(ages(passed, first=0))) == 1


def test_what_was_heard_comes_out_whole_and_in_order() -> None:
    frames = Frames()
    sound = np.arange(16_000, dtype="<i2").tobytes()
    for at in range(0, len(sound), 1000):
        frames.hear(sound[at : at + 1000], at / 2 / RATE)

    passed = b"".join(frame.near for frame in frames)
    assert passed == sound[: len(passed)]
    assert len(sound) - len(passed) < 320


def test_a_speaker_that_stood_still_is_put_right_once() -> None:
    room = Room()
    room.run(3.0)
    room.stood = 0.3
    passed = room.run(5.0)

    assert [frame.moved for frame in passed].count(True) == 1
    stood = round(0.3 * clip.RATE)
    assert set(ages(passed[300:], first=600)) == {AHEAD + stood}


def test_what_is_heard_waits_for_what_is_played_and_no_longer_than_a_second() -> None:
    room = Room()
    room.run(2.0)
    room.told = False
    assert len(room.run(0.5)) < 10

    passed = room.run(2.0)
    assert len(passed) > 200
    assert passed[-1].far is None
    assert len(room.run(0.5)) == 50


def test_what_is_told_late_is_put_where_it_belongs() -> None:
    room = Room()
    first = len(room.run(2.0))
    room.held = []
    passed = room.run(0.5)
    for played in room.held:
        room.frames.play(played)
    room.held = None
    passed += room.run(0.5)

    assert set(ages(passed, first)) == {AHEAD}


def test_what_was_never_told_is_silence_and_moves_nothing() -> None:
    room = Room()
    room.run(2.0)
    room.told = False
    room._play(until=2.2)
    room.told = True
    passed = room.run(2.0)

    assert not any(frame.moved for frame in passed)
    assert any(frame.far == bytes(960) for frame in passed)
    assert set(ages(passed[50:], first=250)) == {AHEAD}


def test_another_speaker_begins_anew() -> None:
    room = Room()
    room.run(2.0)
    room.stood, room.played = 2.0, 0
    passed = room.run(2.0)

    assert any(frame.moved for frame in passed)
    assert set(ages(passed[100:], first=100)) == {AHEAD}


def test_another_microphone_begins_anew() -> None:
    room = Room()
    room.run(2.0)
    room.frames.reopen()
    passed = room.run(1.0)

    assert passed[0].moved
    assert set(ages(passed, first=200)) == {AHEAD}


@pytest.mark.parametrize("heard", [0.1, 3.0])
def test_without_anything_played_nothing_waits(heard: Seconds) -> None:
    room = Room()
    room.told = False

    passed = room.run(heard)
    assert len(passed) == round(heard * 100)
    assert {frame.far for frame in passed} == {None}
