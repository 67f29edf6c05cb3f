"""What a running session takes: memory of all its processes, and processor time while it is
quiet."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import usual
from benchmarks.table import Row, Table

from voice_coach import clock

if TYPE_CHECKING:
    from benchmarks.workshop import Workshop
    from end_to_end.program import Program

    from voice_coach.core.exercise import Seconds

_ROUTINE = "core-basics"
"""It begins with a minute of walking in place, in which little is said."""

_QUIET: Seconds = 40.0
_TICK: Seconds = 1 / os.sysconf("SC_CLK_TCK")


def measure(workshop: Workshop) -> Table:
    """Lead in a terminal, starting with an empty cache, so that the speech worker runs too."""
    with workshop.sound_server() as server:
        home = workshop.home(server, cold=True)
        with home.start_in_terminal(_ROUTINE, "--fit") as coach:
            coach.events.wait_for("interval", kind="work")
            # By now all has been rendered, and the first cues of the minute are said.
            coach.let_pass(5.0)
            processes = _processes(coach)
            before, began = {pid: _cpu(pid) for pid in processes}, clock.now()
            coach.let_pass(_QUIET)
            passed = clock.now() - began
            shares = {pid: 100 * (_cpu(pid) - before[pid]) / passed for pid in processes}
            memory = {pid: _megabytes(pid) for pid in processes}
        naive = usual.say(home.env, home.folder, "Three.", 8)
    rows = [
        Row("memory (PSS), all processes", "MB", sum(memory.values()), naive.megabytes, 250.0),
        Row("CPU, all processes", "%", sum(shares.values()), 100 * naive.cpu / naive.ran, 5.0),
    ]
    for pid, name in processes.items():
        rows.append(Row(f"  {name}: memory", "MB", memory[pid]))
        rows.append(Row(f"  {name}: CPU", "%", shares[pid]))
    notes = [f"CPU of one core over {passed:.0f} s of a minute's walk, the status line included"]
    if not usual.HAS_APLAY:
        notes.append(usual.STAND_IN)
    return Table("say, sleep(1)", tuple(rows), tuple(notes))


def _processes(coach: Program) -> dict[int, str]:
    """All processes of a session by their number, and what each is."""
    names = {coach._process.pid: "coach"}
    for process in coach.started:
        names[process.pid] = process.command.partition(" -m ")[2].split()[0]
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
