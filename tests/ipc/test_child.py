"""What every process does that the coach has started."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from end_to_end.processes import descendants

from voice_coach.system import clock

_CHILD = """
import os, signal
from voice_coach.ipc.child import end_with_parent
end_with_parent()
print("ready", flush=True)
os.kill(os.getpid(), signal.SIGSTOP)
"""

_PARENT = """
import subprocess, sys, threading
subprocess.Popen([sys.executable, "-c", sys.argv[1]])
threading.Event().wait()
"""

_PATIENCE = 20.0


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone ends a process with its parent")
def test_a_stopped_process_ends_with_the_one_that_started_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT, _CHILD], stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        (child,) = descendants(parent.pid)
        assert child.runs
        parent.kill()
        parent.wait()
        deadline = clock.now() + _PATIENCE
        while child.runs:
            assert clock.now() < deadline, "the stopped process has outlived its parent"
            threading.Event().wait(0.01)
