"""Writing a workout to a file: the whole command, from its start to its end."""

from __future__ import annotations

import wave
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.table import Row, Table

from voice_coach.system import clock

if TYPE_CHECKING:
    from benchmarks.workshop import Workshop
    from end_to_end.program import Home

    from voice_coach.core.units import Seconds

_ROUTINE = "core-basics"
_TIMES = 5


def measure(workshop: Workshop) -> Table:
    """Render with all clips cached, and with none."""
    workshop.warm(_ROUTINE)
    warm = [_speed(workshop.home()) for _ in range(_TIMES)]
    cold = _speed(workshop.home(cold=True))
    rows = (Row("times real time, cached", "", median(warm), cold, 100.0, more_is_better=True),)
    return Table("nothing cached", rows, (f"{_ROUTINE}; median of {_TIMES}, the start included",))


def _speed(home: Home) -> float:
    """Seconds of sound written in a second."""
    began = clock.now()
    home.run("render", _ROUTINE, "-o", "workout.wav").check_returncode()
    took = clock.now() - began
    with (home.folder / "workout.wav").open("rb") as stream, wave.open(stream) as wav:
        length: Seconds = wav.getnframes() / wav.getframerate()
    return length / took
