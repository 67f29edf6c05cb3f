"""What is heard of a `DeviceOutput`, on a real sound server."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING

import numpy as np
import pytest
from end_to_end.processes import descendants
from rig.recording import Recording, onsets, sounds, steepest

from voice_coach.audio.clip import RATE, Clip
from voice_coach.audio.device_output import PLAYER, DeviceOutput
from voice_coach.audio.player_messages import ORDERS, REPORTS, PlaceSound
from voice_coach.audio.port import Began, DeviceFound, DeviceLost, Played, Report
from voice_coach.audio.tones import tone
from voice_coach.core.model.tone import Tone
from voice_coach.ipc.wire import Alive
from voice_coach.system import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rig.pulse import SoundServer

    from voice_coach.core.units import Seconds

pytestmark = pytest.mark.rig

BEAT = tone(Tone.BEAT)

HUM = Clip((10_000 * np.sin(2 * np.pi * 440 * np.arange(5 * RATE) / RATE)).astype("<i2").tobytes())
"""Five seconds of A."""

HUM_STEEPEST = 10_000 / 32_768 * 2 * np.pi * 440 / RATE
"""The largest jump between two samples of it."""

ATTEMPTS = 5
"""A machine may stop us and the sound server for longer than the buffer lasts, and what it
breaks is no fault of ours. It would have to do so in every attempt."""


class Ear:
    """Records reports, and waits for the kind that is expected."""

    def __init__(self) -> None:
        self._queue: Queue[Report] = Queue()

    def __call__(self, report: Report) -> None:
        self._queue.put(report)

    def next(self, kind: type[Report]) -> Report:
        """The next report of this kind; what comes before it is passed over."""
        while not isinstance(report := self._queue.get(timeout=20), kind):
            pass
        return report

    def until(self, sound: int) -> None:
        """Return when this sound has begun."""
        while (report := self._queue.get(timeout=20)) and getattr(report, "sound", -1) != sound:
            pass


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def player(sound_server: SoundServer) -> tuple[str, ...]:
    """A player on the rig's sound server."""
    theirs = [f"{name}={value}" for name, value in sound_server.addresses.items()]
    return ("env", *theirs, *PLAYER)


@pytest.fixture
def output(player: tuple[str, ...], ear: Ear) -> Iterator[DeviceOutput]:
    """An output on the rig's sound server."""
    output = DeviceOutput(ear, player)
    yield output
    output.close()


def wait(length: Seconds) -> None:
    threading.Event().wait(length)


def test_onsets_are_as_far_apart_as_they_were_placed(
    sound_server: SoundServer, output: DeviceOutput, ear: Ear
) -> None:
    dice = random.Random(1)  # noqa: S311 # a rhythm, no secret
    ear.next(DeviceFound)
    worst: list[Seconds] = []
    for attempt in range(ATTEMPTS):
        with sound_server.recorder() as recorder:
            gaps = [dice.uniform(0.1, 0.6) for _ in range(15)]
            schedule = clock.now() + 0.3 + np.cumsum(gaps)
            for number, at in enumerate(schedule):
                output.place(100 * attempt + number, float(at), BEAT)
            ear.until(100 * attempt + 14)
            wait(0.5)
        heard = np.array(onsets(recorder.recording, BEAT)) / RATE
        if len(heard) == len(schedule):
            worst.append(float(np.abs(np.diff(heard) - np.diff(schedule)).max()))
            if worst[-1] < 0.001:
                return
    pytest.fail(f"worst errors, in seconds: {worst}")


def test_silence_is_a_fade_without_a_click(
    sound_server: SoundServer, output: DeviceOutput, ear: Ear
) -> None:
    jumps: list[float] = []
    for attempt in range(ATTEMPTS):
        with sound_server.recorder() as recorder:
            output.place(attempt, clock.now(), HUM)
            ear.until(attempt)
            wait(0.5)
            output.silence()
            wait(0.7)
        heard = recorder.recording
        last = int(np.flatnonzero(heard.samples)[-1])
        assert len(heard.samples) - last > 0.2 * RATE
        end = heard.began + last / RATE
        jumps.append(steepest(heard.part(end - 0.1, end + 0.1)))
        if jumps[-1] < 1.1 * HUM_STEEPEST:
            return
    pytest.fail(f"steepest jumps of the fades: {jumps}, of the sound: {HUM_STEEPEST}")


def test_a_hush_silences_what_is_spoken_and_leaves_the_tones(
    sound_server: SoundServer, output: DeviceOutput, ear: Ear
) -> None:
    with sound_server.recorder() as recorder:
        output.place(1, clock.now(), HUM, spoken=True)
        ear.until(1)
        wait(0.5)
        output.hush(True)
        wait(0.5)
        hushed = clock.now()
        output.place(2, clock.now() + 0.1, HUM, spoken=True)
        output.place(3, clock.now() + 0.5, BEAT)
        ear.until(3)
        wait(0.5)

    heard = recorder.recording.part(hushed, clock.now())
    (beat,) = onsets(heard, BEAT)
    assert sounds(recorder.recording.part(0, hushed - 0.3))
    assert not heard.samples[:beat].any()


def test_a_player_that_takes_anothers_place_is_hushed_as_that_was(
    sound_server: SoundServer, output: DeviceOutput, ear: Ear
) -> None:
    ear.next(DeviceFound)
    output.hush(True)
    wait(1.1)
    assert output._player._link
    output._player._link.kill()
    with sound_server.recorder() as recorder:
        output.place(1, clock.now() + 1.0, HUM, spoken=True)
        ear.until(1)
        output.place(2, clock.now() + 0.5, BEAT)
        ear.until(2)
        wait(0.5)

    (beat,) = onsets(recorder.recording, BEAT)
    assert not recorder.recording.samples[:beat].any()


def test_what_is_played_is_told_block_by_block_as_it_is_heard(
    sound_server: SoundServer, player: tuple[str, ...], ear: Ear
) -> None:
    told: list[Played] = []
    output = DeviceOutput(ear, player)
    ear.next(DeviceFound)
    output.refer(told.append)
    with sound_server.recorder() as recorder:
        begin = clock.now() + 0.3
        for number, after in enumerate((0.0, 0.4, 1.1)):
            output.place(number, begin + after, BEAT)
        ear.until(2)
        wait(0.5)
    output.close()

    assert [block.first for block in told[1:]] == [one.first + one.samples for one in told[:-1]]
    assert {len(block.pcm) for block in told} <= {0} | {2 * one.samples for one in told}
    pcm = b"".join(block.pcm or bytes(2 * block.samples) for block in told)
    stream = Recording(np.frombuffer(pcm, np.int16) / 32_768, told[0].at)
    beats = onsets(stream, BEAT)
    assert len(beats) == 3
    (first, *_) = onsets(recorder.recording, BEAT)
    handed = next(one.at for one in told if one.first + one.samples > beats[0] + told[0].first)
    assert handed < recorder.recording.began + first / RATE


def test_what_is_played_is_told_to_nobody_who_did_not_ask(player: tuple[str, ...]) -> None:
    with subprocess.Popen(player, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        at = clock.now() + 1.5
        ORDERS.send(process.stdin, PlaceSound(1, at, spoken=False, pcm=BEAT.pcm))
        told = []
        while (report := REPORTS.receive(process.stdout)) and not isinstance(report, Began):
            told.append(type(report))
        process.communicate(timeout=20)

    assert set(told) <= {DeviceFound, Alive}


def test_the_volume_is_heard(sound_server: SoundServer, output: DeviceOutput, ear: Ear) -> None:
    with sound_server.recorder() as recorder:
        output.set_volume(0.5)
        output.place(1, clock.now(), HUM)
        ear.until(1)
        wait(1.0)

    loudest = np.abs(recorder.recording.samples).max()
    assert loudest == pytest.approx(0.25 * 10_000 / 32_768, rel=0.01)


def test_a_device_that_goes_is_reported_and_used_again_when_it_returns(
    sound_server: SoundServer, output: DeviceOutput, ear: Ear
) -> None:
    ear.next(DeviceFound)
    sound_server.kill()
    ear.next(DeviceLost)
    output.place(1, clock.now() + 0.1, BEAT)
    assert ear.next(Began).sound == 1  # type: ignore[attr-defined] # what next() was asked for

    sound_server.start()
    ear.next(DeviceFound)
    assert heard_again(sound_server, output, ear)


def test_a_device_that_freezes_is_reported_and_used_again_when_it_thaws(
    sound_server: SoundServer, output: DeviceOutput, ear: Ear
) -> None:
    ear.next(DeviceFound)
    sound_server.freeze()
    ear.next(DeviceLost)
    sound_server.thaw()
    ear.next(DeviceFound)

    assert heard_again(sound_server, output, ear)


def test_a_frozen_sound_server_does_not_hold_up_closing(
    sound_server: SoundServer, output: DeviceOutput, ear: Ear
) -> None:
    ear.next(DeviceFound)
    assert output._player._link
    player = output._player._link._process
    sound_server.freeze()
    output.place(1, clock.now(), HUM)
    output.close()

    assert player.returncode is not None


def test_a_killed_player_is_replaced_without_a_word(
    sound_server: SoundServer, output: DeviceOutput, ear: Ear
) -> None:
    ear.next(DeviceFound)
    wait(1.1)
    assert output._player._link
    output._player._link._process.send_signal(signal.SIGKILL)
    output.place(1, clock.now() + 1.0, BEAT)

    report = ear.next(Report)  # type: ignore[arg-type] # whatever comes first
    assert report == Began(1, pytest.approx(report.at))  # type: ignore[union-attr] # it began
    assert heard_again(sound_server, output, ear)


def heard_again(sound_server: SoundServer, output: DeviceOutput, ear: Ear) -> bool:
    """Whether what is placed now can be heard."""
    with sound_server.recorder() as recorder:
        output.place(1000, clock.now(), HUM)
        ear.until(1000)
        wait(1.0)
    return sounds(recorder.recording)


@pytest.mark.parametrize("kind", ["PlaybackDevice", "CaptureDevice"])
def test_a_closed_device_keeps_no_connection_to_the_sound_server(
    sound_server: SoundServer, kind: str
) -> None:
    script = f"""
import os, miniaudio
from voice_coach.audio.device_base import {kind} as Device
for _ in range(4):
    Device(backends=[miniaudio.Backend.PULSEAUDIO]).close()
    print(len(os.listdir("/proc/self/fd")))
"""
    outcome = subprocess.run(
        [sys.executable, "-c", script], env=sound_server.env, capture_output=True, check=True
    )
    assert len(set(outcome.stdout.split())) == 1


def test_looking_for_a_speaker_leaves_no_clients_and_no_descriptors_behind(
    sound_server: SoundServer, player: tuple[str, ...], ear: Ear
) -> None:
    sound_server.take_speakers()
    output = DeviceOutput(ear, player)
    try:
        ear.next(DeviceLost)
        (process,) = (one for one in descendants(os.getpid()) if "player_worker" in one.command)
        descriptors = Path(f"/proc/{process.pid}/fd")
        seen, most, before = set(), 0, len(list(descriptors.iterdir()))
        while len(seen) < 12:
            now = sound_server.clients
            seen |= now
            most = max(most, len(now))
            threading.Event().wait(0.5)
        assert most <= 3  # One attempt, the one before it while it is closed, and who asks.
        assert len(list(descriptors.iterdir())) <= before + 8
        sound_server.give_speaker()
        ear.next(DeviceFound)
    finally:
        output.close()
