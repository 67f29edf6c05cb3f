"""The worker process: renders words to clips for the coach, one request at a time.

Run as `python -m voice_coach.speech.worker FOLDER`. It reads requests from its standard input
and answers on its standard output (see `desk`), and ends when its input does. Engines may
write into FOLDER, which goes with it.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from voice_coach.speech.engine import bar_numpy


def main() -> None:
    """Serve the coach that started this process."""
    # Ctrl-C goes to every process of the terminal; the coach alone decides when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = _claim_stdout()
    bar_numpy()
    # Imported here: it brings miniaudio, which must not find numpy.
    from voice_coach.speech.worker_requests import SpeechRequests, serve  # noqa: PLC0415

    folder = Path(sys.argv[1])
    serve(sys.stdin.buffer, replies, SpeechRequests(folder))
    shutil.rmtree(folder, ignore_errors=True)
    # Not a return: eSpeak NG's threads can hang or abort the interpreter's own ending.
    os._exit(0)


def _claim_stdout() -> BinaryIO:
    """The standard output for replies alone: what drivers print goes to the error output."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


if __name__ == "__main__":
    main()
