"""The worker's side: what every process does that the coach has started."""

from __future__ import annotations

import os
import signal
import sys
from typing import BinaryIO


def claim_stdout() -> BinaryIO:
    """Take the standard output for messages alone. What libraries print there must not get
    between them, and goes to the error output. Ctrl-C, which the terminal sends to all its
    processes, is left to the coach."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    messages = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return messages


def bar_numpy() -> None:
    """Make miniaudio do without numpy, which it imports where it is installed, for a use we do
    not make of it: half of the time until the first sound, and most of the memory."""
    sys.modules["numpy"] = None  # type: ignore[assignment] # how an import is made to fail
