"""Measure the microphone's level: a separate process listens for a second."""

from __future__ import annotations

import io
import math
import subprocess
import sys
from array import array
from dataclasses import dataclass
from operator import mul

from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError
from voice_coach.ipc.wire import Wire

LISTENER = (sys.executable, "-P", "-m", "voice_coach.checkup.mic_level_worker")

_ANSWER_WITHIN: Seconds = 20.0
"""The listener's own limit, and the start of Python, which may come from a slow disk."""

_FULL = 32_768


class NoMicrophoneError(CoachError):
    """There is no microphone, or it gives no sound."""


@dataclass(frozen=True, slots=True)
class MeasuredLevel:
    """The microphone's level, as shares of full scale."""

    backend: str
    """The sound system used."""
    peak: float
    """The largest sample; zero means that nothing came in at all, not even noise."""
    mean: float
    """Root mean square."""


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """There is nothing to measure."""

    reason: str


ANSWER: Wire[MeasuredLevel | NotMeasured] = Wire(MeasuredLevel, NotMeasured)


def listen(command: tuple[str, ...] = LISTENER) -> MeasuredLevel:
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
        answer = ANSWER.receive(io.BytesIO(heard.stdout))
    except subprocess.TimeoutExpired as error:
        raise NoMicrophoneError("the process that listens does not answer") from error
    except (OSError, ValueError) as error:
        raise NoMicrophoneError("the process that listens does not run") from error
    match answer:
        case MeasuredLevel():
            return answer
        case NotMeasured(reason):
            raise NoMicrophoneError(reason)
        case None:
            raise NoMicrophoneError("the process that listens does not run")


def level_of(pcm: bytes, backend: str) -> MeasuredLevel:
    """Return the level of mono samples, signed 16 bit."""
    samples = array("h", pcm)
    peak = max(max(samples, default=0), -min(samples, default=0))
    power = sum(map(mul, samples, samples)) / max(1, len(samples))
    return MeasuredLevel(backend, peak / _FULL, math.sqrt(power) / _FULL)
