"""The mailbox: what is put is taken in order, and no wait outlasts its time."""

from __future__ import annotations

import subprocess
import sys
import threading
from queue import Empty

import pytest

from voice_coach.system.mailbox import Mailbox

WAITS = """
import os, signal, subprocess, sys
from queue import Empty
from voice_coach.system.mailbox import Mailbox

box = Mailbox()
signal.signal(signal.SIGCONT, lambda *_: print("went on", flush=True))
# Stopped, and continued only after the wait should have ended.
stop = f"kill -STOP {os.getpid()}; sleep 0.6; kill -CONT {os.getpid()}"
subprocess.Popen(["sh", "-c", stop])
try:
    box.get(0.3)
except Empty:
    print("ended", flush=True)
"""


def test_what_is_put_is_taken_in_order() -> None:
    box: Mailbox[int] = Mailbox()
    for number in range(3):
        box.put(number)
    assert [box.get(), box.get(0.0), box.get_nowait()] == [0, 1, 2]


def test_an_empty_one_says_so_at_once_or_after_its_time() -> None:
    box: Mailbox[int] = Mailbox()
    for wait in (box.get_nowait, lambda: box.get(0.0), lambda: box.get(0.01)):
        with pytest.raises(Empty):
            wait()


def test_what_several_threads_put_is_all_taken() -> None:
    box: Mailbox[int] = Mailbox()
    threads = [
        threading.Thread(target=lambda: [box.put(number) for number in range(1_000)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    taken = [box.get(30.0) for _ in range(4_000)]
    assert sorted(taken) == sorted([*range(1_000)] * 4)
    with pytest.raises(Empty):
        box.get_nowait()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is stopped by a signal there")
def test_a_wait_that_a_stop_outlasts_ends_when_the_program_goes_on() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WAITS], capture_output=True, text=True, timeout=30.0, check=True
    )
    assert "ended" in ended.stdout
