"""Writing a workout to a file: the whole command, from its start to its end."""

from __future__ import annotations

import resource
import wave
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.table import Row, Table

if TYPE_CHECKING:
    from benchmarks.workshop import Workshop
    from end_to_end.program import Home

    from voice_coach.core.units import Seconds

_ROUTINE = "core-basics"
_TIMES = 3
_LEAST = {"wav": 100.0, "flac": 100.0, "m4a": 60.0, "mp3": 60.0, "opus": 60.0}
"""Times real time that each is to reach."""


def measure(workshop: Workshop) -> Table:
    """Render in each format with all clips cached, and with none; by the processor time of all that
    it starts, so that what else runs here counts for little."""
    workshop.warm(_ROUTINE)
    home = workshop.home()
    length = _render(home, "wav")[1]
    rows = []
    for suffix, least in _LEAST.items():
        took = median(_render(home, suffix)[0] for _ in range(_TIMES))
        rows.append(
            Row(f"{suffix}, times real time", "", length / took, None, least, more_is_better=True)
        )
    cold = length / _render(workshop.home(cold=True), "wav")[0]
    rows.append(Row("wav, nothing cached", "", cold))
    return Table(
        "", tuple(rows), (f"{_ROUTINE}; processor time, median of {_TIMES}, the start included",)
    )


def _render(home: Home, suffix: str) -> tuple[Seconds, Seconds]:
    """Seconds of processor time that it takes, and of sound if it is a WAV."""
    before = _processor_time()
    file = f"workout.{suffix}"
    home.run("render", _ROUTINE, "-o", file, "--force").check_returncode()
    took = _processor_time() - before
    if suffix != "wav":
        return took, 0.0
    with (home.folder / file).open("rb") as stream, wave.open(stream) as wav:
        return took, wav.getnframes() / wav.getframerate()


def _processor_time() -> Seconds:
    """That of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
