"""From the command to the first sound, recorded from the sound server's speaker; and the words
that are not ready in time in a routine that was never heard before."""

from __future__ import annotations

import threading
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from benchmarks import usual
from benchmarks.table import Row, Table
from benchmarks.workshop import SINK_AHEAD
from simulated_rendering import OWN

from voice_coach.audio.clip import RATE
from voice_coach.core.wording.phrasebook import FIT_NOTICE
from voice_coach.system import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.workshop import Workshop
    from rig.pulse import SoundServer

    from voice_coach.core.units import Seconds

_ROUTINE = "core-basics"
_OWN = "own.yaml"
_WARM, _COLD, _NEW, _USUAL = 9, 5, 3, 5
"""How often each is started."""


def measure(workshop: Workshop) -> Table:
    """Start, listen, end, and again."""
    workshop.warm(_ROUTINE)
    with workshop.sound_server() as server:
        warm = _delays(server, lambda: _start(workshop, server, cold=False), _WARM)
        cold = _delays(server, lambda: _start(workshop, server, cold=True), _COLD)
        new = _delays(server, lambda: _start(workshop, server, cold=True, own=True), _NEW)
        said_of_it, late = _led(workshop, server)
        full = _delays(server, lambda: _start_on_full_screen(workshop, server), _WARM)
        said = _delays(server, lambda: _say(workshop, server), _USUAL)
    saved = median(_time(lambda: _save(workshop)) for _ in range(_USUAL))
    rows = (
        Row("all clips cached, median", "s", median(warm), median(said), 0.5),
        Row("all clips cached, worst", "s", max(warm), max(said)),
        Row("all clips cached, full screen, median", "s", median(full), median(said), 0.5),
        Row("all clips cached, full screen, worst", "s", max(full), max(said)),
        Row("nothing cached, median", "s", median(cold), median(said), 0.9),
        Row("nothing cached, worst", "s", max(cold), max(said)),
        Row("own routine of 20 minutes, nothing rendered, median", "s", median(new), None, 1.5),
        Row("own routine of 20 minutes, nothing rendered, worst", "s", max(new), None, 1.5),
        Row(f"  late of {said_of_it} sentences in {workshop.minutes:g} min", "", late, None, 0),
    )
    notes = [
        f"median and worst of {_WARM}, {_COLD}, {_NEW} and {_USUAL} starts, to some milliseconds",
        f"pyttsx3 as a process that only renders the first sentence to a file: {saved:.2f} s",
    ]
    if not usual.HAS_APLAY:
        notes.append(usual.STAND_IN)
    return Table("pyttsx3's say", tuple(rows), tuple(notes))


def _delays(server: SoundServer, start: Callable[[], None], times: int) -> list[Seconds]:
    """From each start to the first sound after it."""
    started: list[Seconds] = []
    with server.recorder() as recorder:
        for _ in range(times):
            # What the last one left in the sound server's buffer has to run out.
            threading.Event().wait(0.5)
            started.append(clock.now())
            start()
    heard = recorder.recording
    (loud,) = np.nonzero(np.abs(heard.samples) > 0.003)
    sounding = heard.began + SINK_AHEAD + loud / RATE
    return [float(sounding[np.searchsorted(sounding, at)] - at) for at in started]


def _start(workshop: Workshop, server: SoundServer, *, cold: bool, own: bool = False) -> None:
    home = workshop.home(server, cold=cold)
    routine = home.write(_OWN, OWN) if own else _ROUTINE
    with home.start(routine, "--fit") as program:
        program.events.wait_for("cue")
        program.let_pass(0.4)


def _led(workshop: Workshop, server: SoundServer) -> tuple[int, int]:
    """Lead the own routine for so many minutes as a recording has, or to its end; how many
    sentences were due, and how many of them were only shown."""
    home = workshop.home(server, cold=True)
    with home.start(home.write(_OWN, OWN), "--fit") as program:
        program.events.wait_for("cue")
        until = clock.now() + 60 * workshop.minutes
        while clock.now() < until and not program.events.of("finish"):
            program.let_pass(1.0)
        due = [one for one in program.events.of("cue") if "text" in one]
    return len(due), sum(not one["heard"] for one in due)


def _start_on_full_screen(workshop: Workshop, server: SoundServer) -> None:
    home = workshop.home(server)
    with home.start_in_terminal(_ROUTINE, "--fit", "--screen", "full") as program:
        program.events.wait_for("cue")
        program.let_pass(0.4)


def _say(workshop: Workshop, server: SoundServer) -> None:
    home = workshop.home(server)
    usual.say(home.env, home.folder, FIT_NOTICE, 1)


def _save(workshop: Workshop) -> None:
    home = workshop.home()
    usual.save(home.env, home.folder, FIT_NOTICE)


def _time(run: Callable[[], None]) -> Seconds:
    began = clock.now()
    run()
    return clock.now() - began
