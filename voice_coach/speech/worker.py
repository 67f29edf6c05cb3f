"""The worker process: renders words to clips for the coach, one request at a time.

Run as `python -m voice_coach.speech.worker FOLDER`. It reads requests from its standard input
and answers on its standard output (see `desk`), and ends when its input does. Engines may
write into FOLDER, which goes with it.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from voice_coach.ipc.child import bar_numpy, claim_stdout


def main() -> None:
    """Serve the coach that started this process."""
    replies = claim_stdout()
    bar_numpy()
    # Imported here: it brings miniaudio, which must not find numpy.
    from voice_coach.speech.worker_requests import SpeechRequests, serve  # noqa: PLC0415

    folder = Path(sys.argv[1])
    serve(sys.stdin.buffer, replies, SpeechRequests(folder))
    shutil.rmtree(folder, ignore_errors=True)
    # Not a return: eSpeak NG's threads can hang or abort the interpreter's own ending.
    os._exit(0)


if __name__ == "__main__":
    main()
