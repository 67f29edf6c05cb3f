"""The usual way to lead by voice, as a program of its own: pyttsx3, and nothing of ours.

    python say_and_sleep.py say TEXT TIMES     say it, sleep a second, and so on
    python say_and_sleep.py save TEXT FILE     render it

It tells, as JSON, when it asked for each word (on the clock of `voice_coach.system.clock`), how
long it ran, and what processor time and memory that took.
"""

import ctypes
import json
import os
import resource
import sys
import time
from pathlib import Path

import espeakng_loader

# Where the system has no eSpeak NG, pyttsx3 needs to be given one.
ctypes.CDLL(espeakng_loader.get_library_path())  # type: ignore[no-untyped-call] # no types.
os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()  # type: ignore[no-untyped-call] # no types.

import pyttsx3  # noqa: E402 - after what it needs.


def _now() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _say(text: str, times: int) -> list[float]:
    engine = pyttsx3.init()  # type: ignore[no-untyped-call] # no types.
    asked = []
    for _ in range(times):
        asked.append(_now())
        engine.say(text)
        engine.runAndWait()
        time.sleep(1)  # noqa: TID251 - this is the way that is compared with.
    return asked


def _save(text: str, path: Path) -> None:
    engine = pyttsx3.init()  # type: ignore[no-untyped-call] # no types.
    engine.save_to_file(text, str(path))
    engine.runAndWait()
    # The first save returns before the file is whole.
    while not path.exists() or path.stat().st_size < 1000:
        time.sleep(0.001)  # noqa: TID251 - the same.


def _pss() -> int:
    """Memory of this process, in kilobytes."""
    lines = Path("/proc/self/smaps_rollup").read_text("utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1])


def main() -> None:
    """Do what the arguments say."""
    began, asked = _now(), []
    what, text, rest = sys.argv[1:]
    if what == "save":
        _save(text, Path(rest))
    else:
        asked = _say(text, int(rest))
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    told = {
        "asked": asked,
        "ran": _now() - began,
        "cpu": sum(usage.ru_utime + usage.ru_stime for usage in usages),
        "kilobytes": _pss(),
    }
    # pyttsx3 prints too.
    print("\n" + json.dumps(told))


main()
