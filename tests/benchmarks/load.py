"""A busy machine, and one that stands still by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_coach.core.units import Seconds

_BUSY = "while True: pass"

# The recogniser that listens to the athlete would have a process of its own; so has this one.
_RECOGNISER = """\
import random
from voice_coach.hearing.recognisers import own

listener = own.load()
listener.arm(("pause", "stop"))
while True:
    listener.decode(random.randbytes(32000))
"""

# At the highest priority there is, where that is allowed, so that nothing but the machine
# itself keeps it from running.
_WATCH = """\
import contextlib, os, threading, time
with contextlib.suppress(OSError):
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))
pause = threading.Event()
last = time.monotonic()
while True:
    pause.wait(0.005)
    now = time.monotonic()
    if now - last > 0.05:
        print(now - last, flush=True)
    last = now
"""


@contextmanager
def busy_machine(*, listening: bool = True) -> Iterator[None]:
    """Keep every core busy while this is entered, and if `listening` decode speech without a pause
    as well."""
    with ExitStack() as stack:
        for source in (*[_BUSY] * (os.cpu_count() or 1), *[_RECOGNISER] * listening):
            process = stack.enter_context(_start(source))
            stack.callback(process.kill)
        yield


@contextmanager
def standstills() -> Iterator[list[Seconds]]:
    """Watch for the machine as a whole to stand still, as a virtual one does when its host is
    busy. The list has all that were longer than 50 ms once this is left."""
    found: list[Seconds] = []
    with _start(_WATCH) as process:
        try:
            yield found
        finally:
            process.kill()
            found += map(float, cast("IO[bytes]", process.stdout))


def _start(source: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-c", source], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
