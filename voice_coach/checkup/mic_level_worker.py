"""The process that measures the microphone: `python -m voice_coach.checkup.mic_level_worker`,
started by `mic_level.py`.

It is a process of its own because a sound server that is frozen holds up whoever opens a device.
It answers with one `MeasuredLevel` or `NotMeasured` and ends. The level is all that leaves it: what
it heard is kept nowhere.
"""

from __future__ import annotations

import os
import threading
from array import array
from collections.abc import Generator
from queue import Empty
from typing import NoReturn

import miniaudio

from voice_coach.audio.clip import RATE, WIDTH
from voice_coach.audio.device_base import first_device, microphone
from voice_coach.checkup.mic_level import ANSWER, MeasuredLevel, NotMeasured, level_of
from voice_coach.core.units import Seconds
from voice_coach.ipc.child import claim_stdout
from voice_coach.system.mailbox import Mailbox

_LENGTH: Seconds = 1.0
"""The length of the measurement."""

_WITHIN: Seconds = 5.0
"""The limit for a device to open and to give that much sound."""

_PERIOD_MS = 50

_Answer = MeasuredLevel | NotMeasured


def _hear(answers: Mailbox[_Answer]) -> None:
    try:
        device = first_device(lambda backends: microphone(backends, RATE, _PERIOD_MS))
        receiver = _receive(device.backend, answers)
        next(receiver)
        device.start(receiver)
    except miniaudio.MiniaudioError as error:
        answers.put(NotMeasured(str(error.args[0])))
        return
    # The device listens for as long as it is held.
    threading.Event().wait()


def _receive(backend: str, answers: Mailbox[_Answer]) -> Generator[None, bytes | array[int], None]:
    heard = bytearray()
    while len(heard) < _LENGTH * RATE * WIDTH:
        heard += yield
    answers.put(level_of(bytes(heard), backend))


def main() -> NoReturn:
    """Listen, answer, and end within the time, whatever the sound server does."""
    asker = claim_stdout()
    answers: Mailbox[_Answer] = Mailbox()
    threading.Thread(target=_hear, args=(answers,), daemon=True).start()
    try:
        answer = answers.get(timeout=_WITHIN)
    except Empty:
        answer = NotMeasured("it gives no sound")
    ANSWER.send(asker, answer)
    # Not sys.exit: a thread that a frozen sound server holds up would never be joined.
    os._exit(0)


if __name__ == "__main__":
    main()
