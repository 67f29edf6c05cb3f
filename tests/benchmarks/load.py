"""A busy machine: every core at work, and a recogniser listening."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUSY = "while True: pass"

# The recogniser that listens to the athlete would have a process of its own; so has this one.
_RECOGNISER = """\
import random
from pocketsphinx import Decoder

decoder = Decoder(samprate=16000)
while True:
    decoder.start_utt()
    for _ in range(100):
        decoder.process_raw(random.randbytes(3200))
    decoder.end_utt()
"""


@contextmanager
def busy_machine() -> Iterator[None]:
    """Keep every core busy, and decode speech without a pause, while this is entered."""
    with ExitStack() as stack:
        for source in (*[_BUSY] * (os.cpu_count() or 1), _RECOGNISER):
            process = stack.enter_context(
                subprocess.Popen([sys.executable, "-P", "-c", source], stderr=subprocess.DEVNULL)
            )
            stack.callback(process.kill)
        yield
