"""The worker process: renders words to clips for the coach, one request at a time.

Run as `python -m voice_coach.speech.worker FOLDER`. It reads requests from its standard input
and answers on its standard output (see `worker_requests`), and ends when its input does. Engines
may write into FOLDER, which goes with it.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from voice_coach.ipc.child import bar_numpy, claim_stdout, end_with_parent


def main() -> None:
    """Serve the coach that started this process."""
    replies = claim_stdout()
    end_with_parent()
    bar_numpy()
    # Imported here: it brings miniaudio, which must not find numpy.
    from voice_coach.speech.worker_requests import SpeechRequests, serve  # noqa: PLC0415

    _give_up_rights()
    folder = Path(sys.argv[1])
    serve(sys.stdin.buffer, replies, SpeechRequests(folder))
    shutil.rmtree(folder, ignore_errors=True)
    # Not a return: eSpeak NG's threads can hang or abort the interpreter's own ending.
    os._exit(0)


def _give_up_rights() -> None:
    """Leave an engine that a text has led astray no more than it needs: no core dumps, which would
    hold private words, and no file, memory or number of files without end."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows.

    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 256 * 2**20),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_AS, 8 * 2**30),
    ):
        hard = resource.getrlimit(what)[1]
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (limit, limit))


if __name__ == "__main__":
    main()
