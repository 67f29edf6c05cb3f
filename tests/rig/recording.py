"""What a rig's speaker played, and finding sounds in it."""

from __future__ import annotations

import subprocess
import threading
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Self, cast

import numpy as np
from numpy.typing import NDArray

from voice_coach.audio.clip import RATE, WIDTH, Clip
from voice_coach.core.units import Seconds
from voice_coach.system import clock

if TYPE_CHECKING:
    from types import TracebackType

Samples = NDArray[np.float64]
"""One channel at `RATE`; full scale is 1."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What was played."""

    samples: Samples
    began: Seconds
    """When the first sample was recorded, on the coach's clock; good to a few milliseconds,
    the recording's own latency."""

    @property
    def length(self) -> Seconds:
        """How long it is."""
        return len(self.samples) / RATE

    def part(self, begin: Seconds, end: Seconds) -> Recording:
        """What was played between two times of the coach's clock."""
        first = max(0, round((begin - self.began) * RATE))
        last = max(first, round((end - self.began) * RATE))
        return Recording(self.samples[first:last], self.began + first / RATE)


class Recorder:
    """Records the rig's speaker while its context is entered; the sound is there after it."""

    def __init__(self, env: dict[str, str]) -> None:
        self._env = env
        self._recorded = bytearray()
        self._began = float("inf")
        self._first = threading.Event()

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [
                "parec",
                *("-d", "out.monitor", "--format=s16le", f"--rate={RATE}", "--channels=1"),
                *("--raw", "--latency-msec=20"),
            ],
            env=self._env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        if not self._first.wait(10):
            self.__exit__(None, None, None)
            raise RuntimeError("the sound server gives nothing to record")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()

    @property
    def recording(self) -> Recording:
        """What has been recorded so far."""
        pcm = bytes(self._recorded)
        samples = np.frombuffer(pcm[: len(pcm) // WIDTH * WIDTH], np.int16)
        return Recording(samples.astype(np.float64) / 32768, self._began)

    def _read(self) -> None:
        # Data arrives late or in time, never early: the earliest possible beginning is true.
        with cast("IO[bytes]", self._process.stdout) as stream:
            while data := stream.read1(1 << 16):  # type: ignore[attr-defined] # it is buffered
                self._recorded += data
                self._began = min(self._began, clock.now() - len(self._recorded) / (RATE * WIDTH))
                self._first.set()


def samples_of(clip: Clip) -> Samples:
    """A clip as a recording has it."""
    return np.frombuffer(clip.pcm, np.int16).astype(np.float64) / 32768


def onsets(recording: Recording, clip: Clip, likeness: float = 0.9) -> list[int]:
    """The samples at which `clip` begins in the recording, exact to the sample.

    A matched filter: where the recording correlates with the clip by at least `likeness` (1
    is the clip itself, at any volume), and most within a clip's length.
    """
    wanted = samples_of(clip)
    places, likenesses = [], []
    block = max(1 << 18, 4 * len(wanted))
    for first in range(0, len(recording.samples), block):
        like = _likeness(recording.samples[first : first + block + len(wanted) - 1], wanted)
        (above,) = np.nonzero(like >= likeness)
        places.append(first + above)
        likenesses.append(like[above])
    return _peaks(np.concatenate(places), np.concatenate(likenesses), len(wanted) // 2)


def loudness(recording: Recording, window: Seconds = 0.02) -> Samples:
    """Root mean square of each `window`; full scale is 1."""
    size = round(window * RATE)
    whole = len(recording.samples) // size * size
    loud: Samples = np.sqrt(np.square(recording.samples[:whole]).reshape(-1, size).mean(axis=1))
    return loud


def sounds(recording: Recording, above: float = 0.003, window: Seconds = 0.02) -> bool:
    """Whether anything is heard: speech, a tone."""
    return bool((loudness(recording, window) > above).any())


def steepest(recording: Recording) -> float:
    """The largest jump from one sample to the next; a click is one that no sound makes."""
    return float(np.abs(np.diff(recording.samples)).max(initial=0.0))


def _likeness(heard: Samples, wanted: Samples) -> Samples:
    """Correlation of `wanted` with each place of `heard` at which it would fit."""
    places = len(heard) - len(wanted) + 1
    if places <= 0:
        return np.zeros(0)
    size = 1 << (len(heard) - 1).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size))
    product = np.fft.irfft(spectrum, size)[:places]
    energies = np.concatenate(([0.0], np.cumsum(np.square(heard))))
    energy = energies[len(wanted) :] - energies[:places]
    # A floor far below any sound keeps silence from being divided by nothing.
    like: Samples = product / (
        np.linalg.norm(wanted) * np.sqrt(np.maximum(energy, len(wanted) * 1e-8))
    )
    return like


def _peaks(places: NDArray[np.intp], likenesses: Samples, apart: int) -> list[int]:
    """The likeliest place of each group of neighbours."""
    groups = np.flatnonzero(np.diff(places) > apart) + 1
    return [
        int(group[np.argmax(like)])
        for group, like in zip(np.split(places, groups), np.split(likenesses, groups), strict=True)
        if len(group)
    ]
