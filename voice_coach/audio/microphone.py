"""How loud the microphone is: a process of its own listens for a second and tells the level.

`python -m voice_coach.audio.microphone`, started by `listen`, is a process because a sound
server that is frozen holds up whoever opens a device. It answers with one JSON object. The
level is all that leaves it: what it heard is kept nowhere.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import threading
from array import array
from collections.abc import Generator
from dataclasses import dataclass
from operator import mul
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, NoReturn

from voice_coach.audio.clip import RATE, WIDTH
from voice_coach.core.exercise import Seconds
from voice_coach.errors import CoachError

if TYPE_CHECKING:
    import miniaudio

LISTENER = (sys.executable, "-P", "-m", "voice_coach.audio.microphone")

_LENGTH: Seconds = 1.0
"""Sound that is listened to."""

_LISTEN_WITHIN: Seconds = 5.0
"""For a device to open and to give that much."""

_ANSWER_WITHIN: Seconds = 20.0
"""The same with the start of Python, which may come from a slow disk."""

_PERIOD_MS = 50
_FULL = 32_768


class NoMicrophoneError(CoachError):
    """There is no microphone, or it gives no sound."""


@dataclass(frozen=True, slots=True)
class Level:
    """What a microphone gave, as shares of full scale."""

    backend: str
    """The sound system it was reached through."""
    peak: float
    """The largest sample; zero means that nothing at all came in, not even noise."""
    mean: float
    """Root mean square."""


def decibels(share: float) -> float:
    """A share of full scale in dBFS; minus infinity for nothing."""
    return 20 * math.log10(share) if share > 0 else -math.inf


def listen(command: tuple[str, ...] = LISTENER) -> Level:
    """Listen to the default microphone for a second. Raises NoMicrophoneError."""
    try:
        heard = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            # Sound libraries write there, and the screen is not theirs.
            stderr=subprocess.DEVNULL,
            timeout=_ANSWER_WITHIN,
            check=False,
        )
        answer = json.loads(heard.stdout)
        if "fault" in answer:
            raise NoMicrophoneError(answer["fault"])
        return Level(answer["backend"], answer["peak"], answer["mean"])
    except subprocess.TimeoutExpired as error:
        raise NoMicrophoneError("the process that listens does not answer") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoMicrophoneError("the process that listens does not run") from error


def level_of(pcm: bytes, backend: str) -> Level:
    """The level of mono samples, signed 16 bit."""
    samples = array("h", pcm)
    peak = max(max(samples, default=0), -min(samples, default=0))
    power = sum(map(mul, samples, samples)) / max(1, len(samples))
    return Level(backend, peak / _FULL, math.sqrt(power) / _FULL)


_Answer = dict[str, str | float]


def _hear(answers: SimpleQueue[_Answer]) -> None:
    # miniaudio imports numpy where there is one, and has no use for it here.
    sys.modules["numpy"] = None  # type: ignore[assignment] # how an import is made to fail
    import miniaudio  # noqa: PLC0415 # after the line above

    try:
        device = _first_device()
        receiver = _receive(device.backend, answers)
        next(receiver)
        device.start(receiver)
    except miniaudio.MiniaudioError as error:
        answers.put({"fault": str(error.args[0])})
        return
    # The device listens for as long as it is held.
    threading.Event().wait()


def _receive(
    backend: str, answers: SimpleQueue[_Answer]
) -> Generator[None, bytes | array[int], None]:
    heard = bytearray()
    while len(heard) < _LENGTH * RATE * WIDTH:
        heard += yield
    level = level_of(bytes(heard), backend)
    answers.put({"backend": backend, "peak": level.peak, "mean": level.mean})


def _first_device() -> miniaudio.CaptureDevice:
    import miniaudio  # noqa: PLC0415 # as above

    pulse = miniaudio.Backend.PULSEAUDIO
    # The "Null" backend gives silence for ever: it counts as no microphone.
    none = (pulse, miniaudio.Backend.CUSTOM, miniaudio.Backend.NULL)
    others = [backend for backend in miniaudio.Backend if backend not in none]
    try:
        return _device([pulse])
    except miniaudio.MiniaudioError:
        return _device(others)


def _device(backends: list[miniaudio.Backend]) -> miniaudio.CaptureDevice:
    import miniaudio  # noqa: PLC0415 # as above

    return miniaudio.CaptureDevice(
        input_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=RATE,
        buffersize_msec=_PERIOD_MS,
        backends=backends,
        app_name="voice-coach",
    )


def main() -> NoReturn:
    """Listen, answer, and end within the time, whatever the sound server does."""
    asker = os.dup(1)
    # Sound libraries print; what they print is no answer.
    os.dup2(2, 1)
    answers: SimpleQueue[_Answer] = SimpleQueue()
    threading.Thread(target=_hear, args=(answers,), daemon=True).start()
    try:
        answer = answers.get(timeout=_LISTEN_WITHIN)
    except Empty:
        answer = {"fault": "it gives no sound"}
    os.write(asker, json.dumps(answer).encode())
    # Not sys.exit: a thread that a frozen sound server holds up would never be joined.
    os._exit(0)


if __name__ == "__main__":
    main()
