"""The processes a program has started, as the system lists them."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Process:
    """One process. Its starting time tells it from a later one of the same number."""

    pid: int
    started: str

    @property
    def runs(self) -> bool:
        """Whether it has not ended. One that has, and whose parent has not asked, has ended."""
        stat = _stat(self.pid)
        return stat is not None and stat.process == self and stat.state != "Z"

    @property
    def command(self) -> str:
        """The command line it was started with; empty once it has ended."""
        try:
            raw = (_PROC / str(self.pid) / "cmdline").read_bytes()
        except OSError:
            return ""
        return raw.replace(b"\0", b" ").decode(errors="replace").strip()

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if self.runs:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)


@dataclass(frozen=True, slots=True)
class _Stat:
    process: Process
    state: str
    parent: int


def descendants(pid: int) -> list[Process]:
    """Every process that `pid` has started, and those that these have started."""
    stats = [stat for folder in _PROC.glob("[0-9]*") if (stat := _stat(int(folder.name)))]
    found: list[Process] = []
    parents = {pid}
    while parents:
        children = [stat.process for stat in stats if stat.parent in parents]
        found += children
        parents = {child.pid for child in children}
    return found


def _stat(pid: int) -> _Stat | None:
    try:
        text = (_PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return None
    # The name stands in brackets and may hold anything, brackets too.
    state, parent, *rest = text.rpartition(")")[2].split()
    return _Stat(Process(pid, rest[17]), state, int(parent))
