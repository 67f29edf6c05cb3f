"""What a running session takes: memory of all its processes, and processor time while it is
quiet."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import usual
from benchmarks.table import Row, Table

from voice_coach.screen.options import SCREENS
from voice_coach.system import clock

if TYPE_CHECKING:
    from benchmarks.workshop import Workshop
    from end_to_end.program import Program

    from voice_coach.core.units import Seconds

_ROUTINE = "core-basics"
"""It begins with a minute of walking in place, in which little is said."""

_QUIET: Seconds = 40.0
_TICK: Seconds = 1 / os.sysconf("SC_CLK_TCK")


def measure(workshop: Workshop) -> Table:
    """Lead in a terminal, on each of its screens, starting with an empty cache, so that the speech
    worker runs too."""
    rows: list[Row] = []
    with workshop.sound_server() as server:
        for screen in SCREENS:
            home = workshop.home(server, cold=True)
            with home.start_in_terminal(_ROUTINE, "--fit", "--screen", screen) as coach:
                taken = _watch(coach)
            naive = usual.say(home.env, home.folder, "Three.", 8)
            usual_cpu = 100 * naive.cpu / naive.ran
            memory, cpu = (sum(figures) for figures in zip(*taken.values(), strict=True))
            rows.append(Row(f"{screen} screen: memory (PSS)", "MB", memory, naive.megabytes, 250.0))
            rows.append(Row(f"{screen} screen: CPU", "%", cpu, usual_cpu, 5.0))
            for name, (megabytes, share) in taken.items():
                rows.append(Row(f"  {name}: memory", "MB", megabytes))
                rows.append(Row(f"  {name}: CPU", "%", share))
    notes = [f"CPU of one core over {_QUIET:.0f} s of a minute's walk; the terminal is 250 by 40"]
    if not usual.HAS_APLAY:
        notes.append(usual.STAND_IN)
    return Table("say, sleep(1)", tuple(rows), tuple(notes))


def _watch(coach: Program) -> dict[str, tuple[float, float]]:
    """What each process takes: memory, and CPU while it is quiet."""
    coach.events.wait_for("interval", kind="work")
    # By now all has been rendered, and the first cues of the minute are said.
    coach.let_pass(5.0)
    processes = _processes(coach)
    before, began = {pid: _cpu(pid) for pid in processes}, clock.now()
    coach.let_pass(_QUIET)
    passed = clock.now() - began
    return {
        name: (_megabytes(pid), 100 * (_cpu(pid) - before[pid]) / passed)
        for pid, name in processes.items()
    }


def _processes(coach: Program) -> dict[int, str]:
    """All processes of a session by their number, and what each is."""
    names = {coach._process.pid: "coach"}
    for process in coach.started:
        module = process.command.partition(" -m ")[2]
        names[process.pid] = (module or process.command or "?").split()[0]
    return names


def _cpu(pid: int) -> Seconds:
    # After the name, which may hold anything, the 12th and 13th are the ticks used.
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * _TICK


def _megabytes(pid: int) -> float:
    """Memory of its own, and its share of what it shares."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()
    (line,) = (line for line in lines if line.startswith("Pss:"))
    return int(line.split()[1]) / 1000
