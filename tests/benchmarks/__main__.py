"""Benchmarks: `python tests/benchmarks [NAME ...] [--minutes N]`, from the repository root.

Each prints what this program takes, what the thing it is compared with takes in the same run,
and the goal. A missed goal is shown, and is no failure: figures depend on the machine.

`python tests/benchmarks hearing [--quick]` and `python tests/benchmarks voice [--some N]` have
options of their own.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

# The test folders are no packages; what they share is imported by its plain name.
sys.path[0] = str(Path(__file__).parent.parent)

from benchmarks.table import Skipped, show  # noqa: E402 - found by the line above.

if TYPE_CHECKING:
    from benchmarks.workshop import Workshop

_BENCHMARKS = {
    "onsets": "when cues are heard against when they are due, also on a busy machine",
    "first-sound": "from the command to the first sound",
    "pause": "from the key to silence, and whether it clicks",
    "fitting": "laying out an hour of training with its cues",
    "footprint": "memory and processor time of a running session",
    "late": "words that are not rendered in time, by the pace measured here",
    "rendering": "writing a workout to a file",
    "history": "showing ten years of a session a day",
    "journal": "keeping a session as it happens",
    "lessons": "what a voice that was learnt is understood better",
}


def main() -> None:
    """Run the benchmarks that were named, or all."""
    if sys.argv[1:2] == ["hearing"]:
        from benchmarks.hearing.__main__ import main as hear  # noqa: PLC0415 - needs more.

        hear(sys.argv[2:])
        return
    if sys.argv[1:2] == ["voice"]:
        from benchmarks.voice.__main__ import main as speak  # noqa: PLC0415 - the same.

        speak(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(prog="python tests/benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*_BENCHMARKS, []])
    parser.add_argument(
        "--minutes",
        type=float,
        default=1.0,
        help="how long each recording of onsets is; 10 plays a whole routine twice (default: 1)",
    )
    parser.add_argument("--list", action="store_true", help="show what there is")
    options = parser.parse_args()
    if options.list:
        for name, what in _BENCHMARKS.items():
            print(f"{name:14}{what}")
        return
    _check_surroundings()
    from benchmarks.workshop import Workshop  # noqa: PLC0415 - what it imports is there.

    with tempfile.TemporaryDirectory(prefix="vc-bench-") as folder:
        workshop = Workshop(Path(folder), options.minutes)
        for name in options.names or _BENCHMARKS:
            _run(name, workshop)


def _run(name: str, workshop: Workshop) -> None:
    module = importlib.import_module(f"benchmarks.{name.replace('-', '_')}")
    before = os.getloadavg()[0]
    print(f"\n== {name}: {_BENCHMARKS[name]}", flush=True)
    try:
        show(module.measure(workshop))
    except Skipped as skipped:
        print(f"skipped: {skipped}")
    after = os.getloadavg()[0]
    print(f"load of the machine, by its {os.cpu_count()} cores: {before:.1f} → {after:.1f}")


def _check_surroundings() -> None:
    if not sys.platform.startswith("linux"):
        sys.exit("The benchmarks measure through PulseAudio and /proc, which only Linux has.")
    missing = [name for name in ("numpy", "pexpect") if find_spec(name) is None]
    if missing:
        sys.exit(f"The benchmarks need {', '.join(missing)}: pip install -e '.[dev]'.")


main()
